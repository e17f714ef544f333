"""Tables of rounds and of the assessments in one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from parindex.apps.assessments.models import Assessment, Round
from parindex.apps.assessments.outdated import outdated_among
from parindex.apps.assessments.points import points_of
from parindex.apps.assessments.states import AssessmentState, tone_of
from parindex.apps.criteria.queries import set_of
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.folded import matching
from parindex.apps.pages.shown import NOTHING, tag
from parindex.apps.pages.tables import Empty, Filter, Table


def address_of_round(round_: Round) -> str:
    return address("assessments:round", round_.code)


def address_of_round_evidence(round_: Round) -> str:
    return address("assessments:round_evidence", round_.code)


def address_of_assessment(assessment: Assessment) -> str:
    return address("assessments:assessment", assessment.round.code, assessment.unit.code)


class RoundsTable(Table[Round]):
    """Every round, the latest year first."""

    key = "dot"
    title = "Các đợt đánh giá"
    order = "-nam"
    search = "search"
    search_words = "Tên, mã đợt, đơn vị chủ trì, không cần dấu"
    columns = (
        Column(
            "ten",
            "Đợt đánh giá",
            lambda row: row.title,
            sort=("title_sort",),
            link=address_of_round,
        ),
        Column("nam", "Năm", lambda row: row.year, sort=("year", "opened_at")),
        Column("bo", "Bộ chỉ số", lambda row: row.criteria, sort=("criteria__set_id",)),
        Column("chu-tri", "Chủ trì", lambda row: row.owner, sort=("owner__name_sort",)),
        Column("han", "Hạn tự đánh giá", lambda row: row.self_due, sort=("self_due",), kind="day"),
        Column(
            "phe-duyet",
            "Hạn phê duyệt",
            lambda row: row.leader_due,
            sort=("leader_due",),
            kind="day",
        ),
    )
    empty = Empty(
        "Chưa có đợt đánh giá nào.",
        "Phòng điều phối mở đợt: chọn bộ chỉ số, năm, đơn vị và hạn từng bước.",
    )

    def found(self, words: str) -> Q:
        """Rounds of which each word stands in the code, the title, or the name of who holds it."""
        asked = Q()
        for word in words.split():
            asked &= matching(self.search, word) | matching("owner__search", word)
        return asked


def _seen(name: str) -> Callable[[Assessment], Fraction | None]:
    """Points that `seeing.with_points` put beside the assessment."""
    return lambda row: points_of(getattr(row, name))


def _standing(assessment: Assessment, name: str) -> Any:
    """A figure as it stands; None before it was computed."""
    return getattr(getattr(assessment, "standing", None), name, None)


def _progress(assessment: Assessment) -> str:
    standing = getattr(assessment, "standing", None)
    return f"{standing.approved}/{standing.items}" if standing else ""


UNIT = Column(
    "don-vi",
    "Đơn vị",
    lambda row: row.unit.name,
    sort=("unit__name_sort",),
    link=lambda row: address_of_assessment(row) if row.may_open else "",
)
STEP = Column("buoc", "Bước", lambda row: row.get_state_display(), sort=("state",), tone=tone_of)
STEPS = Filter(
    "buoc",
    "Bước",
    lambda: AssessmentState.choices,
    lambda rows, value: rows.filter(state=value),
)


_MOVED = "đã thay đổi"


def best_column(outdated: frozenset[UUID]) -> tuple[Column, ...]:
    """Whether the best that a result was approved against has moved; no column where none has."""

    def drawn(row: Assessment) -> str:
        return tag(_MOVED, "warn") if row.pk in outdated else NOTHING

    moved = Column(
        "tot-nhat", "Mức tốt nhất", lambda row: _MOVED if row.pk in outdated else None, html=drawn
    )
    return (moved,) if outdated else ()


def best_filter(outdated: frozenset[UUID]) -> tuple[Filter, ...]:
    """The results that `best_column` marks."""
    choices = [("doi", "đã thay đổi từ khi phê duyệt")]
    narrowed = Filter(
        "tot-nhat", "Mức tốt nhất", lambda: choices, lambda rows, _: rows.filter(pk__in=outdated)
    )
    return (narrowed,) if outdated else ()


class AssessmentsTable(Table[Assessment]):
    """The units of a round: how far each is, and the points that the visitor may see.

    The rows come from `seeing.with_points`.
    """

    key = "don-vi"
    title = "Đơn vị trong đợt"
    order = "don-vi"
    search = "unit__search"
    search_words = "Tên hoặc mã đơn vị, không cần dấu"
    empty = Empty("Đợt này chưa có đơn vị nào.")

    def __init__(self, request: HttpRequest, rows: QuerySet[Assessment], round_: Round) -> None:
        super().__init__(request, rows)
        places = set_of(round_.criteria).places
        self.outdated = outdated_among(rows, round_)
        self.filters = (STEPS, *best_filter(self.outdated))
        self.columns = (
            UNIT,
            STEP,
            Column("duyet", "Mục đã duyệt", _progress, sort=("standing__approved",)),
            Column("cho", "Chờ đơn vị duyệt", lambda row: _standing(row, "submitted"),
                   sort=("standing__submitted",), kind="number"),
            Column("thieu", "Thiếu số liệu", lambda row: _standing(row, "unscored"),
                   sort=("standing__unscored",), kind="number"),
            Column("diem", "Điểm", _seen("seen_total"), sort=("seen_key",), kind="points", places=places),
            Column("toi-da", "Điểm tối đa", _seen("seen_maximum"), kind="points", places=places),
            *best_column(self.outdated),
            Column("nam-truoc", "Năm trước (nhập từ tệp)", _seen("last_year"), sort=("last_year_key",),
                   kind="points", places=places),
        )  # fmt: skip
