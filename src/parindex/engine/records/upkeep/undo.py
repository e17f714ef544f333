"""One import taken back: its rows go, those it replaced come back, as a new version.

The store is then as if the remaining batches had been taken in without it, in their order: where a
later batch replaced a row of this one, the later word stays. A row that a batch only repeated is
not its own; it stays the word of the batch that wrote it.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from parindex.engine.records import lake
from parindex.engine.records.catalog import kind_named
from parindex.engine.records.database import (
    Database,
    identifier,
    identifiers,
    open_database,
)
from parindex.engine.records.journal import Action, Entry, person, stamp
from parindex.engine.records.manifest import KindFiles, Manifest
from parindex.engine.records.ranks import batch_id, batch_of
from parindex.engine.records.resources import USUAL, Resources
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import day_ranges, placed_rows
from parindex.engine.records.upkeep.masks import COLUMNS, make_paths, masks_in, write_masks
from parindex.engine.records.upkeep.quarantined import released
from parindex.engine.records.upkeep.references import require_unreferenced
from parindex.engine.records.upkeep.undoable import repeating_batches, undoable_entry


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did.

    `removed` rows of the batch are gone, in place of `restored` of them the rows before came back;
    `overruled` had been replaced by a later batch already, whose word stays. `quarantined_rows`
    left the quarantine, `standing_again` are rows in it that the batch had cleared. `repeated_in`
    names later batches of the kind that held rows which were in the store already and which
    therefore are not theirs: if they repeated rows of the batch, these are gone too.
    """

    batch: str
    kind: str
    removed: int
    restored: int
    overruled: int
    quarantined_rows: int
    standing_again: int
    repeated_in: tuple[str, ...]
    version: str


def undo(store: Path, batch: str, *, resources: Resources = USUAL) -> UndoReport:
    """Take one import back; `BadInput` if that cannot be done, and the store is as it was.

    The cost grows with the batch and with what was masked since the last compaction, not with the
    store.
    """
    with lake.changing(store, wait=resources.wait) as snapshot:
        entry, later = undoable_entry(snapshot, batch)
        kind = kind_named(entry.kind)
        with open_database(store, memory_limit=resources.memory_limit) as database:
            held, told = _TakingBack(database, kind, snapshot.manifest, entry).run()
            if kind.is_unit_list:
                require_unreferenced(database, snapshot.manifest, held, entry)
            following = snapshot.manifest.followed_by(told.fingerprint, {kind.name: held})
        lake.publish(store, following, told, expected=snapshot.version)
    counts = told.counts
    return UndoReport(
        batch=batch,
        kind=kind.name,
        removed=counts["removed"],
        restored=counts["restored"],
        overruled=counts["overruled"],
        quarantined_rows=counts["quarantined"],
        standing_again=counts["standing_again"],
        repeated_in=repeating_batches(later, entry),
        version=following.version,
    )


