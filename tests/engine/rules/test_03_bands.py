from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.taxscales import SingleAmountTaxScale

from parindex.engine.rules.bands import Bands
from parindex.engine.values.inputs import Amount, Count, InputKind, Percent, Rate
from tests.engine.rules.kit import COUNT, RATE, context, faults, rule

TEXT = """
kind: bands
bands:
  - {above: 90, points: 2}
  - {from: 70, to: 90, points: 1}
  - {below: 70, points: 0}
"""
RULE = rule(TEXT)
TWO = context(InputKind.RATE, "2")


@pytest.mark.parametrize(
    ("numerator", "denominator", "points"),
    [(9001, 10000, 2), (90, 100, 1), (70, 100, 1), (6999, 10000, 0), (0, 7, 0), (7, 7, 2)],
)
def test_which_end_is_closed_is_part_of_the_rule(numerator: int, denominator: int, points: int):
    assert RULE.evaluate(Rate(numerator, denominator), TWO) == points


def test_the_order_of_the_bands_does_not_matter():
    rising = rule("{kind: bands, bands: [{below: 70, points: 0}, {from: 70, points: 2}]}")
    assert [rising.evaluate(Rate(each, 100), TWO) for each in (69, 70)] == [0, 2]


def test_a_figure_near_a_limit_is_printed_on_its_own_side():
    # 2.099.999/3.000.000 = 69,99996… %: rounded to two decimals it would read 70,00 %.
    told = RULE.explain(Rate(2_099_999, 3_000_000), TWO)
    assert told == "≈ 69,99997 % (2.099.999/3.000.000) thuộc mức «dưới 70 %» ⇒ 0 điểm"


def test_a_figure_just_above_a_limit_stays_above_it():
    # 2.700.001/3.000.000 = 90,00003… %: «trên 90 %», and printed so.
    told = RULE.explain(Rate(2_700_001, 3_000_000), TWO)
    assert told == "≈ 90,00003 % (2.700.001/3.000.000) thuộc mức «trên 90 %» ⇒ 2 điểm"


def test_a_limit_between_whole_numbers_is_no_gap_for_counts():
    for low, high in (("above: 1.5", "to: 1"), ("from: 1.5", "to: 1"), ("from: 2", "to: 1.5")):
        text = f"{{kind: bands, bands: [{{{low}, points: 1}}, {{{high}, points: 0}}]}}"
        assert faults(text, COUNT) == []
    gap = "{kind: bands, bands: [{above: 2, points: 1}, {to: 1.5, points: 0}]}"
    assert faults(gap, COUNT) == ["có khoảng trống ngay trước mức «trên 2»"]


def test_the_sentences():
    assert RULE.explain(Rate(37, 40), TWO) == "92,5 % (37/40) thuộc mức «trên 90 %» ⇒ 2 điểm"
    words = "trên 90 %: 2,00 điểm; từ 70 % đến 90 %: 1,00 điểm; dưới 70 %: 0,00 điểm"
    assert RULE.describe(TWO) == words


def test_what_is_needed():
    assert str(RULE.invert(Fraction(1), TWO)) == "cần trên 90 % hoặc từ 70 % đến 90 %"
    assert str(RULE.invert(Fraction(2), TWO)) == "cần trên 90 %"
    assert str(RULE.invert(Fraction(3), TWO)) == "không mức nào đạt được"


COUNTED = """
kind: bands
bands:
  - {from: 2, points: 1}
  - {from: 1, to: 1, points: 0.5}
  - {from: 0, to: 0, points: 0}
"""


def test_counts_have_no_gap_between_whole_numbers():
    assert faults(COUNTED, COUNT) == []
    # The same bands on a rate leave everything between 0 and 1 without points.
    assert "có khoảng trống ngay trước mức «bằng 1»" in faults(COUNTED, RATE)
    assert rule(COUNTED).evaluate(Count(1), COUNT) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("from: 70", "from: 71"), "có khoảng trống ngay trước mức «từ 71 đến 90»"),
        (("from: 70", "above: 70"), "có khoảng trống ngay trước mức «trên 70 đến 90»"),
        (("from: 70", "from: 69"), "mức «từ 69 đến 90» chồng lên mức «dưới 70»"),
        (("above: 90", "from: 90"), "mức «từ 90 trở lên» chồng lên mức «từ 70 đến 90»"),
        (("above: 90,", "above: 90, below: 95,"), "các mức không phủ hết «từ 0 đến 100»"),
        (("below: 70", "below: 70, from: 5"), "có khoảng trống ngay trước mức «từ 5 đến dưới 70»"),
        (("from: 70,", "from: 95,"), "mức «từ 95 đến 90» không chứa giá trị nào"),
        (("above: 90,", "above: 90, from: 90,"), "một đầu của mức được ghi hai lần"),
        (("points: 1", "points: 3"), "điểm 3,00 nằm ngoài khoảng 0 đến 2,00"),
        (("points: 2", "points: 1.5"), "không mức nào đạt điểm tối đa 2,00"),
    ],
)
def test_faulty_bands_are_refused(change: tuple[str, str], told: str):
    assert told in faults(TEXT.replace(*change), TWO)


def test_a_list_without_bands_is_refused():
    assert "không có mức nào" in faults("{kind: bands, bands: []}", TWO)


def test_sound_bands_are_let_through():
    assert faults(TEXT, TWO) == []


EPSILON = Fraction(1, 1024)
"""A step that floats hold exactly, as they do the thresholds (eighths) below."""


@st.composite
def scales(draw: st.DrawFn) -> tuple[list[Fraction], list[int], bool]:
    """Thresholds, one more number of points than thresholds, and which end is closed."""
    eighths = draw(st.lists(st.integers(8, 792), min_size=1, max_size=6, unique=True))
    points = draw(st.lists(st.integers(0, 50), min_size=len(eighths) + 1, max_size=7))
    return [Fraction(each, 8) for each in sorted(eighths)], points, draw(st.booleans())


@given(scales())
def test_bands_agree_with_openfisca_at_every_boundary(scale):
    thresholds, points, closed_below = scale
    low, high = ("from", "below") if closed_below else ("above", "to")
    bands = [{high: thresholds[0], "points": Fraction(points[0])}]
    for index, limit in enumerate(thresholds):
        band = {low: limit, "points": Fraction(points[index + 1])}
        if index + 1 < len(thresholds):
            band[high] = thresholds[index + 1]
        bands.append(band)
    ours = Bands.model_validate({"kind": "bands", "bands": bands})
    theirs = SingleAmountTaxScale()
    theirs.add_bracket(-1000, points[0])
    for limit, worth in zip(thresholds, points[1:], strict=False):
        theirs.add_bracket(float(limit), worth)
    given_ = context(InputKind.PERCENT, "50")
    for limit in thresholds:
        for quantity in (limit - EPSILON, limit, limit + EPSILON):
            expected = theirs.calc(np.array([float(quantity)]), right=not closed_below)
            assert ours.evaluate(Percent(quantity), given_) == int(expected[0])


def test_a_plain_value_needs_bands_over_the_whole_line():
    told = faults("{kind: bands, bands: [{from: 0, points: 1}]}", context(InputKind.VALUE, unit=""))
    assert told == ["có khoảng trống ngay trước mức «từ 0 trở lên»"]
    below = rule("{kind: bands, bands: [{from: 0, points: 1}, {below: 0, points: 0}]}")
    assert below.evaluate(Amount(Fraction(-3)), context(InputKind.VALUE, unit="")) == 0
