"""Scoring a year by the sets of that year."""

import pytest

from parindex.engine.criteria.library import find_set
from parindex.engine.values.problems import BadInput
from parindex.services.assessment import Records, assess


def test_a_set_judges_only_the_years_it_is_valid_in(tmp_path):
    """kh-839-2023 is for 2023 alone, and the linked qd-766-2022 for 2022 and later."""
    with pytest.raises(BadInput) as refused:
        assess(find_set("kh-839-2023"), records=Records(tmp_path, 2021))
    assert [(each.where, each.what) for each in refused.value.problems] == [
        ("bộ chỉ số kh-839-2023", "không áp dụng cho năm 2021 (áp dụng năm 2023)"),
        ("bộ chỉ số qd-766-2022", "không áp dụng cho năm 2021 (áp dụng từ năm 2022)"),
    ]
