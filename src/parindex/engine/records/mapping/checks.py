"""What the readers of mapping files check with, and what must hold between the parts of one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from parindex.engine.reading.yaml import Location, YamlDocument
from parindex.engine.records.mapping.model import Fold, SourceMapping
from parindex.engine.records.mapping.names import alike
from parindex.engine.records.schema import Kind
from parindex.engine.values.problems import Problem

Word = TypeVar("Word", bound=StrEnum)


class Checker:
    """Looks up parts of a document and collects the problems found in it."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def problem(self, at: Location, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.document.where(at), what, remedy))

    def known_keys(self, data: Mapping[str, Any], keys: tuple[str, ...], at: Location) -> None:
        for key in (key for key in data if key not in keys):
            self.problem((*at, key), f"không hiểu khóa «{key}»", f"Hãy dùng: {', '.join(keys)}")

    def table(self, at: Location) -> dict[str, Any]:
        """The mapping at a place, empty where there is nothing."""
        found = self._at(at)
        if found is None or isinstance(found, dict):
            return found or {}
        self.problem(at, "chỗ này phải là một bảng khóa", "Hãy viết mỗi dòng «khóa: giá trị»")
        return {}

    def list_(self, at: Location) -> list[Any]:
        """The list at a place, empty where there is nothing."""
        found = self._at(at)
        if found is None or isinstance(found, list):
            return found or []
        self.problem(
            at, "chỗ này phải là một danh sách", "Hãy viết trong ngoặc vuông, cách dấu phẩy"
        )
        return []

    def truth(self, at: Location, *, default: bool) -> bool:
        """The yes or no at a place."""
        found = self._at(at)
        if found is None or isinstance(found, bool):
            return default if found is None else found
        self.problem(at, "chỗ này phải là true hoặc false", "Hãy viết true hoặc false")
        return default

    def word(self, at: Location, told: object, words: type[Word]) -> Word | None:
        """One of a few words; None where it is another."""
        for word in words:
            if word == told:
                return word
        self.problem(at, f"không hiểu «{told}»", f"Hãy dùng một trong: {', '.join(words)}")
        return None

    def _at(self, at: Location) -> Any:
        found: Any = self.document.data
        for step in at:
            found = found.get(step) if isinstance(found, dict) else None
        return found


def plain_text(value: object) -> str:
    """A scalar as the source file holds it: YAML reads an unquoted true as a boolean."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_columns(check: Checker, kind: Kind, mapping: SourceMapping) -> None:
    """Tell what does not fit between the columns of a mapping and its other parts."""
    _fields_filled_once(check, mapping)
    _required_fields(check, kind, mapping)
    for first, second in alike(mapping.columns):
        check.problem(
            ("columns", second),
            f"cột «{second}» và cột «{first}» chỉ khác nhau dấu, chữ hoa hoặc khoảng trắng",
            "Hãy giữ một trong hai",
        )
    for name in (name for name in mapping.not_taken if name in mapping.columns):
        check.problem(
            ("not_taken", name),
            f"cột «{name}» vừa được lấy (columns) vừa ghi là không lấy",
            "Hãy bỏ một trong hai",
        )
    if mapping.fold is not None:
        _fold_is_used(check, mapping.fold, mapping)


def _fields_filled_once(check: Checker, mapping: SourceMapping) -> None:
    taken: dict[str, str] = {}
    for source, column in mapping.columns.items():
        first = taken.setdefault(column.field, source)
        if first != source and column.field not in mapping.combine:
            check.problem(
                ("columns", source),
                f"trường «{column.field}» đã lấy từ cột «{first}»",
                "Hãy bỏ một trong hai, hoặc ghi ở combine cách chọn giữa các cột",
            )
    for name in (name for name in mapping.combine if len(mapping.sources_of(name)) < 2):
        check.problem(
            ("combine", name),
            f"trường «{name}» không lấy từ nhiều cột nên không có gì để chọn",
            "Hãy bỏ dòng này, hoặc thêm cột thứ hai vào columns",
        )


def _required_fields(check: Checker, kind: Kind, mapping: SourceMapping) -> None:
    filled = {column.field for column in mapping.columns.values()} | set(mapping.constants)
    for field in (f for f in kind.fields if f.required and f.name not in filled):
        check.problem(
            ("columns",),
            f"chưa có cột nào cho trường bắt buộc «{field.name}» ({field.meaning})",
            "Hãy thêm một dòng «TênCột: tên_trường» vào columns",
        )


def _fold_is_used(check: Checker, fold: Fold, mapping: SourceMapping) -> None:
    for name in (name for name in fold.key if name not in mapping.columns):
        check.problem(
            ("fold", "key"),
            f"cột khóa «{name}» của fold không có trong columns",
            "Hãy ghi ở columns trường mà cột khóa này điền vào",
        )
    used = {*mapping.columns, *mapping.leave_out}
    for name in (name for name in fold.columns if name not in used):
        check.problem(
            ("fold", "columns", name),
            f"cột «{name}» được gộp nhưng columns không dùng đến",
            "Hãy ghi ở columns trường mà cột này điền vào, hoặc bỏ dòng này",
        )
