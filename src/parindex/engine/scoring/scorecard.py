"""What scoring returns: each component's points with their trace, and the totals over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.model import Component, CriteriaSet, EvidenceAsked
from parindex.engine.values.inputs import Answer, Input
from parindex.engine.values.numbers import exact, round_half_up


class State(StrEnum):
    """Where a component stands."""

    SCORED = "scored"
    MISSING_INPUT = "missing_input"
    NOT_APPLICABLE = "not_applicable"
    WAITING_FOR_SURVEY = "waiting_for_survey"

    @property
    def vietnamese(self) -> str:
        return _STATE_NAMES[self]


_STATE_NAMES = {
    State.SCORED: "Đã chấm",
    State.MISSING_INPUT: "Thiếu số liệu",
    State.NOT_APPLICABLE: "Không áp dụng",
    State.WAITING_FOR_SURVEY: "Chờ khảo sát",
}


@dataclass(frozen=True, slots=True)
class ComponentScore:
    """One component of one subject.

    `points` is exact and None unless scored; `possible` is the most that can still be attained
    (0 where the component does not apply).
    """

    component: Component
    answer: Answer
    state: State
    points: Fraction | None
    possible: Fraction
    trace: str

    @property
    def code(self) -> str:
        return self.component.code

    @property
    def value(self) -> Input | None:
        return self.answer.value

    @property
    def lost(self) -> Fraction:
        """Points that can no longer be attained."""
        applicable = self.state is not State.NOT_APPLICABLE
        return self.component.max - self.possible if applicable else Fraction(0)

    @property
    def evidence_missing(self) -> tuple[EvidenceAsked, ...]:
        """Mandatory evidence still owed; an evidence store says which kinds it holds.

        Without an evidence store a document is matched by order: the first given stands for the
        first asked.
        """
        if self.state is State.NOT_APPLICABLE:
            return ()
        kinds = self.answer.kinds
        if kinds is None:
            asked = self.component.evidence[len(self.answer.evidence) :]
        else:
            asked = tuple(each for each in self.component.evidence if each.kind not in kinds)
        return tuple(each for each in asked if each.mandatory)


@dataclass(frozen=True, slots=True)
class Totals:
    """Points reached, maximum and what is still possible, over some components; all exact.

    `scored` says whether any of the components is scored: zero points without it are no result.
    """

    points: Fraction
    max: Fraction
    possible: Fraction
    scored: bool

    @property
    def reached(self) -> Fraction | None:
        """The points; None while nothing is scored."""
        return self.points if self.scored else None

    @property
    def lost(self) -> Fraction:
        return self.max - self.possible

    @property
    def percent(self) -> Fraction | None:
        """Points in percent of the maximum; None where nothing applies or is scored."""
        return 100 * self.points / self.max if self.max and self.scored else None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One subject's result under one criteria set."""

    subject: str
    criteria_set: CriteriaSet
    components: tuple[ComponentScore, ...]
    by_field: Mapping[str, Totals]
    by_criterion: Mapping[str, Totals]
    by_source: Mapping[str, Totals]
    overall: Totals

    @property
    def total_shown(self) -> Fraction:
        """The total as printed, rounded half up to the set's places."""
        return exact(round_half_up(self.overall.points, self.criteria_set.places))

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or waited for."""
        return all(each.state in {State.SCORED, State.NOT_APPLICABLE} for each in self.components)

    def in_state(self, state: State) -> list[ComponentScore]:
        return [each for each in self.components if each.state is state]
