"""What a cell says is what somebody would have chosen in the form, or nothing that we know."""

from __future__ import annotations

import pytest
from django import forms

from parindex.apps.criteria.sheets import choice_of

ENDS = forms.ChoiceField(choices=[("dat", "Đạt"), ("khong", "Chưa đạt")])
LEVELS = forms.ChoiceField(choices=[("full", "Đáp ứng đầy đủ"), ("part", "Đáp ứng một phần")])
CASES = forms.ChoiceField(choices=[("so_lieu", "Có số liệu"), ("na", "Không áp dụng")])


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (ENDS, "x", "dat"),
        (ENDS, "ĐẠT", "dat"),
        (ENDS, "Không", "khong"),
        (ENDS, "Sai", "khong"),
        (LEVELS, "đáp ứng một phần", "part"),
        # Two levels are no yes and no: who writes «Không» does not mean «một phần».
        (LEVELS, "Không", None),
        (LEVELS, "x", None),
        (CASES, "Không", None),
        (CASES, "không áp dụng", "na"),
    ],
)
def test_yes_and_no_are_read_where_the_ends_are_yes_and_no(
    field: forms.ChoiceField, text: str, value: str | None
) -> None:
    assert choice_of(field, text) == value
