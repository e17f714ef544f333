"""All rows of a source as a relation of the database, each with the line where a person finds it."""

# ruff: noqa: S608 - names come from mappings through identifier(), values pass through literal()

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from parindex.engine.records.database import Database, identifier, literal
from parindex.engine.records.lines import lines_at, shifts
from parindex.engine.records.sources.model import ROW, Form, Source
from parindex.engine.records.sources.relation import rows_of
from parindex.engine.values.problems import BadInput

_SHOWN_LINES = 5


@contextmanager
def numbered_rows(
    database: Database, source: Source, columns: Mapping[str, str], *, name: str, line: str
) -> Iterator[str]:
    """The view `name` with the given columns (SQL over `c0`, `c1`, …) and the number `line` of each row.

    `BadInput` if the source is CSV and has rows that do not fit its header. The rows are held in the
    database until the block ends.
    """
    selected = ", ".join(f"{sql} AS {identifier(column)}" for column, sql in columns.items())
    run = database.connection.execute
    if source.form is Form.PARQUET:
        path = literal(str(_link(database, source.data)))
        run(
            f"CREATE TABLE {name}_text AS SELECT {selected}, {ROW}::BIGINT AS {line}"
            f" FROM read_parquet({path})"
        )
        run(f"CREATE VIEW {name} AS FROM {name}_text")
    else:
        _read_csv(database, source, selected, f"{name}_text")
        _number(database, source, name, line)
    try:
        yield name
    finally:
        run(f"DROP VIEW {name}")
        run(f"DROP TABLE {name}_text")
        run(f"DROP TABLE IF EXISTS {name}_places")


def _link(database: Database, path: Path) -> Path:
    """The path by which the database may open a file."""
    links = (link for link in database.inputs if link.resolve() == path.resolve())
    return next(links, path)


def _read_csv(database: Database, source: Source, selected: str, table: str) -> None:
    path = _link(database, source.data)
    try:
        database.connection.execute(
            f"CREATE TABLE {table} AS SELECT {selected} FROM {rows_of(source, str(path), keep_rejects=True)}"
        )
    except duckdb.InvalidInputException as error:
        raise BadInput.of(
            source.path,
            "tệp không theo dạng CSV nên không tách được thành dòng và cột",
            "Hãy kiểm tra dấu phân cách và dấu nháy kép, hoặc xuất lại tệp từ hệ thống nguồn",
        ) from error
    _refuse_ragged(database, source, path, table)


def _refuse_ragged(database: Database, source: Source, path: Path, table: str) -> None:
    found = database.connection.execute(
        "SELECT DISTINCT line_byte_position FROM reject_errors ORDER BY ALL"
    ).fetchall()
    database.connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    if not found:
        return
    database.connection.execute(f"DROP TABLE {table}")
    lines = lines_at(path, [position for (position,) in found[:_SHOWN_LINES]])
    shown = ", ".join(map(str, lines)) + (", …" if len(found) > _SHOWN_LINES else "")
    raise BadInput.of(
        f"{source.path}, dòng {shown}",
        f"{len(found)} dòng không khớp với dòng tên cột; thiếu một dòng sự kiện thì hồ sơ gộp sẽ sai",
        "Hãy sửa các dòng này cho đủ cột và đúng dấu nháy kép rồi nạp lại cả tệp",
    )


def _number(database: Database, source: Source, name: str, line: str) -> None:
    """Make the view over the rows of a CSV file, whose records may take several lines."""
    distances = shifts(source, source.data, database.count(f"{name}_text"), ())
    run = database.connection.execute
    if len(distances) == 1:
        shift = distances[0][1]
        run(f"CREATE VIEW {name} AS SELECT t.*, rowid + 1 + {shift} AS {line} FROM {name}_text t")
        return
    run(f"CREATE TABLE {name}_places (record BIGINT, shift BIGINT)")
    database.fill(f"{name}_places", distances)
    run(
        f"CREATE VIEW {name} AS SELECT t.* EXCLUDE (record), t.record + shift AS {line}"
        f" FROM (SELECT *, rowid + 1 AS record FROM {name}_text) t"
        f" ASOF JOIN {name}_places p ON t.record >= p.record"
    )
