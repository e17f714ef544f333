"""Self-assessment in one call: facts from the store, declared inputs over them, a scoring run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from parindex.engine.criteria.answers import Answers, Declaration
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.scoring.against_best import Best
from parindex.engine.scoring.components import Outlook
from parindex.engine.scoring.measured import combined, measured_answers, measures_of
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.score import score
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import year_of
from parindex.engine.values.problems import BadInput, Problem, excerpt, near_miss
from parindex.services.linked import linked_cards, linked_sets, links_answered, named_after

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Records:
    """A store of records and the year to measure in it."""

    store: Path
    year: int


def assess(
    criteria_set: CriteriaSet,
    *,
    records: Records | None = None,
    declaration: Declaration | None = None,
    subject: str = "",
    by: str = "",
    now: datetime | None = None,
) -> ScoringRun:
    """Score the set from records, from a declaration, or from both.

    Where both speak, a declared input stands in the place of the measured one and its trace says
    so. A declaration with several subjects and a store together mean units: each subject is the
    code of a unit and is measured by that unit's records. `BadInput` where anything cannot be
    used, or a set is not valid in the year measured.
    """
    at = now or datetime.now(VIETNAM)
    declared = declaration or Declaration(subjects={subject: {}})
    links = linked_sets(criteria_set)
    if records is not None:
        _require_valid((criteria_set, *links.values()), records.year)
        if len(declared.subjects) > 1:
            _require_units(records, declared)
    several = len(declared.subjects) > 1
    facts = _facts(criteria_set, links, records, several=several)
    given = Given(facts, records.year if records else None, by_unit=several)
    return judge(criteria_set, links, given, declared, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beside a declaration.

    `facts` are of `year`, which is being judged (None: of no year in particular). With `by_unit` each
    subject is the code of a unit and is measured by that unit's facts; without, by those of all.
    `best_elsewhere` is, by set and component, the best among units that are judged elsewhere.
    """

    facts: Sequence[Fact] = ()
    year: int | None = None
    by_unit: bool = False
    best_elsewhere: Mapping[str, Best] = field(default_factory=dict)


def judge(
    criteria_set: CriteriaSet,
    links: Mapping[str, CriteriaSet],
    given: Given,
    declared: Declaration,
    *,
    by: str,
    at: datetime,
) -> ScoringRun:
    """The scoring run over facts that are at hand; `links` are the sets whose scores the set takes.

    `BadInput` for an answer that a rule cannot use.
    """
    ended = given.year is not None and at.date() > year_of(given.year).last
    outlook = Outlook(year_ended=ended)
    facts, by_unit = given.facts, given.by_unit
    best = given.best_elsewhere
    linked = linked_cards(links, facts, declared, outlook, by_unit=by_unit, best_elsewhere=best)
    inputs = _answers(criteria_set, facts, linked, declared.subjects, by_unit=by_unit)
    with named_after(declared):
        cards = score(
            criteria_set,
            inputs,
            declared.previous,
            groups=declared.groups,
            outlook=outlook,
            best_elsewhere=best.get(criteria_set.id),
        )
    return ScoringRun(
        criteria_set,
        cards,
        tuple(facts),
        at,
        by,
        given.year,
        linked,
        declared.previous,
        best_elsewhere=best,
    )


def wanted_measures(criteria_set: CriteriaSet, links: Mapping[str, CriteriaSet]) -> list[str]:
    """The measures that the set and those it takes scores of ask for, each once."""
    wanted = [name for each in (criteria_set, *links.values()) for name in measures_of(each)]
    return list(dict.fromkeys(wanted))


def _require_valid(criteria_sets: Iterable[CriteriaSet], year: int) -> None:
    """Refuse to judge a year by sets that are not valid in it."""
    problems = [
        Problem(
            f"bộ chỉ số {each.id}",
            f"không áp dụng cho năm {year} (áp dụng {each.years})",
            "Hãy chọn năm khác, hoặc bộ chỉ số của năm đó (parindex criteria list)",
        )
        for each in criteria_sets
        if year not in each.years
    ]
    if problems:
        raise BadInput(*problems)


def _require_units(records: Records, declared: Declaration) -> None:
    """Raise `BadInput` for each subject that is no unit of the store: nothing would measure it."""
    from parindex.engine.records.lake import open_snapshot  # noqa: PLC0415 - see `_facts`
    from parindex.engine.records.reading import read_units  # noqa: PLC0415

    valid = read_units(open_snapshot(records.store)).within(year_of(records.year))
    codes = {unit.code for unit in valid}
    where = declared.document.where if declared.document else lambda at: f"đơn vị «{at[-1]}»"
    problems = [
        Problem(
            where(("subjects", name)),
            f"kho không có đơn vị mã «{excerpt(name)}» còn hiệu lực trong năm {records.year}",
            near_miss(name, codes, "Hãy xem mã đơn vị trong danh mục đã nạp (loại units)"),
        )
        for name in declared.subjects
        if name not in codes
    ]
    if problems:
        raise BadInput(*problems)


def _facts(
    criteria_set: CriteriaSet,
    links: Mapping[str, CriteriaSet],
    records: Records | None,
    *,
    several: bool,
) -> Sequence[Fact]:
    if records is None:
        return ()
    # The engine that counts records is heavy to load; scoring declared inputs does without it.
    from parindex.engine.facts.compute import compute_facts  # noqa: PLC0415

    wanted = wanted_measures(criteria_set, links)
    by = ("level", "unit") if several else ("level",)
    return compute_facts(records.store, year_of(records.year), measures=wanted, by=by)


def _answers(
    criteria_set: CriteriaSet,
    facts: Sequence[Fact],
    linked: Mapping[str, Mapping[str, Scorecard]],
    subjects: Mapping[str, Answers],
    *,
    by_unit: bool,
) -> dict[str, Answers]:
    answers: dict[str, Answers] = {}
    for name, declared in subjects.items():
        measured = measured_answers(criteria_set, facts, unit=name if by_unit else None)
        from_links = links_answered(criteria_set, linked[name])
        answers[name] = combined({**measured, **from_links}, declared)
    return answers
