"""The slow lane: rows that meet another row, or with which something may be wrong, read with care."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from parindex.engine.records.database import Database
from parindex.engine.records.key_index import Hashes
from parindex.engine.records.keys import Positions, SourceKeys
from parindex.engine.records.lines import lines_of, one_line_each, pick_lines
from parindex.engine.records.scanning import Scan, raw_name
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.model import ROW, Form
from parindex.engine.values.problems import BadInput

_FEW = 20
"""Lines are picked one by one where at most every so-manieth record is wanted."""


def load(database: Database, kind: Kind, batch: Sequence[SourceKeys], wanted: Hashes) -> None:
    """Read the records whose key hash is among the (sorted) wanted ones.

    Makes `raw`, in the order of the records, with their file; `numbers`, with the line of each row
    of `raw`; and `ragged`, the rows that do not fit the header.
    """
    connection = database.connection
    columns = ", ".join(f"{raw_name(field)} VARCHAR" for field in kind.fields)
    connection.execute(f"CREATE TABLE raw (file INTEGER, {columns})")
    connection.execute("CREATE TABLE ragged (file INTEGER, line BIGINT, content VARCHAR)")
    database.make_table("wanted", {"hash": wanted})
    lines = [np.empty(0, np.int64)]
    for keys in batch:
        positions = keys.among(wanted)
        if len(positions):
            lines.append(_load_source(database, keys, positions))
        rejects = keys.rejects
        if rejects.lines:
            number = [keys.scan.number] * len(rejects.lines)
            database.fill("ragged", zip(number, rejects.lines, rejects.texts, strict=True))
    numbered = np.concatenate(lines)
    database.make_table("numbers", {"id": np.arange(len(numbered)), "line": numbered})


def _load_source(database: Database, keys: SourceKeys, positions: Positions) -> Positions:
    """Put the records at the positions into `raw`; their lines."""
    scan = keys.scan
    if scan.source.form is Form.CSV:
        lines = lines_of(keys.steps, positions)
        # Reading every record again costs more than picking few lines, where a record is a line.
        if len(positions) * _FEW < keys.records and one_line_each(
            scan.source, keys.records, keys.rejects.lines
        ):
            picked = pick_lines(Path(scan.path), scan.source, lines, database.private)
            _insert(
                database, replace(scan, source=picked, path=str(picked.data)), "", len(positions)
            )
            return lines
    rows = _wanted(scan, all_=len(positions) == keys.records)
    _insert(database, scan, rows, len(positions))
    if scan.source.form is Form.PARQUET:
        found = database.connection.execute(
            f"SELECT {ROW} AS line FROM {scan.relation()}{rows}"
        ).fetchnumpy()
        return np.asarray(found["line"], np.int64)
    return lines


def _insert(database: Database, scan: Scan, where: str, expected: int) -> None:
    before = database.count("raw")
    raw = ", ".join(scan.raw(field) for field in scan.kind.fields)
    database.connection.execute(
        f"INSERT INTO raw SELECT {scan.number}, {raw} FROM {scan.relation()}{where}"
    )
    if database.count("raw") - before != expected:
        # The order of the records is what ties a row to its line.
        raise BadInput.of(
            scan.source.path,
            "các dòng của tệp không được đọc như nhau qua hai lần đọc",
            "Hãy kiểm tra xem tệp có đang được ghi, có dấu nháy kép đặt sai, rồi nạp lại",
        )


def _wanted(scan: Scan, *, all_: bool) -> str:
    conditions = [] if all_ else [f"{scan.key_hash} IN (FROM wanted)"]
    if left_out := scan.left_out:
        conditions.append(f"NOT ({left_out})")
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
