"""One batch on its way into the store, in two lanes, up to the version that it makes."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import numpy as np

from parindex.engine.records import fast_lane, lake, slow_lane
from parindex.engine.records.against_past import Days, UnlikePast, unlike_last_year
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database
from parindex.engine.records.faults import make_unit_spans
from parindex.engine.records.folders import INDEX
from parindex.engine.records.journal import VIETNAM, Action, Entry, person, stamp
from parindex.engine.records.key_index import Hashes, Places, find, write_segment
from parindex.engine.records.keys import SourceKeys, read_keys, repeated, without
from parindex.engine.records.manifest import DataFile, KindFiles, Manifest
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.merge import Merged, merge
from parindex.engine.records.mistaken import refuse_mistaken
from parindex.engine.records.policy import Policy
from parindex.engine.records.progress import Progress, rows_in, watched
from parindex.engine.records.quarantine import collect
from parindex.engine.records.ranks import batch_id
from parindex.engine.records.scanning import Scan, scans
from parindex.engine.records.schema import Kind
from parindex.engine.records.segments import Segment, place
from parindex.engine.records.sources.model import Source
from parindex.engine.records.sources.unchanging import refuse_changed
from parindex.engine.records.staging import identical_rows, judge, make_typed_rows
from parindex.engine.records.standing import Quarantined, Usable, faults_by_rule, keep
from parindex.engine.records.stored import changed_days, described, key_places, stored_rows
from parindex.engine.records.warned import Oddities, Warned, mixed_dates, warned_rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows of a batch; see `ImportReport`."""

    read: int
    added: int
    replaced: int
    unchanged: int
    identical: int
    superseded: int
    left_out: int
    quarantined_rows: int
    quarantined: Mapping[str, int]
    cleared: int
    odd: Oddities
    version: str
    changed: bool


@dataclass(frozen=True, slots=True)
class _Written:
    """The new files of a batch, what became of the kept rows, and the kind as it is with them.

    `days` are those on which rows changed.
    """

    fast: _Fast
    merged: Merged
    files: tuple[DataFile, ...]
    days: tuple[Days, ...]
    held: KindFiles


@dataclass(frozen=True, slots=True)
class _Fast:
    """What the fast lane wrote; the hashes are sorted."""

    paths: tuple[str, ...]
    hashes: Hashes
    places: Places


