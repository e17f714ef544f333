from __future__ import annotations

from fractions import Fraction

from parindex.engine.scoring.score import score
from parindex.engine.values.inputs import Count, InputKind, NotApplicable, Rate
from tests.engine.rules.kit import context, rule
from tests.engine.scoring.kit import set_of

COUNTED = set_of([("1.1", 2, "{kind: count}", "{kind: best_of_group, when_none_arose: zero}")])


def points(given: dict[str, object]) -> dict[str, Fraction | None]:
    cards = score(COUNTED, {subject: {"1.1": value} for subject, value in given.items()})
    return {subject: card.components[0].points for subject, card in cards.items()}


def test_the_best_gets_full_marks_and_the_others_in_proportion():
    assert points({"A": Count(50), "B": Count(40), "C": Count(0)}) == {
        "A": 2,
        "B": Fraction(8, 5),
        "C": 0,
    }


def test_it_does_not_depend_on_the_order_of_the_subjects():
    assert points({"C": Count(0), "B": Count(40), "A": Count(50)})["B"] == Fraction(8, 5)


def test_where_even_the_best_has_nothing_the_rule_decides():
    assert points({"A": Count(0), "B": Count(0)}) == {"A": 0, "B": 0}


def test_a_unit_to_which_it_does_not_apply_is_no_rival():
    assert points({"A": NotApplicable("mới thành lập"), "B": Count(3)}) == {"A": None, "B": 2}


def test_the_trace_names_the_best():
    cards = score(COUNTED, {"A": {"1.1": Count(50)}, "B": {"1.1": Count(40)}})
    told = cards["B"].components[0].trace
    assert told == "40 lần, đơn vị tốt nhất 50 lần ⇒ 40 / 50 × 2,00 = 1,6 điểm"


def test_rates_compete_as_percentages():
    rates = set_of(
        [
            (
                "1.1",
                1,
                "{kind: rate, numerator: a, denominator: b}",
                "{kind: best_of_group, when_none_arose: zero}",
            )
        ]
    )
    cards = score(
        rates, {"A": {"1.1": Rate(4, 5)}, "B": {"1.1": Rate(2, 5)}, "C": {"1.1": Rate(0, 0)}}
    )
    assert [card.components[0].points for card in cards.values()] == [1, Fraction(1, 2), 0]


def test_what_is_needed_follows_from_the_best():
    alone = rule("kind: best_of_group")
    known = context(InputKind.COUNT, "2", unit=" lần", best=Fraction(50))
    assert str(alone.invert(Fraction(2), known)) == "cần từ 50 lần trở lên"
    assert str(alone.invert(Fraction(1), known)) == "cần từ 25 lần trở lên"
    assert not alone.invert(Fraction(3), known).possible
    assert not alone.invert(Fraction(1), context(InputKind.COUNT, "2", unit=" lần")).possible
