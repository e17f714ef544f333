from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.rules.base import UnusableInput
from parindex.engine.values.inputs import InputKind, Option
from tests.engine.rules.kit import context, faults, rule

TEXT = """
kind: options
options:
  - {key: kip_thoi, title: Kịp thời, points: 1, timely: true}
  - {key: tre, title: Không kịp thời, points: 0.5}
  - {key: khong, title: Không ban hành, points: 0}
"""
RULE = rule(TEXT)
GIVEN = context(InputKind.OPTION, unit="")


@pytest.mark.parametrize(("key", "points"), [("kip_thoi", "1"), ("tre", "1/2"), ("khong", "0")])
def test_each_option_is_worth_what_it_says(key: str, points: str):
    assert RULE.evaluate(Option(key), GIVEN) == Fraction(points)


def test_the_sentences():
    assert RULE.explain(Option("tre"), GIVEN) == "«Không kịp thời» ⇒ 0,5 điểm"
    words = "Kịp thời: 1,00 điểm; Không kịp thời: 0,50 điểm; Không ban hành: 0,00 điểm"
    assert RULE.describe(GIVEN) == words


def test_an_unknown_option_names_the_known_ones():
    with pytest.raises(UnusableInput) as caught:
        RULE.evaluate(Option("sai"), GIVEN)
    assert caught.value.remedy == "Hãy chọn một trong: «kip_thoi», «tre», «khong»"


def test_a_missed_deadline_rules_out_the_timely_option():
    assert RULE.attainable(Fraction(1), late=False) == 1
    assert RULE.attainable(Fraction(1), late=True) == Fraction(1, 2)


def test_what_is_needed():
    assert str(RULE.invert(Fraction(1, 2), GIVEN)) == "cần «Kịp thời» hoặc «Không kịp thời»"
    assert not RULE.invert(Fraction(2), GIVEN).possible


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("points: 0.5", "points: 1.5"), "điểm 1,50 nằm ngoài khoảng 0 đến 1,00"),
        (("points: 1,", "points: 0.75,"), "không phương án nào đạt điểm tối đa 1,00"),
        (("key: tre", "key: khong"), "phương án «khong» lặp lại"),
    ],
)
def test_faulty_options_are_refused(change: tuple[str, str], told: str):
    assert told in faults(TEXT.replace(*change), GIVEN)