@dataclass(frozen=True)
class Batch:
    """A batch of sources of one kind, to be laid over a version of a store."""

    store: Path
    kind: Kind
    mapping: SourceMapping
    sources: Sequence[Source]
    manifest: Manifest
    database: Database
    policy: Policy
    mended: Sequence[str] = ()

    def run(self, progress: Progress) -> Outcome:
        """Take the batch in and publish the version that results, if anything changed."""
        database, kind = self.database, self.kind
        scanned = scans(database, self.sources, kind, self.mapping)
        rows = rows_in(scan.source for scan in scanned)
        progress.step("Đọc khóa của từng dòng", rows)
        keys = [read_keys(database, scan) for scan in watched(progress, database, scanned)]
        every, again = repeated(keys)
        located = find(self.store, self.before.index, every)
        progress.step("Kiểm tra và ghi các dòng đứng riêng", rows)
        if not kind.is_unit_list:
            self._make_known_units()
        fast = self._fast_lane(
            watched(progress, database, scanned), np.unique(np.concatenate([again, located.hashes]))
        )
        progress.step("Xét kỹ các dòng còn lại")
        slow_lane.load(database, kind, keys, without(every, fast.hashes))
        make_typed_rows(database, kind, self.mapping)
        if kind.is_unit_list:
            self._make_known_units()
        judge(database, kind)
        collect(database, kind, self.mapping, scanned, self.number)
        if not self.policy.accept_anyway:
            refuse_mistaken(database, keys)
        written = self._written(fast, merge(database, kind, self.id, self.before, located))
        odd = Oddities(self._warned(written), self._unlike(written))
        refuse_changed(self.sources)
        progress.step("Ghi vào kho")
        quarantined = self._quarantined(written)
        manifest = self._publish(written, quarantined, odd)
        return self._outcome(keys, written, quarantined.cleared_rows, odd, manifest)

    @cached_property
    def id(self) -> str:
        """Number of the version the batch would make, and a hash of what was handed over."""
        return batch_id(self.number, *(source.sha256 for source in self.sources))

    @property
    def number(self) -> int:
        """The number of the version that the batch would make."""
        return self.manifest.number + 1

    @property
    def before(self) -> KindFiles:
        """The kind as the store holds it."""
        return self.manifest.of(self.kind.name)

    def _make_known_units(self) -> None:
        held = stored_rows(self.database, KINDS["units"], self.manifest.of("units"))
        columns = "code, level, valid_from, valid_to"
        query = f"SELECT {columns} FROM {held}"
        if self.kind.is_unit_list:
            # What comes in speaks for itself and over what it replaces.
            query = (
                f"SELECT DISTINCT {columns} FROM typed_rows UNION ALL {query}"
                " ANTI JOIN typed_rows USING (code, valid_from)"
            )
        self.database.connection.execute(f"CREATE TABLE known_units AS {query}")
        make_unit_spans(self.database)

    def _fast_lane(self, scanned: Iterable[Scan], contested: Hashes) -> _Fast:
        """Reference data are few and judged against each other: they all take the slow lane."""
        paths: tuple[str, ...] = ()
        if self.kind.day is not None:
            paths = fast_lane.write_uncontested(self.database, scanned, contested, self.id)
        return _Fast(paths, *key_places(self.database, self.kind, paths))

    def _written(self, fast: _Fast, merged: Merged) -> _Written:
        paths = (*fast.paths, *merged.written)
        files = described(self.database, self.kind, paths)
        days = changed_days(self.database, self.kind, paths, merged.delete_file)
        held = merged.laid_over(self.before)
        held = replace(held, schema=self.kind.fingerprint, files=held.files + files)
        return _Written(fast, merged, files, days, held)

    def _new_rows(self, written: _Written) -> str:
        return stored_rows(self.database, self.kind, KindFiles("", written.files))

    def _quarantined(self, written: _Written) -> Quarantined:
        usable = Usable(self.number, written.fast.hashes, self._new_rows(written), self.mended)
        return keep(self.database, self.kind, self.before, self.id, usable)

    def _publish(self, written: _Written, quarantined: Quarantined, odd: Oddities) -> Manifest:
        """The version that results: a new one, or the present one where nothing changed."""
        fast, merged = written.fast, written.merged
        paths = (*fast.paths, *merged.written)
        if not (paths or quarantined.changed):
            return self.manifest
        held = quarantined.laid_over(written.held)
        held = replace(
            held, index=held.index + self._indexed(fast, merged), batches=held.batches + 1
        )
        entry = Entry(
            number=self.number,
            action=Action.IMPORT,
            batch=self.id,
            kind=self.kind.name,
            at=stamp(),
            by=person(),
            files=tuple((source.name, source.sha256) for source in self.sources),
            counts={
                "added": merged.added + len(fast.hashes),
                "replaced": merged.replaced,
                "unchanged": merged.unchanged,
                "quarantined": quarantined.rows,
                "cleared": quarantined.cleared_rows,
            },
            days=written.days,
            warnings=odd.counts,
        )
        manifest = self.manifest.followed_by(entry.fingerprint, {self.kind.name: held})
        if not self.policy.dry_run:
            lake.publish(self.store, manifest, entry, expected=self.manifest.version)
        return manifest

    def _indexed(self, fast: _Fast, merged: Merged) -> tuple[Segment, ...]:
        paths = (*fast.paths, *merged.written)
        if not paths:
            return ()
        hashes, places = key_places(self.database, self.kind, merged.written)
        segment = Segment(f"{INDEX}/{self.kind.name}/{self.id}", paths)
        write_segment(
            self.store,
            segment,
            np.concatenate([fast.hashes, hashes]),
            np.concatenate([fast.places, places + np.uint64(place(len(fast.paths)))]),
        )
        return (segment,)

    def _warned(self, written: _Written) -> tuple[Warned, ...]:
        database, today = self.database, datetime.now(VIETNAM).date()
        found = mixed_dates(database, self.mapping)
        if written.files:
            found += warned_rows(database, self.kind, self._new_rows(written), today)
        return tuple(found)

    def _unlike(self, written: _Written) -> UnlikePast:
        rows = sum(file.rows for file in written.files)
        return unlike_last_year(self.database, self.kind, written.held, written.days, rows)

    def _outcome(
        self,
        keys: Sequence[SourceKeys],
        written: _Written,
        cleared: int,
        odd: Oddities,
        manifest: Manifest,
    ) -> Outcome:
        database, merged = self.database, written.merged
        identical = identical_rows(database)
        usable = merged.added + merged.replaced + merged.unchanged
        unusable = database.count("unusable")
        ragged = database.count("ragged")
        return Outcome(
            read=sum(each.records for each in keys) + ragged,
            added=merged.added + len(written.fast.hashes),
            replaced=merged.replaced,
            unchanged=merged.unchanged,
            identical=identical,
            superseded=database.count("staged") - unusable - identical - usable,
            left_out=sum(each.left_out for each in keys),
            quarantined_rows=unusable + ragged,
            quarantined=faults_by_rule(database, "faults"),
            cleared=cleared,
            odd=odd,
            version=manifest.version,
            changed=manifest is not self.manifest,
        )
