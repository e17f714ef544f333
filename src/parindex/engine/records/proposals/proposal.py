"""A mapping proposed for a file, with everything a person needs to judge it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parindex.engine.records.catalog import KINDS, kind_named
from parindex.engine.records.mapping import Column, SourceMapping, preset_kind
from parindex.engine.records.proposals.dates import DateShape, date_shape
from parindex.engine.records.proposals.kinds import Guess, guess_kind
from parindex.engine.records.proposals.matching import (
    How,
    Match,
    Recognised,
    load_preset,
    matches,
    recognise,
)
from parindex.engine.records.proposals.preview import Preview, preview
from parindex.engine.records.proposals.sample import Sample, read_sample
from parindex.engine.records.proposals.values import ValueTable, value_table
from parindex.engine.records.schema import Field, FieldType, Kind
from parindex.engine.records.sources.options import Options
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a file.

    `guesses` holds the guessed kind and the runner-up, or nothing where a person named the kind.
    `mapping` takes near matches as if they were confirmed. `missing` are the required fields that
    nothing fills, `ignored` the columns that no field takes, `repeated` the rows of the sample whose
    key stands on another row too.
    """

    sample: Sample
    kind: Kind
    guesses: tuple[Guess, ...]
    preset: str | None
    matches: tuple[Match, ...]
    tables: Mapping[str, ValueTable]
    dates: DateShape
    mapping: SourceMapping
    preview: Preview
    repeated: int

    @property
    def missing(self) -> tuple[Field, ...]:
        filled = {match.field for match in self.matches} | set(self.mapping.constants)
        return tuple(f for f in self.kind.fields if f.required and f.name not in filled)

    @property
    def ignored(self) -> tuple[str, ...]:
        taken = {match.column for match in self.matches} | set(self.mapping.not_taken)
        return tuple(name for name in self.sample.header if name and name not in taken)


def propose(
    path: Path,
    kind: str | None = None,
    preset: str | None = None,
    options: Options | None = None,
) -> Proposal:
    """Propose a mapping for a file.

    Without `kind` it is the preset's, or guessed from the header. `BadInput` if the file cannot be
    read, no kind comes near, or the preset is for another kind.
    """
    sample = read_sample(path, options)
    guesses: tuple[Guess, ...] = ()
    if kind is None and preset is None:
        guesses = guess_kind(path, sample.header)
    schema = kind_named(kind or (preset_kind(preset) if preset else guesses[0].kind))
    base = _base(sample, schema, preset)
    found = matches(sample.header, schema, base)
    tables = {table.column: table for table in _tables(sample, schema, found, base)}
    dates = date_shape(
        value
        for match in found
        if schema.field(match.field).type in (FieldType.DATE, FieldType.MOMENT)
        for value in sample.values(match.column)
    )
    mapping = _mapping(found, tables, dates, base)
    return Proposal(
        sample=sample,
        kind=schema,
        guesses=guesses,
        preset=base.name if base else None,
        matches=tuple(found),
        tables=tables,
        dates=dates,
        mapping=mapping,
        preview=preview(sample, schema, mapping),
        repeated=_repeated(sample, schema, mapping),
    )


def _base(sample: Sample, kind: Kind, preset: str | None) -> Recognised | None:
    if preset is None:
        return recognise(sample.header, kind)
    if preset_kind(preset) != kind.name:
        raise BadInput.of(
            f"bảng ánh xạ «{preset}»",
            f"bảng này dùng cho loại «{preset_kind(preset)}», không phải «{kind.name}»",
            f"Hãy bỏ --kind hoặc chọn bảng khác; các loại: {', '.join(KINDS)}",
        )
    return load_preset(preset, kind, sample.header)


def _tables(
    sample: Sample, kind: Kind, found: Sequence[Match], base: Recognised | None
) -> Iterator[ValueTable]:
    for match in found:
        field = kind.field(match.field)
        if field.type is FieldType.CHOICE:
            yield value_table(sample, match.column, field, _told_values(match, base))


def _told_values(match: Match, base: Recognised | None) -> Mapping[str, str]:
    """The value table that a preset has for the column of a match."""
    told = base.mapping.columns.get(match.column) if base else None
    return told.values if told and match.how is How.PRESET else {}


def _mapping(
    found: Sequence[Match],
    tables: Mapping[str, ValueTable],
    dates: DateShape,
    base: Recognised | None,
) -> SourceMapping:
    columns = {}
    for match in found:
        table = tables.get(match.column)
        values = {**table.table, **table.near} if table else _told_values(match, base)
        columns[match.column] = Column(match.field, values, match.verified)
    start = base.mapping if base else SourceMapping({})
    combine = {name: rule for name, rule in start.combine.items() if _several(found, name)}
    formats = dates.formats or start.date_formats
    return replace(start, columns=columns, combine=combine, date_formats=formats)


def _several(found: Sequence[Match], field: str) -> bool:
    return len([match for match in found if match.field == field]) > 1


def _repeated(sample: Sample, kind: Kind, mapping: SourceMapping) -> int:
    """Rows whose key another row of the sample holds too; 0 where the key is not mapped whole."""
    columns = [mapping.source_of(name) for name in kind.key]
    places = [sample.header.index(name) for name in columns if name is not None]
    if len(places) < len(kind.key):
        return 0
    keys = [tuple(row[place].strip().upper() for place in places) for row in sample.rows]
    keys = [key for key in keys if all(key)]
    return len(keys) - len(set(keys))
