"""Facts from the aggregates: which measures they answer, and the sums of a period by group."""

# ruff: noqa: S608 - names come from declarations, values pass through literal() or are dates

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from parindex.engine.facts.aggregates.ends import ends_after
from parindex.engine.facts.aggregates.parts import COUNTS, Part
from parindex.engine.facts.aggregates.pointer import Aggregates, Months, read_aggregates
from parindex.engine.facts.counting import Counts, counts_by_group
from parindex.engine.facts.grouping import FIELD_OF, Group
from parindex.engine.facts.measure import EVERY_LEVEL, Measure
from parindex.engine.facts.planner import MadeUp, Scan
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.session import Question, Session, calendar
from parindex.engine.facts.tables import SCOPES
from parindex.engine.records.database import literals
from parindex.engine.values.problems import BadInput


class Source(StrEnum):
    """What facts are counted from.

    `AUTO`: the aggregates where they can tell, else the rows; `ROWS`: the rows alone; `AGGREGATES`:
    as `AUTO`, but the aggregates must have reached the version asked.
    """

    AUTO = "auto"
    ROWS = "rows"
    AGGREGATES = "aggregates"


@dataclass(frozen=True, slots=True)
class Asked:
    """The measures of one part that a question asks for, and the files of the period's months."""

    part: Part
    measures: tuple[Measure, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the aggregates tell of a question: counts, and marks (files by what is asked)."""

    asked: tuple[Asked, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, measure: object) -> bool:
        return any(measure in each.measures for each in self.asked)


def kept_for(
    question: Question, measures: Sequence[Measure], by: Sequence[str], source: Source
) -> Kept:
    """What the aggregates tell of the measures; nothing of kinds that have changed since.

    `BadInput` for such kinds where the aggregates are the source demanded.
    """
    if source is Source.ROWS:
        return Kept()
    held = read_aggregates(question.snapshot.store)
    current = held.tell_of(question.snapshot.manifest) if held else frozenset()
    if held is None or (source is Source.AGGREGATES and len(current) < len(held.parts)):
        if source is Source.AGGREGATES:
            raise _behind(question)
        return Kept()
    usable = [part for part in current if _tells(held, part, question, by)]
    part_of = {name: part for part in usable for name in part.measures}
    grouped: dict[Part, list[Measure]] = {}
    for measure in measures:
        if measure.name in part_of and MEASURES.get(measure.name) is measure:
            grouped.setdefault(part_of[measure.name], []).append(measure)
    asked = [
        Asked(part, tuple(found), _of_period(held.parts[part], question))
        for part, found in grouped.items()
    ]
    marks = {each.mark: _of_period(held.parts[each], question) for each in current if each.mark}
    return Kept(tuple(asked), marks)


def _behind(question: Question) -> BadInput:
    return BadInput.of(
        question.snapshot.store,
        "số tổng hợp theo ngày chưa theo kịp phiên bản của kho đang được hỏi",
        "Hãy chạy «parindex facts --refresh», hoặc tính thẳng từ hồ sơ",
    )


def _tells(held: Aggregates, part: Part, question: Question, by: Sequence[str]) -> bool:
    """Whether a part that tells of the version asked also answers this question."""
    if any(name in FIELD_OF for name in by):
        return False
    if part.judged and question.as_of not in ends_after(question.period.first):
        return False
    return not part.counts_working_days or held.calendar == calendar().fingerprint


def _of_period(months: Months, question: Question) -> tuple[str, ...]:
    first, last = f"{question.period.first:%Y-%m}", f"{question.last_day:%Y-%m}"
    return tuple(path for month, path in months.items() if first <= month <= last)


def count_kept(
    session: Session, asked: Asked, by: Sequence[str], made_up: MadeUp
) -> Iterator[tuple[str, Mapping[Group, Counts]]]:
    """As `counting.count`, from the sums of days instead of rows."""
    scan = Scan(asked.measures, tuple(by), made_up)
    if not asked.files:
        yield from ((measure.name, {}) for measure in asked.measures)
        return
    # No two parts begin with the same measure.
    name = f"kept_{asked.part.measures[0]}"
    session.relations.attach(name, asked.part.columns, asked.files)
    columns, rows = session.relations.answer(_query(session, asked, scan, name))
    yield from counts_by_group(rows, columns, scan)


def _query(session: Session, asked: Asked, scan: Scan, name: str) -> str:
    question = session.question
    keys = ["unit_ AS of_"] if scan.by_unit else []
    if "month" in scan.by:
        keys.append("date_trunc('month', day_) AS month_")
    kept = [*COUNTS] if scan.made_up is MadeUp.SOME else [*COUNTS[:3]]
    sums: dict[str, str] = {}
    levels: dict[str, str] = {}
    for index, measure in enumerate(asked.measures):
        at = asked.part.measures.index(measure.name)
        for count in kept:
            sums[f"{count}_{index}"] = f"{count}_{at}"
            levels[f"{count}_{index}"] = _at_level(measure)
    judged = f" AND as_of_ = DATE '{question.as_of}'" if asked.part.judged else ""
    added = [f"sum({column})::BIGINT AS {name}" for name, column in sums.items()]
    by_unit = (
        f"SELECT {', '.join([*keys, *added])} FROM {name}"
        f" WHERE day_ BETWEEN DATE '{question.period.first}' AND DATE '{question.last_day}'{judged}"
        " GROUP BY ALL"
    )
    if not scan.by_unit:
        return by_unit
    outer = ["scope_unit AS unit_"] if "unit" in scan.by else []
    outer += ["scope_level AS level_"] if {"unit", "level"} & {*scan.by} else []
    outer += ["month_"] if "month" in scan.by else []
    added = [f"sum({name}){levels[name]}::BIGINT AS {name}" for name in sums]
    return (
        f"SELECT {', '.join([*outer, *added])} FROM ({by_unit})"
        f" LEFT JOIN {SCOPES} ON of_ = scope_code GROUP BY ALL"
    )


def _at_level(measure: Measure) -> str:
    if measure.levels == EVERY_LEVEL:
        return ""
    return f" FILTER (WHERE scope_level IN ({literals(sorted(measure.levels))}))"
