"""Intervals in the words of the annexes: which ends belong to them, and where they leave gaps."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.values.intervals import Interval, partition_faults

TINY = Fraction(1, 10**30)
HUNDRED = Interval(Fraction(0), high=Fraction(100))


def between(low, high, ends: str = "[]") -> Interval:
    """An interval in the usual signs: `[` and `]` closed, `(` and `)` open, None unbounded."""
    low, high = (None if end is None else Fraction(end) for end in (low, high))
    return Interval(low, ends[0] == "[", high, ends[1] == "]")


@pytest.mark.parametrize(
    ("ends", "inside"),
    [
        ("[]", [False, True, True, True, True, False]),
        ("()", [False, False, True, True, False, False]),
        ("[)", [False, True, True, True, False, False]),
        ("(]", [False, False, True, True, True, False]),
    ],
)
def test_an_end_belongs_to_it_or_not(ends: str, inside: list[bool]):
    numbers = [70 - TINY, Fraction(70), 70 + TINY, 90 - TINY, Fraction(90), 90 + TINY]
    assert [number in between(70, 90, ends) for number in numbers] == inside


def test_an_open_end_has_no_bound():
    assert -(10**9) in between(None, 5)
    assert 10**9 in between(5, None)
    assert 0 in Interval()


def test_only_exact_numbers_lie_inside():
    assert 0.5 not in between(0, 1)
    assert "0" not in between(0, 1)
    assert None not in between(None, None)


@pytest.mark.parametrize(
    ("interval", "empty"),
    [
        (between(1, 2), False),
        (between(1, 1), False),
        (between(1, 1, "[)"), True),
        (between(1, 1, "(]"), True),
        (between(1, 1, "()"), True),
        (between(2, 1), True),
        (between(2, None), False),
        (between(None, 1), False),
    ],
)
def test_when_no_number_lies_inside(interval: Interval, empty):
    assert interval.empty is empty


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (between(90, None, "(]"), "trên 90 %"),
        (between(90, None), "từ 90 % trở lên"),
        (between(70, 90), "từ 70 % đến 90 %"),
        (between(70, 90, "[)"), "từ 70 % đến dưới 90 %"),
        (between(70, 90, "(]"), "trên 70 % đến 90 %"),
        (between(70, 90, "()"), "trên 70 % đến dưới 90 %"),
        (between(None, 70, "[)"), "dưới 70 %"),
        (between(None, 70), "đến 70 %"),
        (between(100, 100), "bằng 100 %"),
        (Interval(), "mọi giá trị"),
    ],
)
def test_it_is_told_in_the_words_of_an_annex(interval: Interval, told: str):
    assert interval.describe(" %") == told


def test_decimals_and_thousands_are_written_the_vietnamese_way():
    assert between("97.25", "11670").describe() == "từ 97,25 đến 11.670"


def faults(*intervals: Interval, domain: Interval = HUNDRED, integers: bool = False):
    return list(partition_faults(intervals, domain, integers=integers))


def test_stretches_that_meet_end_to_end_have_no_fault():
    assert faults(between(90, None, "(]"), between(70, 90), between(None, 70, "[)")) == []
    assert faults(between(0, 70, "[)"), between(70, 90, "[)"), between(90, 100)) == []
    assert faults(Interval(), domain=Interval()) == []
    assert faults(between(None, 100)) == []


def test_a_single_number_left_out_is_a_gap():
    (fault,) = faults(between(70, None, "(]"), between(None, 70, "[)"))
    assert fault == (0, "có khoảng trống ngay trước mức «trên 70»")


def test_a_single_number_held_twice_is_an_overlap():
    (fault,) = faults(between(70, None), between(None, 70))
    assert fault == (0, "mức «từ 70 trở lên» chồng lên mức «đến 70»")


def test_a_stretch_inside_another_is_an_overlap_and_hides_no_later_gap():
    found = faults(between(0, 80), between(10, 20), between(90, 100))
    assert found == [
        (1, "mức «từ 10 đến 20» chồng lên mức «từ 0 đến 80»"),
        (2, "có khoảng trống ngay trước mức «từ 90 đến 100»"),
    ]


def test_the_ends_of_the_domain_are_covered_too():
    assert faults(between(1, 100)) == [(0, "có khoảng trống ngay trước mức «từ 1 đến 100»")]
    assert faults(between(0, 100, "(]")) == [(0, "có khoảng trống ngay trước mức «trên 0 đến 100»")]
    assert faults(between(0, 100, "[)")) == [(0, "các mức không phủ hết «từ 0 đến 100»")]
    assert faults(between(0, 99)) == [(0, "các mức không phủ hết «từ 0 đến 100»")]
    assert faults(between(0, 99), domain=between(0, None)) == [
        (0, "các mức không phủ hết «từ 0 trở lên»")
    ]
    assert faults(between(0, None), domain=Interval()) == [
        (0, "có khoảng trống ngay trước mức «từ 0 trở lên»")
    ]


def test_reaching_beyond_the_domain_is_no_fault():
    assert faults(between(-5, 50), between(50, 500, "(]")) == []


def test_an_empty_stretch_is_told_and_the_others_are_still_held_together():
    assert faults(between(0, 100), between(9, 3)) == [
        (1, "mức «từ 9 đến 3» không chứa giá trị nào")
    ]


COUNTS = Interval(Fraction(0))


@pytest.mark.parametrize(
    ("first", "second", "sound"),
    [
        (between(0, 1), between(2, None), True),
        (between(0, 2, "[)"), between(2, None), True),
        (between(0, 1), between(1, None, "(]"), True),
        (between(0, "1.5"), between("1.5", None), True),
        (between(0, 1), between(3, None), False),
        (between(0, 2), between(2, None), False),
        (between(0, 1), between(2, None, "(]"), False),
    ],
)
def test_between_whole_numbers_there_is_nothing_to_cover(first: Interval, second: Interval, sound):
    assert (faults(second, first, domain=COUNTS, integers=True) == []) is sound


def test_between_other_numbers_there_is():
    assert faults(between(0, 1), between(2, None), domain=COUNTS) == [
        (1, "có khoảng trống ngay trước mức «từ 2 trở lên»")
    ]
