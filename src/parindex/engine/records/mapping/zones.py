"""Times without an offset, told in the time zone of the source, moved to Vietnamese time.

The time-zone rules are those of ICU, which is compiled into DuckDB; nothing is downloaded, and no
time-zone files of the operating system are needed.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

import duckdb

from parindex.engine.records.database import literal

VIETNAM = "Asia/Ho_Chi_Minh"
"""The time zone in which records are kept; UTC+7 all year."""

_VIETNAM_OFFSET = 7 * 3600
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_UTC = ("UTC", "GMT", "Z")
_FARTHEST = 14 * 3600


def in_vietnam(moment: str, zone: str) -> str:
    """SQL for a naive TIMESTAMP expression of a zone, as naive TIMESTAMP in Asia/Ho_Chi_Minh.

    `zone` is an IANA name or an offset (`+09:00`, `UTC+9`). A time that a zone skips in spring is
    read as the same instant counted from before the change; a time that occurs twice in autumn is
    the second one (winter time). ValueError if the zone is not known.
    """
    if zone == VIETNAM:
        return moment
    seconds = _fixed(zone)
    if seconds is not None:
        return f"({moment} + to_seconds({_VIETNAM_OFFSET - seconds}))"
    if zone not in zone_names():
        raise ValueError(zone)
    return f"timezone({literal(VIETNAM)}, timezone({literal(zone)}, {moment}))"


def is_zone(zone: str) -> bool:
    """Whether `in_vietnam` knows the zone."""
    return _fixed(zone) is not None or zone in zone_names()


def similar_zones(zone: str) -> list[str]:
    """Up to three names that a misspelt zone may have meant."""
    return get_close_matches(zone, sorted(zone_names()), 3)


@cache
def zone_names() -> frozenset[str]:
    """The IANA names that the database knows."""
    with duckdb.connect() as connection:
        found = connection.execute("SELECT name FROM pg_timezone_names()").fetchall()
    return frozenset(str(name) for (name,) in found)


def _fixed(zone: str) -> int | None:
    """Seconds east of Greenwich of a zone given as an offset, None if it is not one."""
    if zone.upper() in _UTC:
        return 0
    told = _OFFSET.fullmatch(zone.replace(" ", ""))
    if told is None:
        return None
    sign, hours, minutes = told.groups()
    seconds = int(hours) * 3600 + int(minutes or 0) * 60
    if seconds > _FARTHEST:
        return None
    return -seconds if sign == "-" else seconds
