"""Search without accents and the order of a Vietnamese dictionary."""

from __future__ import annotations

import pytest

from parindex.engine.values.vietnamese import fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ớt", "dang thi ot"),
        ("Ủy ban nhân dân xã Đắk Ơ", "uy ban nhan dan xa dak o"),
        ("  Phòng HC-TC  ", "phong hc tc"),
        ("H00.VP.01", "h00 vp 01"),
        ("Hòa Bình", "hoa binh"),
        ("Hoà Bình", "hoa binh"),
        ("Ho\u0061\u0300 Bi\u0300nh", "hoa binh"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


IN_ORDER = (
    # Letters first: a ă â b c d đ e ê … o ô ơ … u ư …
    ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Em", "Êm", "On", "Ôn", "Ơn", "Un", "Ưn", "Vân"],
    # Then tones, as dictionaries order them: level, huyền, hỏi, ngã, sắc, nặng.
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    # A letter further on decides before a tone that stands earlier.
    ["má", "mai", "mài", "man"],
    # A shorter word before the longer one that it begins, and a blank before any letter.
    ["Phòng", "Phòng 1", "Phòng 2", "Phòng Tổng hợp", "Phòngg"],
    ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Ủy ban", "Văn phòng"],
)
"""By the alphabet as schools teach it."""


@pytest.mark.parametrize("words", IN_ORDER, ids=lambda words: words[0])
def test_order(words: list[str]) -> None:
    assert sorted(sorted(words), key=sort_key) == words


@pytest.mark.parametrize("words", IN_ORDER, ids=lambda words: words[0])
def test_keys_hold_only_what_every_collation_orders_alike(words: list[str]) -> None:
    assert all(sort_key(word).isalnum() and sort_key(word).isascii() for word in words)
    assert all(sort_key(word) == sort_key(word).lower() for word in words)
