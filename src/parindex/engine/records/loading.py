"""The rows of delimited files, read as text into the database, each mapped column under its field."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from parindex.engine.records.conversion import clean_text, source
from parindex.engine.records.database import Database, identifier, literal, literals
from parindex.engine.records.delimited import Layout, unify_line_ends
from parindex.engine.records.lines import lines_at
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.schema import Field, Kind
from parindex.engine.values.problems import BadInput, Problem

_LONGEST_ROW = 2_000_000
_SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class FileRows:
    """How the rows of one file stand in `raw`: the id before the first, how many, what was refused.

    `rejected` holds the physical lines of the rows that do not fit the header, ascending.
    """

    base: int
    accepted: int
    rejected: tuple[int, ...]


def check_columns(layouts: Sequence[Layout], kind: Kind, mapping: SourceMapping) -> None:
    """Raise `BadInput` naming, for each file, the required columns that its header lacks."""
    problems = [
        Problem(
            str(layout.path),
            f"thiếu cột bắt buộc {', '.join(missing)} cho loại «{kind.name}»"
            f" (tệp có: {_shortened(layout.header)})",
            "Hãy kiểm tra đúng loại hồ sơ, tên cột, hoặc dùng tệp ánh xạ (--map)",
        )
        for layout in layouts
        if (missing := _missing(layout, kind, mapping))
    ]
    if problems:
        raise BadInput(*problems)


def ignored_columns(layouts: Sequence[Layout], mapping: SourceMapping) -> tuple[str, ...]:
    """The columns that no field takes; they are not kept."""
    taken = {name.casefold() for name in (*mapping.columns, *mapping.leave_out)}
    found = [name for layout in layouts for name in layout.header if name.casefold() not in taken]
    return tuple(dict.fromkeys(filter(None, found)))


def load(
    database: Database, layouts: Sequence[Layout], kind: Kind, mapping: SourceMapping
) -> list[FileRows]:
    """Read the mapped columns of the files into `raw`, as text; refused rows go to `ragged`."""
    connection = database.connection
    columns = ", ".join(f"{source(field)} VARCHAR" for field in kind.fields)
    connection.execute(f"CREATE TABLE raw (file INTEGER, left_out BOOLEAN, {columns})")
    connection.execute("CREATE TABLE ragged (file INTEGER, line BIGINT, content VARCHAR)")
    loaded: list[FileRows] = []
    base = 0
    for number, layout in enumerate(layouts):
        path = _readable(database, number, layout)
        _insert(database, path, f"{number}, {_selection(layout, kind, mapping)}", layout)
        whole = not ignored_columns([layout], mapping)
        rejected = _take_rejected(database, number, path, whole=whole)
        total = database.count("raw")
        loaded.append(FileRows(base, total - base, rejected))
        base = total
    return loaded


def _readable(database: Database, number: int, layout: Layout) -> Path:
    """The file as the database can read it: it wants one kind of line end throughout."""
    path = database.inputs[number]
    if not layout.mixed_line_ends:
        return path
    unified = path.with_suffix(".unified")
    unify_line_ends(path, unified)
    return unified


def _insert(database: Database, path: Path, selection: str, layout: Layout) -> None:
    try:
        database.connection.execute(
            f"INSERT INTO raw SELECT {selection} FROM {_scan(str(path), layout)}"
        )
    except duckdb.InvalidInputException as error:
        raise BadInput.of(
            layout.path,
            "tệp không theo dạng CSV nên không tách được thành dòng và cột",
            "Hãy kiểm tra dấu phân cách và dấu nháy kép, hoặc xuất lại tệp từ hệ thống nguồn",
        ) from error


def _missing(layout: Layout, kind: Kind, mapping: SourceMapping) -> list[str]:
    present = {name.casefold() for name in layout.header}
    return [
        name
        for name, column in mapping.columns.items()
        if kind.field(column.field).required and name.casefold() not in present
    ]


def _shortened(header: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in header[:_SHOWN_COLUMNS])
    return f"{shown}, …" if len(header) > _SHOWN_COLUMNS else shown


def _scan(path: str, layout: Layout) -> str:
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(layout.header)))
    return (
        f"read_csv({literal(path)}, columns = {{{columns}}}, auto_detect = false, header = false,"
        f" skip = {layout.header_lines}, delim = {literal(layout.delimiter)}, quote = '\"',"
        f" escape = '\"', strict_mode = true, store_rejects = true, compression = 'none',"
        f" max_line_size = {_LONGEST_ROW})"
    )


def _selection(layout: Layout, kind: Kind, mapping: SourceMapping) -> str:
    positions = {name.casefold(): f"c{index}" for index, name in enumerate(layout.header)}
    fields = ", ".join(_text_of(field, positions, mapping) for field in kind.fields)
    left_out = [
        f"coalesce(trim({identifier(positions[name.casefold()])}) IN ({literals(values)}), false)"
        for name, values in mapping.leave_out.items()
        if name.casefold() in positions and values
    ]
    return f"{' OR '.join(left_out) or 'false'}, {fields}"


def _text_of(field: Field, positions: dict[str, str], mapping: SourceMapping) -> str:
    name = mapping.source_of(field.name)
    if name is not None and name.casefold() in positions:
        return clean_text(positions[name.casefold()], mapping.columns[name])
    constant = mapping.constants.get(field.name)
    return "NULL" if constant is None else literal(constant)


def _take_rejected(database: Database, number: int, path: Path, *, whole: bool) -> tuple[int, ...]:
    connection = database.connection
    found = connection.execute(
        "SELECT line_byte_position, min(csv_line) FROM reject_errors GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    if not found:
        return ()
    lines = lines_at(path, [position for position, _ in found])
    texts = [_kept(text.strip(), whole=whole) for _, text in found]
    database.fill("ragged", zip([number] * len(lines), lines, texts, strict=True))
    return tuple(lines)


def _kept(text: str, *, whole: bool) -> str:
    """The text of a refused row, or its hash where it may hold columns that are not to be kept."""
    return text if whole else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
