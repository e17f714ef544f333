"""Times of other zones in Vietnamese time (UTC+7), computed by hand from the published offsets."""

from __future__ import annotations

import pytest

from parindex.engine.records.mapping.zones import in_vietnam, is_zone, similar_zones
from tests.engine.records.mapping.kit import moment, value_of


@pytest.mark.parametrize(
    ("zone", "told", "here"),
    [
        ("Asia/Ho_Chi_Minh", "2025-07-01 12:00", "2025-07-01 12:00"),
        ("UTC", "2025-07-01 18:30", "2025-07-02 01:30"),
        ("Z", "2025-07-01 00:00", "2025-07-01 07:00"),
        ("+07:00", "2025-07-01 12:00", "2025-07-01 12:00"),
        ("UTC+9", "2025-07-01 12:00", "2025-07-01 10:00"),
        ("GMT-03:30", "2025-07-01 12:00", "2025-07-01 22:30"),
        ("+0530", "2025-07-01 12:00", "2025-07-01 13:30"),
        # New York: UTC-5 in winter, UTC-4 from 9 March to 2 November 2025.
        ("America/New_York", "2025-01-15 12:00", "2025-01-16 00:00"),
        ("America/New_York", "2025-07-15 12:00", "2025-07-15 23:00"),
        ("America/New_York", "2025-03-09 01:59", "2025-03-09 13:59"),
        ("America/New_York", "2025-03-09 03:00", "2025-03-09 14:00"),
        # 02:30 is skipped: half an hour after 01:59:59 is 07:30 UTC.
        ("America/New_York", "2025-03-09 02:30", "2025-03-09 14:30"),
        # 01:30 occurs at 05:30 and at 06:30 UTC; the second is meant.
        ("America/New_York", "2025-11-02 01:30", "2025-11-02 13:30"),
        # Paris: UTC+1 in winter, UTC+2 from 26 March to 29 October 2023.
        ("Europe/Paris", "2023-03-26 01:59", "2023-03-26 07:59"),
        ("Europe/Paris", "2023-03-26 03:00", "2023-03-26 08:00"),
        # Lord Howe moves by half an hour: UTC+11 in summer, UTC+10:30 in winter.
        ("Australia/Lord_Howe", "2023-01-10 12:00", "2023-01-10 08:00"),
        ("Australia/Lord_Howe", "2023-07-10 12:00", "2023-07-10 08:30"),
    ],
)
def test_a_naive_time_of_a_zone(zone: str, told: str, here: str) -> None:
    assert value_of(in_vietnam("t::TIMESTAMP", zone), t=told) == moment(here)


def test_nothing_stays_nothing() -> None:
    for zone in ("+09:00", "Europe/Paris", "Asia/Ho_Chi_Minh"):
        assert value_of(in_vietnam("t::TIMESTAMP", zone), t=None) is None


def test_zones_that_are_none() -> None:
    for wrong in ("Asia/Hanoi", "+15:00", "UTC+7:75", "", "7"):
        assert not is_zone(wrong)
    with pytest.raises(ValueError, match="Asia/Hanoi"):
        in_vietnam("t", "Asia/Hanoi")
    assert "Asia/Ho_Chi_Minh" in similar_zones("Asia/HoChiMinh")
