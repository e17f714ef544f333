"""The shape of a kind of record: fields, natural key, and the rules a row must keep.

A kind is data. Intake, documentation and the lake read it; none of them knows a kind by name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from parindex.engine.records.severity import FaultClass, Severity

SIMULATED = "mô phỏng"
"""The value of `origin` that marks a made-up row."""


class FieldType(StrEnum):
    """What a field holds once it is read."""

    CODE = "code"
    TEXT = "text"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    COUNT = "count"
    DATE = "date"
    MOMENT = "moment"

    @property
    def sql(self) -> str:
        """The column type in the lake; a moment is local time in Asia/Ho_Chi_Minh."""
        return {
            "boolean": "BOOLEAN",
            "count": "BIGINT",
            "date": "DATE",
            "moment": "TIMESTAMP",
        }.get(self, "VARCHAR")

    @property
    def vietnamese(self) -> str:
        return {
            FieldType.CODE: "mã (không phân biệt hoa thường)",
            FieldType.TEXT: "chữ",
            FieldType.CHOICE: "một trong các giá trị cho sẵn",
            FieldType.BOOLEAN: "có/không",
            FieldType.COUNT: "số đếm (nguyên, từ 0)",
            FieldType.DATE: "ngày",
            FieldType.MOMENT: "ngày, có thể kèm giờ",
        }[self]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a kind; `meaning` is what the reader of the documentation is told.

    `choices` maps the stored value to its Vietnamese name. `until_evening` reads a moment given
    without a time as the last second of that day: a due date lasts until the day is over.
    """

    name: str
    type: FieldType
    meaning: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    until_evening: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """Something that must not be true of a row, or (a warning) that seldom is.

    `broken_when` is an SQL condition over the typed columns; `column` is the one to look at first.
    Where rows are rejected it may look at `known_units` (the units with code, level, valid_from,
    valid_to), in a warning at `today`, the day of the import.
    """

    name: str
    column: str
    broken_when: str
    says: str
    remedy: str
    severity: Severity = Severity.REJECT_ROW
    fault_class: FaultClass = FaultClass.WITHIN_ROW


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """The field must hold the code of a known unit that is valid on the day (if a day is named)."""

    field: str
    day: str | None


@dataclass(frozen=True, slots=True)
class YearlyCount:
    """When the number of rows of a unit in a month is told as unlike that of a year before.

    Both are counted over the days that the batch covers in the month, where these are at least
    `least_days`; the number is far off below `low` or above `high` times that of the year before,
    provided that one of the two reaches `least_rows`. A batch for which more than `read_per_row`
    stored rows would have to be read for each of its own is passed over.
    """

    low: Fraction = Fraction(1, 2)
    high: Fraction = Fraction(2)
    least_rows: int = 50
    least_days: int = 20
    read_per_row: int = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    `key` names the fields that tell two rows apart; `day` the required date by which the lake is
    partitioned and its first and last day are told (None for reference data, kept whole). `yearly`
    holds numbers of rows against those of a year before (None where they tell nothing).
    """

    name: str
    title: str
    row_is: str
    key: tuple[str, ...]
    day: str | None
    fields: tuple[Field, ...]
    rules: tuple[RowRule, ...] = ()
    units: tuple[UnitCheck, ...] = ()
    is_unit_list: bool = False
    yearly: YearlyCount | None = None

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names) or not {check.field for check in self.units} <= set(names):
            raise ValueError(f"{self.name}: duplicate or unknown field names")
        # An empty key or day could be neither told apart nor put into a partition.
        required = {field.name for field in self.fields if field.required}
        if not {*self.key, *filter(None, [self.day])} <= required:
            raise ValueError(f"{self.name}: the key and the day must be required fields")

    def field(self, name: str) -> Field:
        """The field of that name; `KeyError` if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def unit_field(self) -> str:
        """The field that says which unit a row counts for."""
        return self.key[0] if self.is_unit_list else self.units[0].field

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def fingerprint(self) -> str:
        """Short hash of the stored columns; changes when stored data would mean something else."""
        text = ";".join(f"{field.name}:{field.type.sql}" for field in self.fields)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def code(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.CODE, meaning, required)


def text(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.TEXT, meaning, required)


def flag(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.BOOLEAN, meaning, required)


def count(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.COUNT, meaning, required)


def day(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.DATE, meaning, required)


def moment(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.MOMENT, meaning, required)


def due(name: str, meaning: str) -> Field:
    return replace(moment(name, meaning), until_evening=True)


def choice(
    name: str, meaning: str, choices: Sequence[tuple[str, str]], *, required: bool = False
) -> Field:
    return Field(name, FieldType.CHOICE, meaning, required, tuple(choices))


def origin() -> Field:
    return text(
        "origin",
        f"nguồn của dòng; «{SIMULATED}» là dữ liệu mô phỏng, không phải hồ sơ thật, và mọi kết quả"
        " tính từ đó đều ghi rõ như vậy",
    )


def unit_code(meaning: str) -> Field:
    return code("unit_code", meaning, required=True)


def not_before(earlier: str, later: str, says: str, remedy: str) -> RowRule:
    """The later date may not lie before the earlier one; compared by day, for times may be absent."""
    return RowRule(
        name=f"{later}_before_{earlier}",
        column=later,
        broken_when=f"{later}::DATE < {earlier}::DATE",
        says=says,
        remedy=remedy,
    )


def not_in_future(name: str, says: str) -> RowRule:
    """A warning: what has happened cannot lie after the day on which it is told."""
    return RowRule(
        name=f"{name}_in_future",
        column=name,
        broken_when=f"{name}::DATE > today",
        says=says,
        remedy="Hãy kiểm tra năm, và thứ tự ngày, tháng của ngày này ở nguồn",
        severity=Severity.WARN,
        fault_class=FaultClass.VALUE,
    )


def unusual(name: str, column: str, when: str, says: str, remedy: str) -> RowRule:
    """A warning: the row is kept, and its oddity is told."""
    return RowRule(name, column, when, says, remedy, severity=Severity.WARN)
