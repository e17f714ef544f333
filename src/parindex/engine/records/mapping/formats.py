"""Date formats: those that are read without being told, and those a person may name.

A person writes a format as a spreadsheet does (`dd/mm/yyyy`, `mm/dd/yy hh:mm`) or in the letters of
strptime (`%d/%m/%Y`). A format of days alone also reads the times that may stand behind a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")

_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S", "T%H:%M:%S.%f")

FORMATS = tuple(day + time for day in _DAYS for time in _TIMES)
"""Date formats read without a mapping; day before month, as Vietnamese offices write."""

_TOKENS = re.compile(r"yyyy|yy|dd?|mm?|hh?|ss?|am/pm|\.0+|[^a-z]", re.IGNORECASE)
_DIRECTIVE = re.compile(r"%(-?[A-Za-z%])")
_DATE_PARTS = ("d", "m")
_YEARS = ("Y", "y")
_CLOCK = ("H", "I", "M", "S", "p", "f")


def expanded(told: Iterable[str]) -> tuple[str, ...]:
    """Formats in strptime's letters, each day alone followed by the same day with a time."""
    found: list[str] = []
    for text in told:
        pattern = strptime_pattern(text)
        if pattern is None:
            raise ValueError(text)
        clock = any(part in _CLOCK for part in _parts(pattern))
        found.extend([pattern] if clock else [pattern + time for time in _TIMES])
    # The year of 05/03/23 would otherwise be read as the year 23.
    return tuple(sorted(dict.fromkeys(found), key=lambda pattern: "%Y" in pattern))


def strptime_pattern(told: str) -> str | None:
    """A format in strptime's letters; None where it does not name day, month and year once each."""
    pattern = told if "%" in told else _from_spreadsheet(told)
    if pattern is None:
        return None
    parts = _parts(pattern)
    known = set(parts) <= {*_DATE_PARTS, *_YEARS, *_CLOCK} and len(set(parts)) == len(parts)
    # A percent sign that opens no directive would be an error inside the database.
    complete = pattern.count("%") == len(parts)
    years = sum(part in _YEARS for part in parts)
    return pattern if known and complete and years == 1 and set(_DATE_PARTS) <= set(parts) else None


def _parts(pattern: str) -> list[str]:
    return [part.lstrip("-") for part in _DIRECTIVE.findall(pattern)]


def _from_spreadsheet(told: str) -> str | None:
    text = told.strip()
    tokens = _TOKENS.findall(text)
    if "".join(tokens) != text:
        return None
    twelve = "am/pm" in text.lower()
    pattern = ""
    clock = False
    for token in tokens:
        letter = token[0].lower()
        clock = clock or letter == "h"
        pattern += _directive(token, letter, clock=clock, twelve=twelve)
    return pattern


def _directive(token: str, letter: str, *, clock: bool, twelve: bool) -> str:
    if letter == "m":
        # As in a spreadsheet: behind the hour the letter stands for minutes.
        return "%M" if clock else "%m"
    if letter == "y":
        return "%Y" if len(token) == 4 else "%y"
    if token.startswith(".0"):
        return ".%f"
    plain = {"d": "%d", "h": "%I" if twelve else "%H", "s": "%S", "a": "%p"}
    return plain.get(letter, token)
