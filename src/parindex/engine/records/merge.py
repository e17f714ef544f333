"""Usable rows of a batch laid over what the lake holds: new, changed, or there already.

Changed and new rows go to files of their own; the rows they replace are masked, not rewritten, so
that the cost of a batch does not grow with the store.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from parindex.engine.records.database import Database, identifier, identifiers, literal
from parindex.engine.records.folders import DELETES
from parindex.engine.records.key_index import Located
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.ranks import rank_of
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import placed_rows, write_rows


@dataclass(frozen=True, slots=True)
class Merged:
    """What the compared rows of a batch did to a kind.

    `written` are the paths of new files, `masked` the number of rows masked in each file held so
    far, `delete_file` the path of the file that masks them (empty where none was).
    """

    added: int
    replaced: int
    unchanged: int
    written: tuple[str, ...]
    masked: Mapping[str, int]
    delete_file: str

    def laid_over(self, held: KindFiles) -> KindFiles:
        """The kind as it was, with the rows masked that this merge replaced."""
        files = tuple(
            replace(file, deleted=file.deleted + self.masked.get(file.path, 0))
            for file in held.files
        )
        deletes = (*held.deletes, self.delete_file) if self.delete_file else held.deletes
        return replace(held, files=files, deletes=deletes)


def merge(database: Database, kind: Kind, batch: str, held: KindFiles, located: Located) -> Merged:
    """Write what is new or changed in `incoming`; `located` says where its keys may be stored."""
    _match(database, kind, held, located)
    unchanged = database.number("SELECT count(*) FROM matched WHERE same")
    replaced = database.number("SELECT count(*) FROM matched WHERE NOT same")
    added = database.count("incoming") - unchanged - replaced
    if not added + replaced:
        return Merged(0, 0, unchanged, (), {}, "")
    names, key = identifiers(kind.names), identifiers(kind.key)
    rows = f"SELECT {names} FROM incoming ANTI JOIN (FROM matched WHERE same) USING ({key})"
    written = write_rows(database, kind, f"{batch}-c", rows)
    delete_file = _mask(database, kind, batch) if replaced else ""
    masked = database.connection.execute(
        "SELECT path, count(*) FROM matched WHERE NOT same GROUP BY path"
    ).fetchall()
    return Merged(added, replaced, unchanged, written, dict(masked), delete_file)


def _match(database: Database, kind: Kind, held: KindFiles, located: Located) -> None:
    """Make `matched`: keys of `incoming` that are stored, where, on what day, and whether alike."""
    key = identifiers(kind.key)
    live = {file.path for file in held.files}
    alive = np.array([path in live for path in located.files], bool)
    kept = alive[located.file_numbers] if len(located) else np.empty(0, bool)
    numbers = located.file_numbers[kept]
    paths = pa.DictionaryArray.from_arrays(
        pa.array(numbers), pa.array(located.files, pa.string())
    ).cast(pa.string())
    database.make_table("located", {"path": paths, "row": located.rows[kept]})
    touched = {located.files[number] for number in np.unique(numbers)}
    stored = placed_rows(database, kind, held, touched)
    old = ", ".join(f"stored.{identifier(name)}" for name in kind.names)
    new = ", ".join(f"incoming.{identifier(name)}" for name in kind.names)
    day = "NULL::DATE" if kind.day is None else f"stored.{identifier(kind.day)}::DATE"
    own_key = ", ".join(f"incoming.{identifier(name)}" for name in kind.key)
    database.connection.execute(
        f'CREATE TABLE matched AS SELECT {own_key}, stored.path, stored."row", {day} AS day,'
        f" row({old}) IS NOT DISTINCT FROM row({new}) AS same"
        f' FROM (FROM {stored} SEMI JOIN located USING (path, "row")) stored'
        f" JOIN incoming USING ({key})"
    )


def _mask(database: Database, kind: Kind, batch: str) -> str:
    folder = database.lake / DELETES / kind.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{batch}.parquet"
    database.connection.execute(
        f'COPY (SELECT path, "row", day, {rank_of(path)} AS overruled_by FROM matched WHERE NOT same'
        ' ORDER BY path, "row")'
        f" TO {literal(str(path))} (FORMAT parquet)"
    )
    return path.relative_to(database.lake).as_posix()
