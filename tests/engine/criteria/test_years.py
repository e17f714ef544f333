"""The years of a set in words, as a refusal tells them."""

import pytest

from parindex.engine.criteria.model import Years


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(2022, None, "từ năm 2022"), (2023, 2023, "năm 2023"), (2022, 2023, "2022–2023")],
)
def test_years_in_words(first, last, told):
    assert str(Years(first=first, last=last)) == told
