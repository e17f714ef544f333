"""Facts from a store: the measures asked for, counted in as few passes over the records as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from parindex.engine.facts.aggregates.answers import Source, count_kept, kept_for
from parindex.engine.facts.counting import Counts, count
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.facts.gaps import Gaps
from parindex.engine.facts.grouping import (
    Group,
    can_group,
    check_fields,
    check_grouping,
    expected_groups,
)
from parindex.engine.facts.measure import Measure
from parindex.engine.facts.registry import chosen_measures
from parindex.engine.facts.session import Question, Session, made_up_of, opened
from parindex.engine.facts.stand_in import with_forms_of
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import Period

Progress = Callable[[str], None]
"""Told, in Vietnamese, which step begins."""


def compute_facts(
    store: Path | Snapshot,
    period: Period,
    measures: Sequence[str | Measure] | None = None,
    by: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    as_of: date | None = None,
    roll_up: date | None = None,
) -> list[Fact]:
    """The facts of a period, one for each measure and group; see `answer`.

    A folder is read at its current version, a snapshot at the one it pins. Rows are judged as of
    the end of the day `as_of`, the period's last day unless told otherwise. With `roll_up` the rows
    of units that ended before that day count for their successors. `BadInput` for a folder that is
    no store, and as `answer` says.
    """
    snapshot = store if isinstance(store, Snapshot) else open_snapshot(store)
    question = Question(snapshot, period, as_of or period.last, roll_up)
    return answer(question, measures, by, progress)


def answer(
    question: Question,
    measures: Sequence[str | Measure] | None = None,
    by: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    engine: Engine | None = None,
    source: Source = Source.AUTO,
) -> list[Fact]:
    """The facts that answer a question, one for each measure and group; computed by DuckDB for None.

    For None all measures whose kind has the fields to group by. `by` is any of
    `grouping.DIMENSIONS`. Every unit valid in the period, every level that has one and every month
    gets its fact, 0/0 where nothing arose; of sectors, procedures and channels those that occur.
    Units that have no dossiers of the period but reported a form are counted by it, and named in
    `stood_in`. The facts are the same from either `source`. `BadInput` for unknown names, for a kind
    that lacks a field to group by, and for aggregates demanded that are behind the version asked.
    """
    chosen = chosen_for(measures, by)
    say = progress or (lambda _: None)
    kept = kept_for(question, chosen, by, source)
    others = [measure for measure in chosen if measure not in kept]
    with opened(question, others, by, kept.marks, engine=engine) as session:
        found: dict[str, Mapping[Group, Counts]] = {}
        for asked in kept.asked:
            say(f"Cộng {len(asked.measures)} phép đo của loại «{asked.part.kind}» theo ngày")
            found.update(count_kept(session, asked, by, made_up_of(question, asked.part.kind)))
        for scan in session.scans:
            say(f"Tính {len(scan.measures)} phép đo trên loại «{scan.kind}»")
            found.update(count(session, scan))
        facts = list(facts_of(session, chosen, by, found))
    return with_forms_of(question.snapshot, facts, question.as_of, question.roll_up)


def chosen_for(measures: Sequence[str | Measure] | None, by: Sequence[str]) -> list[Measure]:
    """The measures asked for, checked against the grouping."""
    check_grouping(by)
    chosen = chosen_measures(measures)
    if measures is None:
        return [measure for measure in chosen if can_group(measure, by)]
    check_fields(chosen, by)
    return chosen


def facts_of(
    session: Session,
    measures: Sequence[Measure],
    by: Sequence[str],
    found: Mapping[str, Mapping[Group, Counts]],
) -> Iterator[Fact]:
    """The facts that the counts make, joined by those of groups in which nothing arose."""
    snapshot, period = session.question.snapshot, session.question.period
    # Told once: the version is a hash over the whole history.
    version, kinds = snapshot.version, snapshot.manifest.kinds
    units = session.units_of_period()
    part_of = cache(lambda month: Group(month=month).part_of(period))
    for measure in measures:
        counted = found[measure.name]
        kind = kinds.get(measure.kind)
        nothing = Counts(0, 0, 0, simulated=kind is not None and kind.simulated > 0)
        reference = session.reference_of(measure)
        gaps = Gaps(session.question, measure, counted)
        expected = expected_groups(measure, by, units, period)
        for group, counts in _with_expected(counted, expected, nothing):
            yield Fact(
                measure=measure.name,
                level=group.level,
                unit=group.unit,
                period=part_of(group.month),
                numerator=counts.numerator,
                denominator=counts.denominator if measure.rate else None,
                missing=counts.missing,
                lake=version,
                reference=reference,
                simulated=counts.simulated,
                groups=group.values,
                gap=gaps.of(counts),
            )


def _with_expected(
    counted: Mapping[Group, Counts], expected: list[Group], nothing: Counts
) -> list[tuple[Group, Counts]]:
    """The groups to tell with their counts, in their order."""
    others = dict(counted)
    found = [(group, others.pop(group, nothing)) for group in expected]
    if not others:
        return found
    # A unit may have ended since its rows came in.
    return sorted([*found, *others.items()], key=lambda each: each[0].order)
