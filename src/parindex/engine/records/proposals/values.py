"""Which of our values the values of a column mean, as far as their words tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from parindex.engine.records.proposals.sample import Sample
from parindex.engine.records.schema import Field
from parindex.engine.records.sources.headers import folded

_NEAR_ENOUGH = 0.8
_TOO_MANY = 50


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Values seen in a column for a choice field, and ours that they mean.

    `table` holds what is sure, `near` what a person must confirm, `unknown` the values that resemble
    none, with their counts (the most frequent ones where there are very many).
    """

    column: str
    field: str
    table: Mapping[str, str]
    near: Mapping[str, str]
    unknown: Mapping[str, int]


def value_table(
    sample: Sample, column: str, field: Field, known: Mapping[str, str] | None = None
) -> ValueTable:
    """Judge the values of a column; `known` is the table of a preset, which speaks first."""
    table = dict(known or {})
    near: dict[str, str] = {}
    unknown: dict[str, int] = {}
    for value, count in Counter(sample.values(column)).most_common(_TOO_MANY):
        if value in table or value.lower() in dict(field.choices):
            continue
        meant, likeness = _meant(value, field)
        if likeness == 1:
            table[value] = meant
        elif likeness >= _NEAR_ENOUGH:
            near[value] = meant
        else:
            unknown[value] = count
    return ValueTable(column, field.name, table, near, unknown)


def _meant(value: str, field: Field) -> tuple[str, float]:
    """The choice that a value resembles most, with the likeness from 0 to 1."""
    text = folded(value)
    likenesses = {
        ours: max(_likeness(text, folded(ours)), _likeness(text, folded(vietnamese)))
        for ours, vietnamese in field.choices
    }
    best = max(likenesses, key=lambda ours: likenesses[ours])
    return best, likenesses[best]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
