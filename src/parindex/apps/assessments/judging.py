"""From items and facts to a scoring run, by the service that the command line calls too."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils import timezone

from parindex.apps.assessments.lookback import previous_of
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import linked_sets_of
from parindex.apps.assessments.rivals import best_elsewhere, compares
from parindex.apps.criteria.queries import set_of
from parindex.apps.criteria.raw import Raw, restored
from parindex.apps.evidence.queries import kinds_at
from parindex.apps.facts.queries import facts_of
from parindex.engine.criteria.answers import Declaration, read_declaration
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.yaml import YamlDocument
from parindex.engine.scoring.against_best import Best
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard
from parindex.engine.values.facts import Fact
from parindex.services.assessment import Given, judge, wanted_measures


@dataclass
class Material:
    """Everything that an assessment is judged by, read once: answers, facts, evidence."""

    assessment: Assessment
    items: Sequence[Item]

    @cached_property
    def criteria_set(self) -> CriteriaSet:
        return set_of(self.assessment.round.criteria)

    @cached_property
    def links(self) -> dict[str, CriteriaSet]:
        return linked_sets_of(self.assessment.round)

    @property
    def subject(self) -> str:
        """The name in the run: the unit's code, or none where all records are the unit's."""
        return self.assessment.unit.code if self.assessment.round.own_records else ""

    @cached_property
    def facts(self) -> list[Fact]:
        round_ = self.assessment.round
        if round_.facts_id is None:
            return []
        wanted = wanted_measures(self.criteria_set, self.links)
        return facts_of(round_.facts_id, wanted, [self.subject])

    @cached_property
    def compares(self) -> bool:
        """Whether the points depend on what the round's other units come to."""
        return compares((self.criteria_set, *self.links.values()))

    @cached_property
    def best_elsewhere(self) -> dict[str, Best]:
        return best_elsewhere(self.assessment) if self.compares else {}

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        return kinds_at([item.place for item in self.items])

    def run(self, *, by: str = "", instead: Mapping[Any, Raw | None] | None = None) -> ScoringRun:
        """The run as things stand; `instead` gives items, by key, another answer."""
        round_ = self.assessment.round
        given = Given(
            self.facts,
            round_.year,
            by_unit=round_.own_records,
            best_elsewhere=self.best_elsewhere,
        )
        declared = self._declaration(instead or {})
        return judge(self.criteria_set, self.links, given, declared, by=by, at=timezone.localtime())

    def card(self, run: ScoringRun, set_id: str) -> Scorecard | None:
        """The scorecard under the round's set or one that it takes the score of."""
        if set_id == self.criteria_set.id:
            return run.cards[self.subject]
        return run.linked.get(self.subject, {}).get(set_id)

    def cards(self, run: ScoringRun) -> list[Scorecard]:
        """All scorecards of the unit: under the round's set, and those that it takes scores of."""
        found = (self.card(run, set_id) for set_id in (self.criteria_set.id, *self.links))
        return [card for card in found if card is not None]

    def scores(self, run: ScoringRun) -> dict[Any, ComponentScore]:
        """The score of each item, by key; linked sets of which nothing is known have none."""
        found: dict[Any, ComponentScore] = {}
        for set_id in (self.criteria_set.id, *self.links):
            card = self.card(run, set_id)
            if card is not None:
                by_code = {each.code: each for each in card.components}
                own = (item for item in self.items if item.criteria.set_id == set_id)
                found.update({item.pk: by_code[item.code] for item in own})
        return found

    def _declaration(self, instead: Mapping[Any, Raw | None]) -> Declaration:
        own = self.criteria_set.id
        told: dict[str, Any] = {}
        linked: dict[str, dict[str, Any]] = {}
        for item in self.items:
            raw = instead[item.pk] if item.pk in instead else _raw(item)
            answer = {**(raw or {}), "explanation": item.explanation}
            if item.criteria.set_id == own:
                told[item.code] = answer
            elif raw is not None or item.explanation:
                linked.setdefault(item.criteria.set_id, {})[item.code] = answer
        if linked:
            told["sets"] = linked
        previous = previous_of(self.assessment, self.criteria_set)
        if previous:
            told["previous"] = previous
        document = YamlDocument("bản khai", told, {})
        read = read_declaration(document, self.criteria_set, self.subject)
        answers = read.subjects[self.subject]
        for item in self.items:
            if item.code in answers and item.criteria.set_id == own:
                kinds = self.kinds.get(item.place, frozenset())
                answers[item.code] = replace(answers[item.code], kinds=kinds)
        # What is not asked of the unit's group has no item, and must not count as missing.
        return replace(read, groups={self.subject: self.assessment.group})


def _raw(item: Item) -> Raw | None:
    return None if item.raw is None else restored(item.raw)


def material_of(assessment: Assessment) -> Material:
    """The assessment with its items, in their order."""
    items = assessment.items.select_related("criteria", "unit").defer("criteria__text")
    return Material(assessment, list(items.order_by("order")))


def codes(items: Collection[Item]) -> str:
    """`1.1, 1.2 và 5 mục khác`."""
    shown = ", ".join(item.code for item in list(items)[:8])
    more = len(items) - 8
    return f"{shown} và {more} mục khác" if more > 0 else shown
