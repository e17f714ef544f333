"""Tables of batches and of the facts in one."""

from __future__ import annotations

from functools import cache

from django.db.models import Q, QuerySet

from parindex.apps.facts.models import FactBatch, FactRow
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table
from parindex.engine.facts.registry import MEASURES
from parindex.engine.values.facts import Level
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.vietnamese import fold


class BatchesTable(Table[FactBatch]):
    """Every time the records were counted."""

    key = "lan-do"
    title = "Các lần đo số liệu từ hồ sơ"
    order = "-luc"
    columns = (
        Column(
            "luc",
            "Bắt đầu lúc",
            lambda row: row.began_at,
            sort=("began_at",),
            kind="moment",
            link=lambda row: address("facts:batch", row.pk),
        ),
        Column("nam", "Năm", lambda row: row.year, sort=("year",)),
        Column("dong", "Số dòng", lambda row: row.rows, sort=("rows",), kind="number"),
        Column("kho", "Phiên bản kho", lambda row: row.lake[:12]),
        Column(
            "mo-phong", "Nguồn", lambda row: "Dữ liệu mô phỏng" if row.simulated else "Hồ sơ thật"
        ),
        Column("nguoi", "Người yêu cầu", lambda row: row.by),
    )
    empty = Empty(
        "Chưa có số liệu nào được đo từ hồ sơ.",
        "Phòng điều phối hoặc quản trị bấm «Đo số liệu» sau khi kho hồ sơ đã nạp.",
    )


@cache
def title_of(measure: str) -> str:
    """The measure's Vietnamese name; its key where this version no longer has it."""
    return MEASURES[measure].title if measure in MEASURES else measure


def _level(rows: QuerySet[FactRow], value: str) -> QuerySet[FactRow]:
    return rows.filter(level=value)


def shown(row: FactRow) -> str:
    """`97,25 % (11.670/12.000)`, a count, or what is lacking."""
    fact = row.fact()
    if fact.gap:
        return fact.gap
    if fact.denominator is None:
        return vietnamese(fact.numerator)
    if fact.value is None:
        return "không phát sinh"
    pair = f"{vietnamese(fact.numerator)}/{vietnamese(fact.denominator)}"
    return f"{vietnamese(100 * fact.value, 2)} % ({pair})"


class FactsTable(Table[FactRow]):
    """The facts of a batch over all units, by level."""

    key = "so-lieu"
    title = "Số liệu theo cấp"
    order = "phep-do"
    search = "measure"
    search_words = "Tên phép đo, không cần dấu"
    columns = (
        Column("phep-do", "Phép đo", lambda row: title_of(row.measure), sort=("measure", "pk")),
        Column(
            "cap", "Cấp", lambda row: Level(row.level).vietnamese if row.level else "mọi cấp",
            sort=("level",),
        ),
        Column("ket-qua", "Kết quả", shown),
        Column("tu-so", "Tử số", lambda row: row.numerator, sort=("numerator",), kind="number"),
        Column("mau-so", "Mẫu số", lambda row: row.denominator, sort=("denominator",), kind="number"),
        Column("thieu", "Không xét được", lambda row: row.missing, sort=("missing",), kind="number"),
    )  # fmt: skip
    filters = (
        Filter(
            "cap", "Cấp", lambda: [(each.value, each.vietnamese) for each in Level], _level
        ),
    )  # fmt: skip
    empty = Empty("Lần đo này chưa có số liệu.")

    def found(self, words: str) -> Q:
        """The rows of measures whose name holds the words; names stand in the program, not in rows."""
        wanted = fold(words).split()
        named = {key: fold(title_of(key)) for key in MEASURES}
        return Q(measure__in=[key for key, name in named.items() if all(w in name for w in wanted)])
