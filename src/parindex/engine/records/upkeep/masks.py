"""Masked rows of a kind, and the files that name them.

The rows of one key form a chain by rank: each is masked by the next, the last one counts. A mask
tells the rank of the next (`overruled_by`), so that a link can be taken out without looking at the others.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Collection, Sequence

from parindex.engine.records.database import Database, literal, literals
from parindex.engine.records.folders import DELETES
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import DELETE_COLUMNS

COLUMNS = ", ".join(f'"{name}"' for name in DELETE_COLUMNS)


def masks_in(database: Database, deletes: Sequence[str]) -> str:
    """The relation of all masks in delete files, with the file that each stands in as `source`."""
    if not deletes:
        empty = ", ".join(f'NULL::{type_} AS "{name}"' for name, type_ in DELETE_COLUMNS.items())
        return f"(SELECT {empty}, '' AS source WHERE false)"
    paths = literals(str(database.lake / path) for path in deletes)
    prefix = len(str(database.lake)) + 2
    return (
        f"(SELECT {COLUMNS}, substr(filename, {prefix}) AS source"
        f" FROM read_parquet([{paths}], filename = true))"
    )


def make_paths(database: Database, name: str, paths: Collection[str]) -> None:
    """Make a table of paths, to be joined with."""
    database.connection.execute(f"CREATE TABLE {name} (path VARCHAR)")
    database.fill(name, ((path,) for path in paths))


def write_masks(database: Database, kind: Kind, stem: str, masks: str) -> tuple[str, ...]:
    """Write the masks of a query as one delete file; none if there are none."""
    folder = database.lake / DELETES / kind.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.parquet"
    written = database.number(
        f'COPY (SELECT {COLUMNS} FROM ({masks}) ORDER BY path, "row")'
        f" TO {literal(str(path))} (FORMAT parquet)"
    )
    if not written:
        path.unlink()
        return ()
    return (path.relative_to(database.lake).as_posix(),)
