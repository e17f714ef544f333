"""Date formats as people name them, and moments read with them."""

from __future__ import annotations

import pytest

from parindex.engine.records.mapping.formats import FORMATS, expanded, strptime_pattern
from parindex.engine.records.mapping.moments import moment as moment_sql
from tests.engine.records.mapping.kit import moment, value_of


@pytest.mark.parametrize(
    ("told", "text", "read"),
    [
        ("dd/mm/yyyy", "05/03/2023", "2023-03-05"),
        ("mm/dd/yyyy", "05/03/2023", "2023-05-03"),
        ("MM/DD/YYYY", "05/03/2023 8:05", "2023-05-03 08:05"),
        ("dd/mm/yy", "05/03/23", "2023-03-05"),
        ("dd/mm/yy", "31/12/99", "1999-12-31"),
        ("d.m.yyyy", "5.3.2023", "2023-03-05"),
        ("dd/mm/yyyy hh:mm", "05/03/2023 14:07", "2023-03-05 14:07"),
        ("mm/dd/yyyy hh:mm:ss am/pm", "05/03/2023 02:07:09 PM", "2023-05-03 14:07:09"),
        ("yyyymmdd", "20230305", "2023-03-05"),
        ("%d-%m-%y", "05-03-23", "2023-03-05"),
        ("%Y%m%d%H%M%S", "20230305080501", "2023-03-05 08:05:01"),
        ("dd/mm/yyyy", "13/13/2023", None),
        ("mm/dd/yyyy", "31/03/2023", None),
        ("dd/mm/yyyy hh:mm", "05/03/2023", None),
    ],
)
def test_a_format_that_a_person_names(told: str, text: str, read: str | None) -> None:
    found = value_of(moment_sql("t", expanded([told])), t=text)
    assert found == (None if read is None else moment(read))


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ngày",
        "dd/mm",
        "dd/mm/yyyy/yy",
        "%d/%m",
        "%d/%m/%Q",
        "%d/%m/%Y %",
        "mm/yyyy",
        "%Y%m%d%z",
    ],
)
def test_what_is_no_date_format(wrong: str) -> None:
    assert strptime_pattern(wrong) is None


def test_a_short_year_is_tried_before_a_long_one() -> None:
    read = moment_sql("t", expanded(["dd/mm/yyyy", "dd/mm/yy"]))
    assert value_of(read, t="05/03/23") == moment("2023-03-05")
    assert value_of(read, t="05/03/2023") == moment("2023-03-05")


def test_day_before_month_unless_told() -> None:
    assert value_of(moment_sql("t", FORMATS), t="05/03/2023") == moment("2023-03-05")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # A day belongs to no zone; a time is moved; a time with its own offset is taken at its word.
        ("2023-10-18", "2023-10-18 00:00"),
        ("2023-10-18 23:00", "2023-10-18 21:00"),
        ("2023-10-18T01:05:00Z", "2023-10-18 08:05"),
        ("2023-10-18 08:05:00+07:00", "2023-10-18 08:05"),
    ],
)
def test_the_zone_of_naive_times(text: str, read: str) -> None:
    assert value_of(moment_sql("t", FORMATS, "Asia/Tokyo"), t=text) == moment(read)


def test_a_day_lasts_until_the_evening_where_it_is_a_due_date() -> None:
    read = moment_sql("t", FORMATS, "Asia/Tokyo", until_evening=True)
    assert value_of(read, t="18/10/2023") == moment("2023-10-18 23:59:59")
    assert value_of(read, t="18/10/2023 17:00") == moment("2023-10-18 15:00")


def test_a_time_written_without_colons_is_moved_too() -> None:
    read = moment_sql("t", expanded(["%Y%m%d%H%M%S", "yyyymmdd"]), "UTC")
    assert value_of(read, t="20231018200000") == moment("2023-10-19 03:00")
    assert value_of(read, t="20231018") == moment("2023-10-18 00:00")
