"""From measures to scans: the measures of a kind that place a row alike are counted in one pass.

A pass for each way of placing rows, rather than one for each kind, lets every pass skip the files
and row groups outside its period. A measure that asks other kinds has a pass of its own: only the
rows it concerns are looked up there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.facts.measure import EVERY_LEVEL, Measure, Related
from parindex.engine.facts.placement import Placement
from parindex.engine.records.manifest import KindFiles


class MadeUp(StrEnum):
    """How many rows of a kind are made up, as the manifest tells without any row being read."""

    NONE = "none"
    SOME = "some"
    ALL = "all"

    @classmethod
    def of(cls, files: KindFiles | None) -> MadeUp:
        parts = [] if files is None else files.files
        if not any(part.simulated for part in parts):
            return cls.NONE
        return cls.ALL if all(part.simulated == part.rows for part in parts) else cls.SOME


class Days(StrEnum):
    """Whether the rows of every day are told apart, and whether their day of judgement matters.

    `JUDGED` answers for each row once for every day on which a statutory period that holds it ends
    (table `ENDS`); `STEADY` once, for rules that do not look at the day of judgement.
    """

    TOGETHER = "together"
    STEADY = "steady"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Scan:
    """One pass over one kind: its measures share the placement and the other kinds they ask.

    `by` are the dimensions to group by (`grouping.DIMENSIONS`). `every_month` judges each month in
    its own frame (table `FRAMES`), for states that hold over time. `days` other than `TOGETHER` take
    the rows of all times, whatever the period. `marked` names what is asked of other kinds
    (`Related.name`) and looked up in marks by key and day rather than in the rows of those kinds.
    """

    measures: tuple[Measure, ...]
    by: tuple[str, ...]
    made_up: MadeUp
    every_month: bool = False
    days: Days = Days.TOGETHER
    marked: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.measures[0].kind

    @property
    def placement(self) -> Placement:
        return self.measures[0].placement

    @property
    def related(self) -> tuple[Related, ...]:
        return self.measures[0].related

    @property
    def working_days(self) -> list[str]:
        """The date fields of which the running number of working days is needed."""
        return sorted({name for measure in self.measures for name in measure.working_days})

    @property
    def by_unit(self) -> bool:
        """Whether rows are told apart by unit before any grouping by level."""
        restricted = any(measure.levels != EVERY_LEVEL for measure in self.measures)
        return restricted or "unit" in self.by or "level" in self.by

    @property
    def kinds(self) -> list[str]:
        """The kinds read."""
        asked = [each.kind for each in self.related if each.name not in self.marked]
        return [self.kind, *dict.fromkeys(asked)]


def plan(
    measures: Iterable[Measure],
    by: Sequence[str],
    made_up: Mapping[str, MadeUp],
    marks: Collection[str] = (),
) -> list[Scan]:
    """The scans that answer the measures, in the measures' order; `marks` are those at hand."""
    fused: list[list[Measure]] = []
    for measure in measures:
        for group in fused:
            if _alike(group[0], measure):
                group.append(measure)
                break
        else:
            fused.append([measure])
    return [
        Scan(
            tuple(group),
            tuple(by),
            made_up.get(group[0].kind, MadeUp.NONE),
            "month" in by and group[0].placement.lasting,
            marked=tuple(each.name for each in group[0].related if each.name in marks),
        )
        for group in fused
    ]


def _alike(one: Measure, other: Measure) -> bool:
    return (one.kind, one.placement, one.related) == (other.kind, other.placement, other.related)
