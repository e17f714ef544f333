"""Aggregates brought up to the current version of the lake.

What changed rows say is taken away or added; so the cost of a day's records rests on their number,
not on how many the store holds. Only where the way from the version reached so far is no longer
known is a part counted from all rows.
"""

# ruff: noqa: S608 - names come from declarations

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from parindex.engine.facts.aggregates.changes import Change, Side, stretches
from parindex.engine.facts.aggregates.ends import every_end
from parindex.engine.facts.aggregates.folding import NET, Drifted, lay_over, make_net, net_of
from parindex.engine.facts.aggregates.parts import Part, kept_parts
from parindex.engine.facts.aggregates.pointer import (
    FOLDER,
    Aggregates,
    Months,
    read_aggregates,
    state_of,
    write_pointer,
)
from parindex.engine.facts.session import CALENDAR_YEARS, calendar, calendar_table
from parindex.engine.facts.tables import ENDS, WORKING_DAYS, create_table
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import MEMORY_LIMIT, Database, open_database
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.records.lock import WAIT, held
from parindex.engine.records.stored import stored_rows
from parindex.engine.values.problems import BadInput

Progress = Callable[[str], None]

_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: the version reached, and for each part that changed the days that changed.

    `whole` names the parts that were counted from all rows.
    """

    version: str
    days: Mapping[str, int]
    whole: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return bool(self.days)


def refresh_aggregates(
    store: Path,
    progress: Progress | None = None,
    *,
    memory_limit: str = MEMORY_LIMIT,
    wait: float = WAIT,
) -> Refreshed:
    """Bring the aggregates of a store up to its current version.

    Readers see the old ones or the new ones, never a mixture; should it fail half-way, the old ones
    stay, are known to be behind, and facts are counted from the rows. Another refresh is waited for,
    `wait` seconds at most. `BadInput` if that is not enough, the folder is no store, or nothing can
    be written there.
    """
    open_snapshot(store)
    folder = store / FOLDER
    try:
        with held(folder / _LOCK, wait, prepare=lambda: folder.mkdir(exist_ok=True)):
            return _brought_up(store, progress or (lambda _: None), memory_limit)
    except OSError as error:
        raise BadInput.of(
            folder,
            "không ghi được số tổng hợp theo ngày vào đây",
            "Hãy kiểm tra quyền ghi và dung lượng đĩa",
        ) from error


def _brought_up(store: Path, say: Progress, memory_limit: str) -> Refreshed:
    # Only now: whoever was waited for may have come further than the version that was current then.
    snapshot, reached = open_snapshot(store), read_aggregates(store)
    _clear(store, reached)
    if reached is not None and reached.version == snapshot.version:
        return Refreshed(reached.version, {}, ())
    say("Cập nhật số tổng hợp theo ngày")
    try:
        aggregates, refreshed = _refreshed(snapshot, reached, memory_limit)
    except Drifted:
        aggregates, refreshed = _refreshed(snapshot, None, memory_limit)
    write_pointer(store, aggregates)
    _clear_folders(store)
    return refreshed


def _refreshed(
    snapshot: Snapshot, reached: Aggregates | None, memory_limit: str
) -> tuple[Aggregates, Refreshed]:
    with open_database(snapshot.store, memory_limit=memory_limit) as database:
        return _Refresh(database, snapshot, reached).run()


class _Way(Enum):
    """How a part gets to the version to reach."""

    KEPT = auto()
    BY_CHANGES = auto()
    WHOLE = auto()


@dataclass(frozen=True, slots=True)
class _Refresh:
    """One refresh: the version to reach, and the aggregates to start from (None: from nothing)."""

    database: Database
    snapshot: Snapshot
    reached: Aggregates | None

    def run(self) -> tuple[Aggregates, Refreshed]:
        changes = self._changes()
        ways = self._ways(changes)
        self._make_tables(working_days=_counts_working_days(ways))
        before = self.reached.parts if self.reached else {}
        days: dict[str, int] = {}
        parts: dict[Part, Months] = {}
        for part, way in ways.items():
            parts[part] = before.get(part, {})
            if way is _Way.KEPT:
                continue
            if way is _Way.WHOLE:
                parts[part] = {}
                self._count_whole(part)
            else:
                _count_changes(self.database, part, changes or ())
            days[part.name] = self.database.number(f"SELECT count(DISTINCT day_) FROM {NET}")
            parts[part] = lay_over(self.database, part, parts[part])
        manifest = self.snapshot.manifest
        states = {kind: state_of(manifest, kind) for part in parts for kind in part.kinds}
        reached = Aggregates(self.snapshot.version, self._calendar(ways), states, parts=parts)
        whole = tuple(part.name for part, way in ways.items() if way is _Way.WHOLE)
        return reached, Refreshed(reached.version, days, whole)

    def _changes(self) -> tuple[Change, ...] | None:
        """What happened since; None where that is no longer known."""
        if self.reached is None:
            return None
        current = self.snapshot.manifest
        way = stretches(self.snapshot.store, self.reached.version, current)
        if way is None:
            return None
        return tuple(Change(self.database, n, each, current) for n, each in enumerate(way))

    def _ways(self, changes: Sequence[Change] | None) -> dict[Part, _Way]:
        ways = {part: self._way(part, changes) for part in kept_parts()}
        if _counts_working_days(ways) and self._calendar(ways) != self._calendar({}):
            # The calendar takes its time to load; so it is compared once it is needed anyway.
            return {p: _Way.WHOLE if p.counts_working_days else way for p, way in ways.items()}
        return ways

    def _way(self, part: Part, changes: Sequence[Change] | None) -> _Way:
        if changes is None or self.reached is None or part not in self.reached.parts:
            return _Way.WHOLE
        if not any(change.touches(kind) for change in changes for kind in part.kinds):
            return _Way.KEPT
        return _Way.WHOLE if _out_of_reach(part, changes) else _Way.BY_CHANGES

    def _calendar(self, ways: Mapping[Part, _Way]) -> str:
        """The fingerprint of the calendar that the parts are counted by."""
        if self.reached is not None and not _counts_working_days(ways):
            return self.reached.calendar
        return calendar().fingerprint

    def _make_tables(self, *, working_days: bool) -> None:
        for table in (WORKING_DAYS, ENDS):
            self.database.connection.execute(create_table(table))
        ends = every_end(*CALENDAR_YEARS)
        if working_days:
            self.database.fill(WORKING_DAYS, calendar_table())
        ordinal = calendar().ordinal if working_days else lambda _: 0
        self.database.fill(ENDS, [(month, end, ordinal(end)) for month, end in ends])

    def _count_whole(self, part: Part) -> None:
        manifest = self.snapshot.manifest
        for kind in part.kinds:
            rows = stored_rows(self.database, KINDS[kind], manifest.of(kind))
            _make_view(self.database, kind, rows)
        make_net(self.database, part.query())


def _counts_working_days(ways: Mapping[Part, _Way]) -> bool:
    """Whether anything is counted anew for which the calendar is needed."""
    return any(way is not _Way.KEPT for part, way in ways.items() if part.counts_working_days)


def _out_of_reach(part: Part, changes: Sequence[Change]) -> bool:
    """Whether the changed rows of a part can no longer be told, or not without reading all of them."""
    if not all(change.within_reach(kind) for change in changes for kind in part.kinds):
        return True
    by_key = all((each.ours,) == KINDS[part.kind].key for each in part.related)
    related = [each.kind for each in part.related]
    return not by_key and any(change.touches(kind) for change in changes for kind in related)


def _count_changes(database: Database, part: Part, changes: Sequence[Change]) -> None:
    """Make `NET`: what the rows that came say, less what those that went said."""
    keys = ", ".join(part.keys)
    execute = database.connection.execute
    execute("DROP TABLE IF EXISTS signed_sums")
    for change in changes:
        others = change.keys(part)
        for side, sign in ((change.gone, "-"), (change.come, "")):
            _make_view(database, part.kind, _concerned(part, side, others))
            for related in part.related:
                _make_view(database, related.kind, side.rows(related.kind))
            sums = ", ".join(f"{sign}{name} AS {name}" for name in part.sums)
            query = f"SELECT {keys}, {sums} FROM ({part.query()})"
            execute(f"CREATE TABLE IF NOT EXISTS signed_sums AS {query} LIMIT 0")
            execute(f"INSERT INTO signed_sums {query}")
    make_net(database, net_of(part, "signed_sums"))


def _concerned(part: Part, side: Side, keys: str) -> str:
    """The rows of one side that may say something else than on the other."""
    own = side.own_rows(part.kind)
    return f"(FROM {own} UNION ALL FROM {side.rows_with_keys(part.kind, keys)})" if keys else own


def _make_view(database: Database, kind: str, rows: str) -> None:
    names = ", ".join(KINDS[kind].names)
    database.connection.execute(f"CREATE OR REPLACE VIEW {kind} AS SELECT {names} FROM {rows}")


def _clear(store: Path, reached: Aggregates | None) -> None:
    """Remove files that the pointer does not name: of a refresh that died, or superseded by the last.

    What this refresh supersedes stays until the next one, for those who are reading it.
    """
    named = set(reached.paths()) if reached else set()
    for path in (store / FOLDER).rglob("*.parquet"):
        if path.relative_to(store).as_posix() not in named:
            with suppress(OSError):
                path.unlink()


def _clear_folders(store: Path) -> None:
    """Remove folders without a file: of parts in which nothing arose."""
    # The deepest first, so that folders are seen after what was in them.
    for path in sorted((store / FOLDER).rglob("*"), reverse=True):
        if path.is_dir():
            with suppress(OSError):
                path.rmdir()
