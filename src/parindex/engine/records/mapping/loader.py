"""The strict reader of mapping files: every fault with its line and what to do, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from parindex.engine.reading.yaml import Location, load_yaml
from parindex.engine.records.mapping.checks import Checker, check_columns, plain_text
from parindex.engine.records.mapping.fold_loader import read_fold
from parindex.engine.records.mapping.formats import strptime_pattern
from parindex.engine.records.mapping.model import Column, Combine, SourceMapping
from parindex.engine.records.mapping.zones import VIETNAM, is_zone, similar_zones
from parindex.engine.records.schema import FieldType, Kind
from parindex.engine.values.problems import BadInput

_KEYS = (
    "kind",
    "title",
    "verified",
    "columns",
    "combine",
    "date_formats",
    "time_zone",
    "constants",
    "leave_out",
    "not_taken",
    "fold",
)
_COLUMN_KEYS = ("field", "values", "verified")


def read_mapping(path: Path, kind: Kind) -> SourceMapping:
    """Read a mapping for a kind; `BadInput` names every fault with its line."""
    document = load_yaml(path)
    if not isinstance(document.data, dict):
        raise BadInput.of(path, "tệp ánh xạ phải là một bảng khóa", "Hãy xem mẫu trong tài liệu")
    reader = _Reader(Checker(document), kind)
    mapping = reader.read()
    if reader.check.problems:
        raise BadInput(*reader.check.problems)
    return mapping


class _Reader:
    """Turns the data of one mapping file into a mapping, telling the checker every problem."""

    def __init__(self, check: Checker, kind: Kind) -> None:
        self.check = check
        self.kind = kind

    def read(self) -> SourceMapping:
        data = self.check.document.data
        self._same_kind(data.get("kind"))
        self.check.known_keys(data, _KEYS, ())
        mapping = SourceMapping(
            columns=dict(self._columns()),
            date_formats=tuple(self._date_formats()),
            constants=dict(self._constants()),
            leave_out=dict(self._leave_out()),
            combine=dict(self._combine()),
            time_zone=self._time_zone(),
            fold=read_fold(self.check),
            not_taken={
                name: plain_text(told) for name, told in self.check.table(("not_taken",)).items()
            },
            verified=self.check.truth(("verified",), default=True),
        )
        check_columns(self.check, self.kind, mapping)
        return mapping

    def _same_kind(self, told: object) -> None:
        if told != self.kind.name:
            # Every field would be told as unknown: what follows from it helps nobody.
            raise BadInput.of(
                self.check.document.where(("kind",)),
                f"tệp ánh xạ dùng cho loại «{told}», không phải «{self.kind.name}»",
                "Hãy chọn đúng tệp ánh xạ hoặc đúng loại hồ sơ",
            )

    def _columns(self) -> Iterator[tuple[str, Column]]:
        for source, told in self.check.table(("columns",)).items():
            at: Location = ("columns", source)
            entry = told if isinstance(told, dict) else {"field": told}
            self.check.known_keys(entry, _COLUMN_KEYS, at)
            name = str(entry.get("field"))
            if self._known_field(name, at):
                values = dict(self._values(entry, name, at))
                verified = self.check.truth((*at, "verified"), default=True)
                yield source, Column(name, values, verified)

    def _values(
        self, entry: Mapping[str, Any], name: str, at: Location
    ) -> Iterator[tuple[str, str]]:
        allowed = [value for value, _ in self.kind.field(name).choices]
        values = entry.get("values") or {}
        if not isinstance(values, dict):
            self.check.problem(
                (*at, "values"), "bảng giá trị phải là một bảng khóa", "Hãy viết «mã: giá trị»"
            )
            return
        for source, value in values.items():
            text = plain_text(value)
            if allowed and text not in allowed:
                self.check.problem(
                    (*at, "values", source),
                    f"«{text}» không phải giá trị của trường «{name}»",
                    f"Hãy dùng một trong: {', '.join(allowed)}",
                )
            yield source, text

    def _combine(self) -> Iterator[tuple[str, Combine]]:
        for name, told in self.check.table(("combine",)).items():
            at = ("combine", name)
            rule = self.check.word(at, told, Combine)
            if not self._known_field(name, at) or rule is None:
                continue
            moments = (FieldType.DATE, FieldType.MOMENT)
            if rule is not Combine.FIRST_GIVEN and self.kind.field(name).type not in moments:
                self.check.problem(
                    at,
                    f"«{rule}» chỉ dùng được cho ngày giờ, «{name}» không phải trường ngày giờ",
                    f"Hãy dùng «{Combine.FIRST_GIVEN}»: cột đầu tiên có giá trị",
                )
            yield name, rule

    def _date_formats(self) -> Iterator[str]:
        for index, told in enumerate(self.check.list_(("date_formats",))):
            if strptime_pattern(str(told)) is None:
                self.check.problem(
                    ("date_formats", index),
                    f"«{told}» không phải dạng ngày có đủ ngày, tháng, năm",
                    "Hãy viết như dd/mm/yyyy, mm/dd/yyyy, dd/mm/yy hh:mm hoặc %d/%m/%Y",
                )
            else:
                yield str(told)

    def _time_zone(self) -> str:
        zone = plain_text(self.check.document.data.get("time_zone") or VIETNAM)
        if not is_zone(zone):
            meant = ", ".join([*similar_zones(zone), VIETNAM, "+07:00"])
            self.check.problem(
                ("time_zone",), f"không có múi giờ «{zone}»", f"Hãy viết như: {meant}"
            )
            return VIETNAM
        return zone

    def _constants(self) -> Iterator[tuple[str, str]]:
        for name, value in self.check.table(("constants",)).items():
            if self._known_field(name, ("constants", name)):
                yield name, plain_text(value)

    def _leave_out(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for source in self.check.table(("leave_out",)):
            yield source, tuple(map(plain_text, self.check.list_(("leave_out", source))))

    def _known_field(self, name: str, at: Location) -> bool:
        if name in self.kind.names:
            return True
        self.check.problem(
            at,
            f"loại «{self.kind.name}» không có trường «{name}»",
            f"Hãy dùng một trong: {', '.join(self.kind.names)}",
        )
        return False
