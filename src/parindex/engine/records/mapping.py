"""How the columns of a source system become the fields of a kind, as data in a YAML file.

A mapping names, for each source column that is taken, the field it fills, a table of values where
the codes differ, and the date formats; nothing else of the source is kept.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from parindex.engine.reading.yaml import Location, YamlDocument, load_yaml
from parindex.engine.records.schema import Kind
from parindex.engine.values.problems import BadInput, Problem

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")

_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S", "T%H:%M:%S.%f")

FORMATS = tuple(day + time for day in _DAYS for time in _TIMES)
"""Date formats read without a mapping; day before month, as Vietnamese offices write."""


@dataclass(frozen=True, slots=True)
class Column:
    """The field that a source column fills, and the source values that mean others of ours."""

    field: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """A checked mapping: `columns` by source name; `leave_out` the values whose rows are not taken."""

    columns: Mapping[str, Column]
    date_formats: tuple[str, ...] = ()
    constants: Mapping[str, str] = dataclasses.field(default_factory=dict)
    leave_out: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @property
    def formats(self) -> tuple[str, ...]:
        """The date formats to try, in order; a day may come with a midnight behind it."""
        return self.date_formats or FORMATS

    def source_of(self, field_name: str) -> str | None:
        """The source column that fills a field."""
        for source, column in self.columns.items():
            if column.field == field_name:
                return source
        return None


def native_mapping(kind: Kind) -> SourceMapping:
    """The mapping of our own format: every column bears the name of its field."""
    return SourceMapping({name: Column(name) for name in kind.names})


def preset_names() -> tuple[str, ...]:
    """Names of the mappings that come with the product."""
    return tuple(sorted(path.stem for path in _presets().glob("*.yaml")))


def preset_path(name: str) -> Path:
    """The file of a mapping that comes with the product; `BadInput` if there is none."""
    if name in preset_names():
        return _presets() / f"{name}.yaml"
    raise BadInput.of(
        f"bảng ánh xạ «{name}»",
        "không có bảng ánh xạ dựng sẵn này",
        f"Hãy dùng một trong: {', '.join(preset_names())}, hoặc chỉ đường dẫn tới tệp YAML",
    )


def read_mapping(path: Path, kind: Kind) -> SourceMapping:
    """Read a mapping for a kind; `BadInput` names every fault with its line."""
    document = load_yaml(path)
    if not isinstance(document.data, dict):
        raise BadInput.of(path, "tệp ánh xạ phải là một bảng khóa", "Hãy xem mẫu trong tài liệu")
    reader = _Reader(document, kind)
    mapping = reader.read()
    if reader.problems:
        raise BadInput(*reader.problems)
    return mapping


def _presets() -> Path:
    return Path(str(resources.files("parindex.engine.records") / "presets"))


_KEYS = ("kind", "title", "columns", "date_formats", "constants", "leave_out")
_COLUMN_KEYS = ("field", "values")


class _Reader:
    """Checks the data of one mapping file, collecting every problem."""

    def __init__(self, document: YamlDocument, kind: Kind) -> None:
        self.document = document
        self.kind = kind
        self.problems: list[Problem] = []

    def read(self) -> SourceMapping:
        data = self.document.data
        self._known_keys(data, _KEYS, ())
        if data.get("kind") != self.kind.name:
            self._problem(
                ("kind",),
                f"tệp ánh xạ dùng cho loại «{data.get('kind')}», không phải «{self.kind.name}»",
                "Hãy chọn đúng tệp ánh xạ hoặc đúng loại hồ sơ",
            )
        mapping = SourceMapping(
            dict(self._columns()),
            tuple(str(item) for item in self._list(("date_formats",))),
            dict(self._constants()),
            dict(self._leave_out()),
        )
        self._complete(mapping)
        return mapping

    def _columns(self) -> Iterator[tuple[str, Column]]:
        taken: dict[str, str] = {}
        for source, told in self._table(("columns",)).items():
            at: Location = ("columns", source)
            entry = told if isinstance(told, dict) else {"field": told}
            self._known_keys(entry, _COLUMN_KEYS, at)
            name = str(entry.get("field"))
            if not self._known_field(name, at):
                continue
            if name in taken:
                self._problem(
                    at,
                    f"trường «{name}» đã lấy từ cột «{taken[name]}»",
                    "Mỗi trường chỉ lấy từ một cột; hãy bỏ một trong hai",
                )
            taken[name] = source
            yield source, Column(name, dict(self._values(entry, name, at)))

    def _values(
        self, entry: Mapping[str, Any], name: str, at: Location
    ) -> Iterator[tuple[str, str]]:
        allowed = [value for value, _ in self.kind.field(name).choices]
        values = entry.get("values") or {}
        if not isinstance(values, dict):
            self._problem(
                (*at, "values"), "bảng giá trị phải là một bảng khóa", "Hãy viết «mã: giá trị»"
            )
            return
        for source, value in values.items():
            text = _plain(value)
            if allowed and text not in allowed:
                self._problem(
                    (*at, "values", source),
                    f"«{text}» không phải giá trị của trường «{name}»",
                    f"Hãy dùng một trong: {', '.join(allowed)}",
                )
            yield source, text

    def _constants(self) -> Iterator[tuple[str, str]]:
        for name, value in self._table(("constants",)).items():
            if self._known_field(name, ("constants", name)):
                yield name, _plain(value)

    def _leave_out(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for source in self._table(("leave_out",)):
            yield source, tuple(_plain(item) for item in self._list(("leave_out", source)))

    def _complete(self, mapping: SourceMapping) -> None:
        filled = {column.field for column in mapping.columns.values()} | set(mapping.constants)
        for missing in (f.name for f in self.kind.fields if f.required and f.name not in filled):
            self._problem(
                ("columns",),
                f"chưa có cột nào cho trường bắt buộc «{missing}» ({self.kind.field(missing).meaning})",
                "Hãy thêm một dòng «TênCột: tên_trường» vào columns",
            )

    def _known_field(self, name: str, at: Location) -> bool:
        if name in self.kind.names:
            return True
        self._problem(
            at,
            f"loại «{self.kind.name}» không có trường «{name}»",
            f"Hãy dùng một trong: {', '.join(self.kind.names)}",
        )
        return False

    def _known_keys(self, data: Mapping[str, Any], keys: tuple[str, ...], at: Location) -> None:
        for key in (key for key in data if key not in keys):
            self._problem((*at, key), f"không hiểu khóa «{key}»", f"Hãy dùng: {', '.join(keys)}")

    def _at(self, at: Location) -> Any:
        found: Any = self.document.data
        for step in at:
            found = found.get(step) if isinstance(found, dict) else None
        return found

    def _table(self, at: Location) -> dict[str, Any]:
        found = self._at(at)
        if found is None or isinstance(found, dict):
            return found or {}
        self._problem(at, "chỗ này phải là một bảng khóa", "Hãy viết mỗi dòng «khóa: giá trị»")
        return {}

    def _list(self, at: Location) -> list[Any]:
        found = self._at(at)
        if found is None or isinstance(found, list):
            return found or []
        self._problem(
            at, "chỗ này phải là một danh sách", "Hãy viết trong ngoặc vuông, cách dấu phẩy"
        )
        return []

    def _problem(self, at: Location, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.document.where(at), what, remedy))


def _plain(value: object) -> str:
    # YAML reads an unquoted true as a boolean; the source file holds it as text.
    return str(value).lower() if isinstance(value, bool) else str(value)
