"""The fast lane: rows that meet no other row and with which nothing can be wrong, straight to Parquet.

The conditions are sufficient, not necessary. Whatever is not written here takes the slow lane,
which decides; so the fast lane saves time and decides nothing.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterable, Iterator

import duckdb

from parindex.engine.records.conversion import surely_read
from parindex.engine.records.database import Database, identifier, identifiers
from parindex.engine.records.faults import beside_units, faults_of_rows
from parindex.engine.records.key_index import Hashes
from parindex.engine.records.keys import not_a_table
from parindex.engine.records.scanning import Scan, key_hash
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import write_rows


def write_uncontested(
    database: Database, scans: Iterable[Scan], contested: Hashes, batch: str
) -> tuple[str, ...]:
    """Write the good rows whose key hash is not contested; the paths of the new files.

    Expects `unit_spans`.
    """
    database.make_table("contested", {"hash": contested})
    written: list[str] = []
    for scan in scans:
        stem = f"{batch}-{scan.number}"
        try:
            written += write_rows(
                database, scan.kind, stem, _good_rows(scan, any_=len(contested) > 0)
            )
        except duckdb.InvalidInputException as error:
            raise not_a_table(scan) from error
    return tuple(written)


def _good_rows(scan: Scan, *, any_: bool) -> str:
    kind = scan.kind
    values = ", ".join(f"{scan.typed(field)} AS {identifier(field.name)}" for field in kind.fields)
    raws = ", ".join(
        f"{scan.raw(field)} AS {_raw(number)}" for number, field in enumerate(kind.fields)
    )
    left_out = scan.left_out
    taken = f" WHERE NOT ({left_out})" if left_out else ""
    inner = f"(SELECT {values}, {raws} FROM {scan.relation()}{taken})"
    conditions = list(_conditions(kind))
    if any_:
        conditions.append(f"{key_hash(kind)} NOT IN (FROM contested)")
    # As one CASE over both sides of the join the conditions stay above it: pushed down, they would
    # have every value computed twice.
    return (
        f"SELECT {identifiers(kind.names)} FROM {beside_units(inner, kind)}"
        f" WHERE CASE WHEN {' AND '.join(conditions)} THEN true ELSE false END"
    )


def _conditions(kind: Kind) -> Iterator[str]:
    for number, field in enumerate(kind.fields):
        yield surely_read(field, _raw(number))
    for fault in faults_of_rows(kind):
        yield f"NOT coalesce({fault.when}, false)"


def _raw(number: int) -> str:
    return f"raw_{number}"
