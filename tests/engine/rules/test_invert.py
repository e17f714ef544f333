"""What `invert` asks for is enough, and a little less is not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.rules.base import Context
from parindex.engine.values.inputs import Amount, Count, Input, InputKind, Option, Percent, YesNo
from parindex.engine.values.intervals import Interval
from tests.engine.rules.kit import COUNT, context, rule

PERCENT = context(InputKind.PERCENT)
VALUE = context(InputKind.VALUE, unit="")

BANDS = (
    "{kind: bands, bands: [{above: 90, points: 1}, {from: 40, to: 90, points: 0.5},"
    " {below: 40, points: 0}]}"
)
QUANTITATIVE = {
    "bands": (BANDS, PERCENT, Percent),
    "floor": ("{kind: proportion, floor: 95}", PERCENT, Percent),
    "proportion": ("kind: proportion", PERCENT, Percent),
    "threshold": ("{kind: threshold, threshold: 80}", PERCENT, Percent),
    "deduction": ("{kind: per_event, start: 1, each: -0.3}", COUNT, Count),
    "bonus": ("{kind: per_event, start: 0, each: 0.3}", COUNT, Count),
    "published": ("kind: published", VALUE, Amount),
    "best": ("kind: best_of_group", context(InputKind.PERCENT, best=Fraction(80)), Percent),
}  # fmt: skip

wanted = st.fractions(min_value=0, max_value=1, max_denominator=40)


@pytest.mark.parametrize("name", QUANTITATIVE)
@given(points=wanted)
def test_the_ends_of_what_is_needed_suffice_and_just_outside_does_not(name: str, points: Fraction):
    text, known, build = QUANTITATIVE[name]
    judged = rule(text)
    needed = judged.invert(points, known)
    step = Fraction(1) if build is Count else Fraction(1, 10**6)
    inside, outside = _probes(needed.intervals, step, known)
    for quantity in inside:
        assert judged.evaluate(_input(build, quantity), known) >= points
    for quantity in outside:
        assert judged.evaluate(_input(build, quantity), known) < points
    if not needed.intervals:
        assert points > judged.attainable(known.max_points, late=False)


def _probes(
    intervals: tuple[Interval, ...], step: Fraction, known: Context
) -> tuple[set[Fraction], set[Fraction]]:
    top = Fraction(60) if known.highest is None else known.highest
    if known.kind is InputKind.VALUE:
        top = known.max_points
    ends = [end for each in intervals for end in (each.low, each.high) if end is not None]
    near = {end + shift for end in ends for shift in (-step, Fraction(0), step)} | {
        Fraction(0),
        top,
    }
    probes = {each for each in near if 0 <= each <= top}
    inside = {each for each in probes if any(each in one for one in intervals)}
    return inside, probes - inside


def _input(build: type, quantity: Fraction) -> Input:
    return build(int(quantity)) if build is Count else build(quantity)


@given(points=wanted)
def test_the_choices_offered_are_exactly_those_that_suffice(points: Fraction):
    judged = rule(
        "{kind: options, options: [{key: a, title: A, points: 1},"
        " {key: b, title: B, points: 0.5}, {key: c, title: C, points: 0}]}"
    )
    known = context(InputKind.OPTION, unit="")
    offered = set(judged.invert(points, known).choices)
    assert offered == {key for key in "abc" if judged.evaluate(Option(key), known) >= points}


@given(points=wanted)
def test_pass_fail_offers_what_suffices(points: Fraction):
    judged, known = rule("kind: pass_fail"), context(InputKind.YES_NO, unit="")
    offered = set(judged.invert(points, known).choices)
    enough = {
        str(yes).lower()
        for yes in (True, False)
        if judged.evaluate(YesNo(yes=yes), known) >= points
    }
    assert offered == enough
