"""A checked mapping: which source column fills which field, and how its values are to be read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.records.mapping.formats import FORMATS, expanded
from parindex.engine.records.mapping.names import spelled_in
from parindex.engine.records.mapping.zones import VIETNAM
from parindex.engine.records.schema import Kind
from parindex.engine.values.problems import BadInput


class Combine(StrEnum):
    """Which of several source columns speaks for a field."""

    LATEST = "latest"
    EARLIEST = "earliest"
    FIRST_GIVEN = "first_given"


class Take(StrEnum):
    """What of a column's values in the event rows of one record is kept; empty cells say nothing."""

    FIRST = "first"
    LAST = "last"
    EARLIEST = "earliest"
    LATEST = "latest"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Column:
    """The field that a source column fills, and the source values that mean others of ours.

    `verified` is false where no official text says what the column or its codes mean.
    """

    field: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    verified: bool = True


@dataclass(frozen=True, slots=True)
class FoldColumn:
    """A column of the folded record: the value `take` of column `of` among the rows that `where` admits.

    Without `of` rows are counted. `where` names columns and the values (without regard to case) of which each must hold one.
    """

    take: Take
    of: str | None
    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fold:
    """Several event rows of one record made one: rows with equal `key`, in the order of `order_by`.

    Without `order_by` the rows count in the order of the source. A mapped column that `columns` does
    not name keeps its last value.
    """

    key: tuple[str, ...]
    order_by: str | None = None
    columns: Mapping[str, FoldColumn] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """A checked mapping: `columns` by source name; `leave_out` the values whose rows are not taken.

    `combine` says which column speaks for a field that several fill; `time_zone` is that of times
    without an offset; `not_taken` gives for known columns the reason why they are not kept.
    """

    columns: Mapping[str, Column]
    date_formats: tuple[str, ...] = ()
    constants: Mapping[str, str] = dataclasses.field(default_factory=dict)
    leave_out: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    combine: Mapping[str, Combine] = dataclasses.field(default_factory=dict)
    time_zone: str = VIETNAM
    fold: Fold | None = None
    not_taken: Mapping[str, str] = dataclasses.field(default_factory=dict)
    verified: bool = True

    @property
    def formats(self) -> tuple[str, ...]:
        """The date formats to try, in order, in strptime's letters."""
        return expanded(self.date_formats) if self.date_formats else FORMATS

    def sources_of(self, field_name: str) -> tuple[str, ...]:
        """The source columns that fill a field, in the order in which the mapping names them."""
        return tuple(name for name, column in self.columns.items() if column.field == field_name)

    def source_of(self, field_name: str) -> str | None:
        """The (first) source column that fills a field."""
        return next(iter(self.sources_of(field_name)), None)

    def matched(self, header: Sequence[str], where: object = "dòng tên cột") -> SourceMapping:
        """The same mapping with its column names spelled as in a header, wherever they occur there.

        Accents, case, underscores and spaces make no difference, except where the header itself tells
        columns apart by them: then the mapping must spell the one it means, else `BadInput`. `where`
        names the file of the header.
        """
        spelled = _Spelling(header, where)
        return dataclasses.replace(
            self,
            columns={spelled(name): column for name, column in self.columns.items()},
            leave_out={spelled(name): values for name, values in self.leave_out.items()},
            not_taken={spelled(name): reason for name, reason in self.not_taken.items()},
            fold=self.fold and _spelled_fold(self.fold, spelled),
        )


def native_mapping(kind: Kind) -> SourceMapping:
    """The mapping of our own format: every column bears the name of its field."""
    return SourceMapping({name: Column(name) for name in kind.names})


class _Spelling:
    """Finds for a name in a mapping how a header spells it."""

    def __init__(self, header: Sequence[str], where: object) -> None:
        self.header = header
        self.where = where

    def __call__(self, name: str) -> str:
        found = spelled_in(self.header, name)
        if len(found) > 1:
            raise BadInput.of(
                self.where,
                f"không rõ cột nào là «{name}», vì các cột {', '.join(found)} cùng tên nếu bỏ dấu,"
                " chữ hoa, khoảng cách và dấu gạch",
                f"Hãy sửa tên một cột thành đúng «{name}», hoặc ghi trong bảng ánh xạ (--map) đúng"
                " từng chữ tên của cột cần lấy",
            )
        return found[0] if found else name


def _spelled_fold(fold: Fold, spelled: _Spelling) -> Fold:
    return Fold(
        tuple(map(spelled, fold.key)),
        fold.order_by and spelled(fold.order_by),
        {
            spelled(name): FoldColumn(
                column.take,
                column.of and spelled(column.of),
                {spelled(where): values for where, values in column.where.items()},
            )
            for name, column in fold.columns.items()
        },
    )
