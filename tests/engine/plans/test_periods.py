"""Words about time, with the days that a person would mark in a calendar (plan for 2023)."""

import pytest

from parindex.engine.plans.periods import read_period

CASES = [
    ("Thường xuyên trong năm 2023.", "2023-01-01", "2023-12-31", "continuous"),
    ("THƯỜNG XUYÊN", None, None, "continuous"),
    ("Trước ngày 15/12/2023", None, "2023-12-14", "once"),
    ("trước 31/12/2023", None, "2023-12-30", "once"),
    ("Trước 30/6", None, "2023-06-29", "once"),
    ("Trước tháng 6/2023", None, "2023-05-31", "once"),
    ("đến hết ngày 30/11/2023", None, "2023-11-30", "once"),
    ("Chậm nhất ngày 05 tháng 12 năm 2023", None, "2023-12-05", "once"),
    ("Quý IV/2023", "2023-10-01", "2023-12-31", "once"),
    ("quí IV - 2023", "2023-10-01", "2023-12-31", "once"),
    ("Quý 3", "2023-07-01", "2023-09-30", "once"),
    ("Quý I, II/2024", "2024-01-01", "2024-06-30", None),
    ("Quý I đến quý III", "2023-01-01", "2023-09-30", None),
    ("Tháng 6/2023", "2023-06-01", "2023-06-30", "once"),
    ("Tháng 2/2024", "2024-02-01", "2024-02-29", "once"),
    ("Từ tháng 3 đến tháng 11/2023", "2023-03-01", "2023-11-30", None),
    ("Từ tháng 11 đến tháng 02/2024", "2023-11-01", "2024-02-29", None),
    ("từ ngày 01/3 đến ngày 30/11/2023", "2023-03-01", "2023-11-30", None),
    ("Từ ngày 01/3/2023", "2023-03-01", None, None),
    ("6 tháng đầu năm 2023", "2023-01-01", "2023-06-30", "once"),
    ("06 tháng cuối năm", "2023-07-01", "2023-12-31", "once"),
    ("Trong năm 2023", "2023-01-01", "2023-12-31", None),
    ("Giai đoạn 2021-2025", "2021-01-01", "2025-12-31", None),
    ("hàng tháng", None, None, "monthly"),
    ("Hằng tháng, trước ngày 25", None, None, "monthly"),
    ("định kỳ hàng quý", None, None, "quarterly"),
    ("06 tháng một lần", None, None, "half_yearly"),
    ("hàng năm", None, None, "yearly"),
    ("Hàng quý trong năm 2023", "2023-01-01", "2023-12-31", "quarterly"),
    ("Ngay sau khi có văn bản", None, None, None),
    ("31/02/2023", None, None, None),
    ("Tháng 13/2023", None, None, None),
    ("Từ 01/12/2023 đến 01/3/2023", None, None, None),
    ("Quý II/2023 - Quý IV/2023", "2023-04-01", "2023-12-31", None),
    ("Tháng 3/2023 và tháng 9/2023", "2023-03-01", "2023-09-30", None),
]


@pytest.mark.parametrize(("text", "first", "last", "rhythm"), CASES)
def test_period(text, first, last, rhythm):
    told = read_period(text, 2023).to_json()
    assert (told["from"], told["to"], told["rhythm"]) == (first, last, rhythm)
    assert told["text"] == text.rstrip(".")


def test_without_a_year_there_is_no_date():
    assert read_period("Quý I", None).first is None
