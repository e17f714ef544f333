"""Files of a kind written anew: several as one, or one without some of its rows.

Rows keep their rank, masks follow their rows to the new places, and the index is kept up. What is
read and sorted at a time is one new file, so that memory stays bounded.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parindex.engine.records.database import Database, identifier, identifiers, literal
from parindex.engine.records.folders import INDEX
from parindex.engine.records.manifest import DataFile, KindFiles
from parindex.engine.records.ranks import rank_of
from parindex.engine.records.schema import Kind
from parindex.engine.records.segments import Segment, segment_files
from parindex.engine.records.stored import described, placed_rows
from parindex.engine.records.upkeep.indexing import index_new, joined, pruned
from parindex.engine.records.upkeep.masks import COLUMNS, make_paths, masks_in, write_masks


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of some files that become one file: those that meet the condition (SQL).

    No two of them that are kept have the same key.
    """

    paths: tuple[str, ...]
    target: str
    condition: str = "true"


@dataclass(frozen=True)
class Rewriting:
    """What to do with the files of a kind.

    The files of all groups and the `dropped` ones go; what no group takes is gone with them, and so
    are rows that a batch up to the rank `settled` masked. New files are named after `stem`;
    segments up to the rank `settled` are joined.
    """

    database: Database
    kind: Kind
    held: KindFiles
    stem: str
    groups: Sequence[Group]
    dropped: Collection[str] = ()
    settled: int = 0

    def run(self) -> KindFiles:
        """Write the new files; the kind with them in place of the old ones."""
        self._sort_masks()
        targets = tuple(target for group in self.groups for target in self._write(group))
        new = described(self.database, self.kind, targets)
        counts = self.database.connection.execute(
            "SELECT path, count(*) FROM masks_kept GROUP BY path"
        ).fetchall()
        masked = dict(counts)
        gone = self._gone
        files = (*(file for file in self.held.files if file.path not in gone), *new)
        files = tuple(replace(file, deleted=masked.get(file.path, 0)) for file in files)
        return replace(self.held, files=files, deletes=self._deletes(), index=self._index(new))

    @cached_property
    def _gone(self) -> set[str]:
        return {*self.dropped, *(path for group in self.groups for path in group.paths)}

    def _sort_masks(self) -> None:
        """Make `masks`, `masks_kept` (of files that stay) and `settled_masks` (of rows that go)."""
        staying = [file.path for file in self.held.files if file.path not in self._gone]
        make_paths(self.database, "staying", staying)
        for statement in (
            f"CREATE TABLE masks AS FROM {masks_in(self.database, self.held.deletes)}",
            f"CREATE TABLE masks_kept AS SELECT {COLUMNS} FROM masks SEMI JOIN staying USING (path)",
            f'CREATE VIEW settled_masks AS SELECT path, "row" FROM masks WHERE overruled_by <= {self.settled}',
        ):
            self.database.connection.execute(statement)

    def _write(self, group: Group) -> Iterator[str]:
        database, key = self.database, identifiers(self.kind.key)
        rows = placed_rows(database, self.kind, KindFiles(""), group.paths)
        kept = f'(FROM {rows} ANTI JOIN settled_masks USING (path, "row") WHERE {group.condition})'
        path = database.lake / group.target
        path.parent.mkdir(parents=True, exist_ok=True)
        written = database.number(
            f"COPY (SELECT {identifiers(self.kind.names)} FROM {kept} ORDER BY {key})"
            f" TO {literal(str(path))} (FORMAT parquet, DICTIONARY_SIZE_LIMIT 20000)"
        )
        if not written:
            path.unlink()
            return
        self._carry_masks(group, kept)
        yield group.target

    def _carry_masks(self, group: Group, kept: str) -> None:
        database, connection = self.database, self.database.connection
        make_paths(database, "moved", group.paths)
        key = ", ".join(f"kept.{identifier(name)}" for name in self.kind.key)
        # Only keys that a younger batch replaced: few, beside the rows of the file.
        connection.execute(
            f"CREATE TABLE carried AS SELECT {key}, masks.day, masks.overruled_by FROM masks"
            f' SEMI JOIN moved USING (path) JOIN {kept} kept USING (path, "row")'
        )
        if database.count("carried"):
            places = placed_rows(database, self.kind, KindFiles(""), (group.target,))
            matched = " AND ".join(
                f"placed.{identifier(name)} = carried.{identifier(name)}" for name in self.kind.key
            )
            connection.execute(
                'INSERT INTO masks_kept SELECT placed.path, placed."row", carried.day, carried.overruled_by'
                f" FROM {places} placed JOIN carried ON {matched}"
            )
        connection.execute("DROP TABLE carried; DROP TABLE moved")

    def _deletes(self) -> tuple[str, ...]:
        if not self.held.deletes:
            return ()
        return write_masks(self.database, self.kind, self.stem, "FROM masks_kept")

    def _index(self, new: Sequence[DataFile]) -> tuple[Segment, ...]:
        lake, folder = self.database.lake, f"{INDEX}/{self.kind.name}"
        gone = self._gone
        live = {file.path for file in self.held.files} - gone
        left = [
            pruned(lake, segment, live, f"{folder}/{self.stem}-p{number}")
            for number, segment in enumerate(self.held.index)
        ]
        segments = (*filter(None, left), *index_new(self.database, self.kind, self.stem, new))
        young = tuple(each for each in segments if rank_of(each.path) > self.settled)
        old, spent = joined(
            lake, [each for each in segments if each not in young], f"{folder}/{self.stem}"
        )
        for segment in spent:
            if segment not in self.held.index:
                for name in segment_files(segment):
                    (lake / name).unlink()
        return (*old, *young)
