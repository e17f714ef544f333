"""A source as an SQL relation of text columns, and how the fields of a kind are taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parindex.engine.records.conversion import clean_text, column_of, source, typed
from parindex.engine.records.database import Database, identifier, identifiers, literal, literals
from parindex.engine.records.folding import fold
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.mapping.selection import field_text
from parindex.engine.records.schema import Field, Kind
from parindex.engine.records.sources.model import Form, Source
from parindex.engine.records.sources.relation import rows_of
from parindex.engine.values.problems import BadInput, Problem

_SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Scan:
    """How one source of a batch is read: its relation, and the raw text of every field in it."""

    number: int
    source: Source
    kind: Kind
    mapping: SourceMapping
    path: str

    def relation(self, *, keep_rejects: bool = False) -> str:
        """The rows as a relation; refused CSV rows are noted in `reject_errors`, or passed over."""
        return rows_of(self.source, self.path, keep_rejects=keep_rejects)

    def raw(self, field: Field) -> str:
        """The raw text of a field: a column of the source, the right one of several, a constant, NULL."""
        return raw_text(field, self.mapping, self._positions)

    def typed(self, field: Field) -> str:
        """The typed value of a field."""
        return typed(field, self.raw(field), self.mapping)

    @property
    def key_hash(self) -> str:
        """The hash by which rows with the same key meet."""
        return f"hash({', '.join(self.typed(self.kind.field(name)) for name in self.kind.key)})"

    @property
    def left_out(self) -> str:
        """Whether the mapping does not take the row; empty where it takes all."""
        return left_out(self.mapping, self._positions)

    @property
    def _positions(self) -> dict[str, str]:
        return {name: f"c{index}" for index, name in enumerate(self.source.header)}


def raw_text(field: Field, mapping: SourceMapping, columns: Mapping[str, str]) -> str:
    """SQL for the raw text of a field; `columns` gives the SQL of each name in the header."""
    names = mapping.sources_of(field.name)
    if len(names) > 1:
        return field_text(field, mapping, columns)
    if names and names[0] in columns:
        return columns[names[0]]
    constant = mapping.constants.get(field.name)
    return "(NULL::VARCHAR)" if constant is None else literal(constant)


def left_out(mapping: SourceMapping, columns: Mapping[str, str]) -> str:
    """The condition under which the mapping does not take a row; empty where it takes all."""
    return " OR ".join(
        f"coalesce(trim({columns[name]}) IN ({literals(values)}), false)"
        for name, values in mapping.leave_out.items()
        if name in columns and values
    )


def scans(
    database: Database, sources: Sequence[Source], kind: Kind, mapping: SourceMapping
) -> list[Scan]:
    """The scans of a batch, several event rows folded into one where the mapping says so.

    The database was given the data of the sources in the same order.
    """
    found = []
    for number, (given, path) in enumerate(zip(sources, database.inputs, strict=True)):
        rows = fold(database, given, mapping, database.private)
        link = path if rows is given else rows.data
        found.append(Scan(number, rows, kind, mapping.matched(rows.header, given.path), str(link)))
    return found


def typed_selection(kind: Kind, mapping: SourceMapping) -> str:
    """SQL columns from the stored raw text of a row: the clean text and the typed value of each field."""
    columns = []
    for field in kind.fields:
        raw = raw_name(field)
        columns.append(f"{clean_text(raw, column_of(field, mapping))} AS {source(field)}")
        columns.append(f"{typed(field, raw, mapping)} AS {identifier(field.name)}")
    return ", ".join(columns)


def raw_name(field: Field) -> str:
    """The name under which the raw text of a field is kept."""
    return identifier(f"raw_{field.name}")


def key_hash(kind: Kind) -> str:
    """The hash of the key from typed columns; equal to that of `Scan.key_hash`."""
    return f"hash({identifiers(kind.key)})"


def check_columns(sources: Sequence[Source], kind: Kind, mapping: SourceMapping) -> None:
    """Raise `BadInput` naming, for each source, the required columns that its header lacks."""
    problems = [
        Problem(
            str(each.path),
            f"thiếu cột bắt buộc {', '.join(missing)} cho loại «{kind.name}»"
            f" (tệp có: {_shortened(each.header)})",
            f"Hãy kiểm tra {_suspected(each)}đúng loại hồ sơ, tên cột, hoặc dùng tệp ánh xạ (--map)",
        )
        for each in sources
        if (missing := _missing(each, kind, mapping.matched(each.header, each.path)))
    ]
    if problems:
        raise BadInput(*problems)


def ignored_columns(sources: Sequence[Source], mapping: SourceMapping) -> tuple[str, ...]:
    """The columns that no field takes; they are not kept."""
    found: dict[str, None] = {}
    for each in sources:
        rules = mapping.matched(each.header, each.path)
        taken = {*rules.columns, *rules.leave_out, *_folded(rules)}
        found |= dict.fromkeys(name for name in each.header if name and name not in taken)
    return tuple(found)


def _folded(mapping: SourceMapping) -> Iterator[str]:
    if mapping.fold is not None:
        yield from mapping.fold.key
        yield from filter(None, [mapping.fold.order_by])
        for column in mapping.fold.columns.values():
            yield from filter(None, (column.of, *column.where))


def _missing(source: Source, kind: Kind, mapping: SourceMapping) -> list[str]:
    """The names of columns that the mapping takes a required field from, and none of which is there."""
    present = {*source.header, *(mapping.fold.columns if mapping.fold else ())}
    lacking = []
    for field in kind.fields:
        names = mapping.sources_of(field.name)
        if field.required and names and not present.intersection(names):
            lacking.append(names[0])
    return lacking


def _suspected(source: Source) -> str:
    """What is to be checked first where all names were read as one."""
    alone = source.form is Form.CSV and len(source.header) == 1
    return "dấu phân cách cột (--delimiter), " if alone else ""


def _shortened(header: Sequence[str]) -> str:
    named = [name for name in header if name]
    shown = ", ".join(name[:40] for name in named[:_SHOWN_COLUMNS])
    return f"{shown}, …" if len(named) > _SHOWN_COLUMNS else shown
