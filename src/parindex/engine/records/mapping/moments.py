"""SQL that reads a moment from text: in the formats of a mapping, its time zone, or its own offset."""

from __future__ import annotations

from collections.abc import Sequence

from parindex.engine.records.database import literal, literals
from parindex.engine.records.mapping.formats import FORMATS
from parindex.engine.records.mapping.zones import VIETNAM, in_vietnam

_LOCAL_OFFSET = 7 * 3600 * 1_000_000
"""Asia/Ho_Chi_Minh is UTC+7 all year, in microseconds."""

_WITH_OFFSET = r"\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$"


def moment(
    text: str, formats: Sequence[str] = FORMATS, zone: str = VIETNAM, *, until_evening: bool = False
) -> str:
    """SQL for the TIMESTAMP in Vietnamese time that a text expression tells; NULL if it tells none.

    A time that names its offset is taken at its word; one that does not is a time of `zone`. A day
    without a time belongs to no zone and stays that day; `until_evening` reads it as its last second.
    """
    read = f"try_strptime({text}, [{literals(formats)}])"
    if tuple(formats) == FORMATS:
        read = f"coalesce({_quickly(text)}, {read})"
    has_time = _has_time(text, formats)
    if zone != VIETNAM:
        read = f"CASE WHEN {has_time} THEN {in_vietnam(read, zone)} ELSE {read} END"
    if until_evening:
        read += f" + to_seconds(CASE WHEN {has_time} THEN 0 ELSE 86399 END)"
    shifted = f"make_timestamp(epoch_us(try_cast({text} AS TIMESTAMPTZ)) + {_LOCAL_OFFSET})"
    return (
        f"(CASE WHEN length({text}) > 16 AND regexp_matches({text}, {literal(_WITH_OFFSET)})"
        f" THEN {shifted} ELSE {read} END)::TIMESTAMP"
    )


def _quickly(text: str) -> str:
    """SQL that reads the usual formats without trying one after the other, which takes ten times as long."""
    turned = f"{text}[7:10] || '-' || {text}[4:5] || '-' || {text}[1:2] || {text}[11:]"
    return (
        f"try_cast(CASE WHEN {text}[3] IN ('/', '-') AND {text}[6] = {text}[3] THEN {turned}"
        f" ELSE {text} END AS TIMESTAMP)"
    )


def _has_time(text: str, formats: Sequence[str]) -> str:
    """SQL that is true of a text that tells more than a day."""
    found = f"contains({text}, ':')"
    if any("%H" in pattern and ":" not in pattern for pattern in formats):
        # 20231008080500: eight digits are the day.
        found = f"({found} OR regexp_matches({text}, '[0-9]{{10}}'))"
    return found
