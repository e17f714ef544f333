"""The slow lane: rows that meet another row, or with which something may be wrong, read with care."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from parindex.engine.records.database import Database
from parindex.engine.records.key_index import Hashes
from parindex.engine.records.keys import Positions, SourceKeys
from parindex.engine.records.lines import lines_of
from parindex.engine.records.scanning import Scan, raw_name
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.model import ROW, Form


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
    connection, scan = database.connection, keys.scan
    base = database.count("raw")
    raw = ", ".join(scan.raw(field) for field in scan.kind.fields)
    rows = _wanted_rows(scan, all_=len(positions) == keys.records)
    connection.execute(f"INSERT INTO raw SELECT {scan.number}, {raw} {rows}")
    if database.count("raw") - base != len(positions):
        # The order of the records is what ties a row to its line.
        raise RuntimeError(
            f"{scan.source.name}: records do not repeat from one reading to the next"
        )
    if scan.source.form is Form.PARQUET:
        found = connection.execute(f"SELECT {ROW} AS line {rows}").fetchnumpy()
        return np.asarray(found["line"], np.int64)
    return lines_of(scan.source, Path(scan.path), keys.records, keys.rejects.lines, positions)


def _wanted_rows(scan: Scan, *, all_: bool) -> str:
    conditions = [] if all_ else [f"{scan.key_hash} IN (FROM wanted)"]
    if left_out := scan.left_out:
        conditions.append(f"NOT ({left_out})")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"FROM {scan.relation()}{where}"
