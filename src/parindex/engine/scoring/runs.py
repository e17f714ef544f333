"""A scoring run as a record: what was scored, by which rules, from what, when and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from parindex import __version__
from parindex.engine.criteria.hashing import digest
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.scoring.against_best import Best
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.facts import Fact
from parindex.engine.values.inputs import Answer

_SHORT = 12


@dataclass(frozen=True, slots=True)
class ScoringRun:
    """One run and its results.

    `id` follows from the set, the inputs, the facts and the engine's version alone: the same
    run on another machine carries the same id, and whoever holds the id can hold a figure
    against it. `at` and `by` say when and who, and stay outside the id. `linked` holds for
    each subject the scorecards of other sets that fed components of its own, by set. `previous`
    are last year's inputs, by subject and code, where a rule compares with them.
    `best_elsewhere` holds, by set and component, the greatest quantity among units of the group
    that are not in this run, where the set scores against the best.
    """

    criteria_set: CriteriaSet
    cards: Mapping[str, Scorecard]
    facts: tuple[Fact, ...]
    at: datetime
    by: str
    year: int | None = None
    linked: Mapping[str, Mapping[str, Scorecard]] = field(default_factory=dict)
    previous: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    best_elsewhere: Mapping[str, Best] = field(default_factory=dict)
    engine: str = __version__

    @property
    def id(self) -> str:
        return digest([self.set_hash, self.inputs_hash, self.facts_hash, self.engine])[:_SHORT]

    @property
    def set_hash(self) -> str:
        return self.criteria_set.content_hash

    @property
    def inputs_hash(self) -> str:
        """Hash over every input used: also of linked sets, the year before, the group's best."""
        linked = {
            subject: {name: _inputs_of(card) for name, card in cards.items()}
            for subject, cards in self.linked.items()
        }
        own = {key: _inputs_of(card) for key, card in self.cards.items()}
        compared = self._compared()
        best = {name: _as_texts(each) for name, each in self.best_elsewhere.items() if each}
        beside = [*([compared] if compared else []), *([{"best_elsewhere": best}] if best else [])]
        return digest([own, linked, *beside])

    @property
    def facts_hash(self) -> str:
        return digest(_canonical(self.facts))

    def _compared(self) -> dict[str, dict[str, Any]]:
        """Last year's inputs that rules compared with; where there are none, the hash is as without."""
        told: dict[str, dict[str, Any]] = {}
        for subject, given in self.previous.items():
            for code in self.criteria_set.looking_back:
                value = given[code].value if code in given else None
                if value is not None:
                    told.setdefault(subject, {})[code] = value.json()
        return told

    @property
    def simulated(self) -> bool:
        """Whether made-up records are among those the facts count."""
        return any(fact.simulated for fact in self.facts)


def _inputs_of(card: Scorecard) -> list[Any]:
    told: list[Any] = [card.criteria_set.content_hash]
    for each in card.components:
        value = None if each.value is None else each.value.json()
        told.append([each.code, value, each.answer.origin.value])
    return told


def _as_texts(best: Best) -> dict[str, str]:
    return {code: str(best[code]) for code in sorted(best)}


def _canonical(facts: Sequence[Fact]) -> list[Any]:
    rows = [
        [
            fact.measure,
            fact.level.value if fact.level else "",
            fact.unit or "",
            fact.period.first.isoformat(),
            fact.period.last.isoformat(),
            fact.numerator,
            -1 if fact.denominator is None else fact.denominator,
            fact.missing,
            fact.simulated,
            *([each.unit, str(each.period)] for each in fact.stood_in),
        ]
        for fact in facts
    ]
    return sorted(rows)