@dataclass(frozen=True)
class _TakingBack:
    """A batch on its way out of a version."""

    database: Database
    kind: Kind
    manifest: Manifest
    entry: Entry

    def run(self) -> tuple[KindFiles, Entry]:
        """The kind without the batch, and the entry that tells of it."""
        self._sort_masks()
        self._pass_on()
        before = self.held
        own = [file for file in before.files if file.path in self._own]
        found = self.database.connection.execute(
            "SELECT path, count(*) FROM revived GROUP BY path"
        ).fetchall()
        revived = dict(found)
        files = tuple(
            replace(file, deleted=file.deleted - revived.get(file.path, 0))
            for file in before.files
            if file.path not in self._own
        )
        live = {file.path for file in files}
        held = replace(
            before,
            files=files,
            deletes=self._deletes(),
            index=tuple(each for each in before.index if live.intersection(each.files)),
            batches=before.batches - 1,
        )
        left = self._without(held, held.quarantine)
        held = self._without(left, left.cleared)
        return held, self._told(
            removed=sum(file.rows - file.deleted for file in own),
            restored=sum(revived.values()),
            overruled=sum(file.deleted for file in own),
            quarantined=before.quarantined_rows - left.quarantined_rows,
            standing_again=held.quarantined_rows - left.quarantined_rows,
        )

    def _without(self, held: KindFiles, paths: Sequence[str]) -> KindFiles:
        """The kind without those of some quarantine files that are the batch's."""
        own = [path for path in paths if batch_of(path) == self.entry.batch]
        return released(self.database, held, own)

    @property
    def held(self) -> KindFiles:
        return self.manifest.of(self.kind.name)

    @cached_property
    def _own(self) -> set[str]:
        """The data files of the batch."""
        return {f.path for f in self.held.files if batch_of(f.path) == self.entry.batch}

    @property
    def _id(self) -> str:
        return batch_id(self.manifest.number + 1, Action.UNDO, self.entry.batch)

    def _sort_masks(self) -> None:
        """Make `masked`, the rows that the batch masked, and `overruled`, its own masked rows."""
        masks = masks_in(self.database, self.held.deletes)
        make_paths(self.database, "own", self._own)
        make_paths(
            self.database, "live", [f.path for f in self.held.files if f.path not in self._own]
        )
        execute = self.database.connection.execute
        execute(
            f"CREATE TABLE masked AS FROM {masks} SEMI JOIN live USING (path)"
            f" WHERE overruled_by = {self.entry.number}"
        )
        execute(f"CREATE TABLE overruled AS FROM {masks} SEMI JOIN own USING (path)")

    def _pass_on(self) -> None:
        """Part `masked` into `passed_on`, whose keys have a later word, and `revived`."""
        database, connection = self.database, self.database.connection
        connection.execute(f"CREATE TABLE passed_on AS SELECT {COLUMNS} FROM masked LIMIT 0")
        if database.count("overruled") and database.count("masked"):
            key = identifiers(self.kind.key)
            before, own = self._keys("masked"), self._keys("overruled")
            connection.execute(
                'INSERT INTO passed_on SELECT before.path, before."row", before.day, own.overruled_by'
                f" FROM {before} before JOIN {own} own USING ({key})"
            )
        connection.execute(
            'CREATE TABLE revived AS FROM masked ANTI JOIN passed_on USING (path, "row")'
        )

    def _keys(self, masks: str) -> str:
        """The masked rows of a table with their keys."""
        found = self.database.connection.execute(f"SELECT DISTINCT path FROM {masks}").fetchall()
        rows = placed_rows(self.database, self.kind, KindFiles(""), [path for (path,) in found])
        key = ", ".join(f"placed.{identifier(name)}" for name in self.kind.key)
        return (
            f'(SELECT {key}, mask.path, mask."row", mask.day, mask.overruled_by'
            f' FROM {rows} placed JOIN {masks} mask USING (path, "row"))'
        )

    def _deletes(self) -> tuple[str, ...]:
        """The delete files without the masks of the batch; those that hold none stay as they are."""
        found = self.database.connection.execute("SELECT DISTINCT source FROM masked").fetchall()
        touched = [path for (path,) in found]
        left = (
            f"SELECT {COLUMNS} FROM {masks_in(self.database, touched)} SEMI JOIN live USING (path)"
            f" WHERE overruled_by <> {self.entry.number} UNION ALL FROM passed_on"
        )
        kept = tuple(path for path in self.held.deletes if path not in touched)
        return kept + write_masks(self.database, self.kind, self._id, left)

    def _told(self, **counts: int) -> Entry:
        days: tuple[tuple[date, date], ...] = ()
        if self.kind.day is not None:
            own = placed_rows(self.database, self.kind, KindFiles(""), sorted(self._own))
            days = day_ranges(
                self.database,
                f"SELECT {identifier(self.kind.day)}::DATE AS day FROM {own}"
                ' ANTI JOIN overruled USING (path, "row") UNION SELECT day FROM revived',
            )
        return Entry(
            number=self.manifest.number + 1,
            action=Action.UNDO,
            batch=self._id,
            kind=self.kind.name,
            at=stamp(),
            by=person(),
            counts=counts,
            days=days,
            of=self.entry.batch,
        )
