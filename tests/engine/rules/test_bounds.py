"""Points never leave the bounds that the rule declares, whatever comes in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.values.inputs import Count, InputKind, Percent, Rate
from tests.engine.rules.kit import RATE, context, rule

MOST = Fraction(3, 2)
PERCENTAGES = [
    "kind: proportion",
    "{kind: proportion, floor: 95}",
    "{kind: threshold, threshold: 33.3}",
    "{kind: bands, bands: [{from: 50, points: 1.5}, {below: 50, points: 0.1}]}",
]


@pytest.mark.parametrize("text", PERCENTAGES)
@given(numerator=st.integers(0, 10**9), rest=st.integers(0, 10**9))
def test_rates(text: str, numerator: int, rest: int):
    judged = rule(text)
    value = Rate(numerator, numerator + rest or 1)
    points = judged.evaluate(value, context(InputKind.RATE, "1.5"))
    low, high = judged.bounds(MOST)
    assert low <= points <= high


@pytest.mark.parametrize("text", PERCENTAGES[:3])
@given(percent=st.fractions(min_value=0, max_value=10**6))
def test_percentages_beyond_a_hundred(text: str, percent: Fraction):
    assert 0 <= rule(text).evaluate(Percent(percent), context(InputKind.PERCENT, "1.5")) <= MOST


@given(
    count=st.integers(0, 10**9),
    each=st.decimals(-10, 10, places=2).filter(bool),
    lowest=st.integers(-5, 0),
)
def test_events(count: int, each, lowest: int):
    judged = rule(f"{{kind: per_event, start: 0, each: {each}, lowest: {lowest}}}")
    points = judged.evaluate(Count(count), context(InputKind.COUNT, "1.5", unit=" lần"))
    assert lowest <= points <= MOST


@given(
    numerator=st.integers(0, 10**6),
    rest=st.integers(0, 10**6),
    text=st.sampled_from(PERCENTAGES[:3]),
)
def test_a_better_rate_never_scores_less(numerator: int, rest: int, text: str):
    judged, total = rule(text), numerator + rest + 1
    worse, better = Rate(numerator, total), Rate(numerator + 1, total)
    assert judged.evaluate(worse, RATE) <= judged.evaluate(better, RATE)
