"""The part of a mapping file that says how event rows become one record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parindex.engine.reading.yaml import Location
from parindex.engine.records.mapping.checks import Checker, plain_text
from parindex.engine.records.mapping.model import Fold, FoldColumn, Take

_FOLD_KEYS = ("key", "order_by", "columns")
_COLUMN_KEYS = ("take", "of", "where")


def read_fold(check: Checker) -> Fold | None:
    """The fold of a mapping file, None if it has none."""
    told = check.table(("fold",))
    if not told:
        return None
    check.known_keys(told, _FOLD_KEYS, ("fold",))
    key = tuple(map(plain_text, check.list_(("fold", "key"))))
    if not key:
        check.problem(
            ("fold", "key"),
            "chưa ghi cột khóa cho biết các dòng nào là của cùng một hồ sơ",
            "Hãy viết như key: [MaHoSo]",
        )
    columns = dict(_columns(check))
    for name in (name for name in columns if name in key):
        check.problem(
            ("fold", "columns", name),
            f"cột «{name}» là cột khóa nên mọi dòng của một hồ sơ đều giống nhau",
            "Hãy bỏ dòng này",
        )
    order_by = told.get("order_by")
    return Fold(key, None if order_by is None else plain_text(order_by), columns)


def _columns(check: Checker) -> Iterator[tuple[str, FoldColumn]]:
    for name, told in check.table(("fold", "columns")).items():
        at: Location = ("fold", "columns", name)
        entry: dict[str, Any] = told if isinstance(told, dict) else {"take": told}
        check.known_keys(entry, _COLUMN_KEYS, at)
        take = check.word(at, entry.get("take", Take.LAST), Take)
        if take is not None:
            where = dict(_where(check, at)) if isinstance(told, dict) else {}
            own = None if take is Take.COUNT else name
            of = entry.get("of", own)
            yield name, FoldColumn(take, None if of is None else plain_text(of), where)


def _where(check: Checker, at: Location) -> Iterator[tuple[str, tuple[str, ...]]]:
    for column, told in check.table((*at, "where")).items():
        values = told if isinstance(told, list) else [told]
        if not values or any(isinstance(value, dict | list) or value is None for value in values):
            check.problem(
                (*at, "where", column),
                f"chưa rõ giá trị nào của cột «{column}» được chọn",
                "Hãy viết như SuKien: trả kết quả, hoặc SuKien: [tiếp nhận, bổ sung]",
            )
            continue
        yield column, tuple(map(plain_text, values))
