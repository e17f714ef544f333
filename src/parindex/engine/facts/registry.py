"""Every measure by name; a new measure is one declaration in a module listed here."""

from __future__ import annotations

from collections.abc import Sequence

from parindex.engine.facts.measure import Measure
from parindex.engine.facts.measures import (
    apologies,
    connections,
    dialogues,
    digitisation,
    dossiers_on_time,
    edocuments,
    form_06a,
    petitions,
    procedures,
    service_766,
    tasks,
)
from parindex.engine.values.problems import BadInput, Problem, excerpt, near_miss

_MODULES = (
    procedures,
    dossiers_on_time,
    form_06a,
    apologies,
    digitisation,
    service_766,
    petitions,
    edocuments,
    connections,
    dialogues,
    tasks,
)

MEASURES: dict[str, Measure] = {
    measure.name: measure for module in _MODULES for measure in module.MEASURES
}
"""Measures by name, in the order of the plan's items."""


def chosen_measures(asked: Sequence[str | Measure] | None) -> list[Measure]:
    """The measures of those names (a measure itself stands for itself); all of them for None."""
    if asked is None:
        return list(MEASURES.values())
    unknown = [name for name in asked if isinstance(name, str) and name not in MEASURES]
    if unknown:
        raise BadInput(*map(_unknown, unknown))
    return [MEASURES[name] if isinstance(name, str) else name for name in asked]


def _unknown(name: str) -> Problem:
    hint = near_miss(name, MEASURES, "Hãy xem tên các phép đo ở docs/measures.md")
    return Problem(f"phép đo «{excerpt(name)}»", "không có phép đo này", hint)
