"""From one version of the lake to another: the rows that went and the rows that came.

Told from the files of the two manifests, without reading what they share.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literals()

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from parindex.engine.facts.aggregates.parts import Part
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, identifier, identifiers, literals
from parindex.engine.records.journal import Action, entries
from parindex.engine.records.key_index import find
from parindex.engine.records.lake import VERSIONS, number_of, versions
from parindex.engine.records.manifest import KindFiles, Manifest, read_manifest
from parindex.engine.records.scanning import key_hash
from parindex.engine.records.stored import placed_rows, stored_rows


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two versions between which nothing was folded together: what differs in files differs in rows."""

    before: Manifest
    after: Manifest


def stretches(store: Path, since: str, until: Manifest) -> tuple[Stretch, ...] | None:
    """The way from a version to a later one, without the compactions, which change no row.

    None where it is no longer known.
    """
    at = {number_of(name): name for name in versions(store)}
    start = number_of(since)
    if at.get(start) != since:
        return None
    ends = [start]
    for entry in entries(store, until.number, since=start + 1):
        if entry.action is Action.COMPACT:
            ends += [entry.number - 1, entry.number]
    ends.append(until.number)
    pairs = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a != b]
    if not {number for pair in pairs for number in pair} <= at.keys():
        return None
    read = {n: read_manifest(store / VERSIONS / f"{at[n]}.json") for pair in pairs for n in pair}
    return tuple(Stretch(read[one], read[other]) for one, other in pairs)


@dataclass(frozen=True)
class Side:
    """One version beside another: `name` prefixes the tables made for it."""

    database: Database
    name: str
    here: Manifest
    there: Manifest

    def rows(self, kind: str) -> str:
        """The relation of all rows of a kind in this version."""
        return stored_rows(self.database, KINDS[kind], self.here.of(kind))

    def own_rows(self, kind: str) -> str:
        """The relation of the rows of a kind that this version has and the other has not.

        Rows that both have in different files are among them, on either side.
        """
        own = stored_rows(self.database, KINDS[kind], self._own(kind))
        return f"(FROM {own} UNION ALL SELECT {identifiers(KINDS[kind].names)} FROM {self._freed(kind)})"

    def rows_with_keys(self, kind: str, keys: str) -> str:
        """The relation of the rows whose key is in a table of keys, without the `own_rows`.

        The key of the kind is a single field; the table has it as its one column, `key`.
        """
        schema, held = KINDS[kind], self.here.of(kind)
        (field,) = map(identifier, schema.key)
        wanted = self.database.connection.execute(
            f"SELECT DISTINCT {key_hash(schema)} AS hash"
            f" FROM (SELECT key AS {field} FROM {keys}) ORDER BY hash"
        ).fetchnumpy()["hash"]
        located = find(self.database.lake, held.index, wanted)
        shared = {file.path for file in held.files} - {f.path for f in self._own(kind).files}
        kept = np.array([path in shared for path in located.files], bool)[located.file_numbers]
        numbers = located.file_numbers[kept]
        table = f"{self.name}_{keys}"
        paths = pa.DictionaryArray.from_arrays(
            pa.array(numbers), pa.array(located.files, pa.string())
        ).cast(pa.string())
        self.database.make_table(table, {"path": paths, "row": located.rows[kept]})
        touched = {located.files[number] for number in np.unique(numbers)}
        places = placed_rows(self.database, schema, held, touched)
        return (
            f'(SELECT {identifiers(schema.names)} FROM {places} SEMI JOIN {table} USING (path, "row")'
            f' ANTI JOIN {self._freed(kind)} USING (path, "row")'
            f" SEMI JOIN {keys} ON {field} = key)"
        )

    def _own(self, kind: str) -> KindFiles:
        others = {file.path for file in self.there.of(kind).files}
        held = self.here.of(kind)
        return replace(held, files=tuple(file for file in held.files if file.path not in others))

    def _freed(self, kind: str) -> str:
        """The table of rows in shared files that the other version masks and this one does not."""
        table = f"{self.name}_{kind}"
        if table not in self._made:
            self._make_freed(kind, table)
            self._made.add(table)
        return table

    @cached_property
    def _made(self) -> set[str]:
        return set()

    def _make_freed(self, kind: str, table: str) -> None:
        held, execute = self.here.of(kind), self.database.connection.execute
        others = self.there.of(kind).deletes
        masks = [path for path in others if path not in held.deletes]
        named: set[str] = set()
        if masks:
            files = literals(str(self.database.lake / path) for path in masks)
            execute(f'CREATE VIEW masks_{table} AS SELECT path, "row" FROM read_parquet([{files}])')
            found = execute(f"SELECT DISTINCT path FROM masks_{table}").fetchall()
            named = {path for (path,) in found}
        own = {file.path for file in self._own(kind).files}
        touched = {file.path for file in held.files if file.path in named} - own
        rows = placed_rows(self.database, KINDS[kind], held, touched)
        among = f'SEMI JOIN masks_{table} USING (path, "row")' if masks else ""
        execute(f"CREATE TABLE {table} AS FROM {rows} {among}")


@dataclass(frozen=True)
class Change:
    """What one stretch did to the rows."""

    database: Database
    number: int
    stretch: Stretch
    current: Manifest

    @cached_property
    def gone(self) -> Side:
        before, after = self.stretch.before, self.stretch.after
        return Side(self.database, f"gone_{self.number}", before, after)

    @cached_property
    def come(self) -> Side:
        before, after = self.stretch.before, self.stretch.after
        return Side(self.database, f"come_{self.number}", after, before)

    def touches(self, kind: str) -> bool:
        """Whether any row of a kind may have changed."""
        before, after = self.stretch.before.of(kind), self.stretch.after.of(kind)
        return (_paths(before), set(before.deletes)) != (_paths(after), set(after.deletes))

    def keys(self, part: Part) -> str:
        """A table, `key`, of the keys of the part's rows that changed rows of other kinds belong to.

        Empty text where no other kind changed.
        """
        found = [
            f"SELECT {identifier(related.theirs)} AS key FROM {side.own_rows(related.kind)}"
            for related in part.related
            if self.touches(related.kind)
            for side in (self.gone, self.come)
        ]
        if not found:
            return ""
        table = f"keys_{self.number}_{'_'.join(related.name for related in part.related)}"
        self.database.connection.execute(f"CREATE TABLE {table} AS {' UNION '.join(found)}")
        return table

    def within_reach(self, kind: str) -> bool:
        """Whether every file of a kind that tells of the change is still there."""
        kept = set(self.current.of(kind).paths())
        needed = {*self.stretch.before.of(kind).paths(), *self.stretch.after.of(kind).paths()}
        return all((self.database.lake / path).exists() for path in needed - kept)


def _paths(files: KindFiles) -> set[str]:
    return {file.path for file in files.files}
