"""The options that name a period: a year, a half, a quarter, a month, or two days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import click

from parindex.engine.values.periods import Period, half_of, month_of, quarter_of, year_of
from parindex.engine.values.problems import BadInput

_Command = TypeVar("_Command", bound=Callable[..., Any])

PERIOD_OPTIONS = ("year", "half", "quarter", "month", "first", "last")
"""The keywords under which a command gets the options."""

_YEARS = range(2000, 2101)


def period_options(command: _Command) -> _Command:
    """Add the options; the command gets them as keywords for `period_of`."""
    for option in reversed(
        (
            click.option(
                "--year",
                type=click.IntRange(_YEARS[0], _YEARS[-1]),
                metavar="NĂM",
                help="Cả năm: 2023.",
            ),
            click.option("--half", metavar="NĂM-H1|H2", help="Nửa năm: 2023-H1."),
            click.option("--quarter", metavar="NĂM-Q1…Q4", help="Quý: 2023-Q2."),
            click.option("--month", metavar="NĂM-THÁNG", help="Tháng: 2023-05."),
            click.option("--from", "first", metavar="NGÀY", help="Từ ngày (cùng --to)."),
            click.option("--to", "last", metavar="NGÀY", help="Đến hết ngày (cùng --from)."),
        )
    ):
        command = option(command)
    return command


def period_of(told: Mapping[str, int | str | None]) -> Period:
    """The one period that the options name; `BadInput` if they name none, or more than one."""
    given = {name: str(value) for name, value in told.items() if value}
    if set(given) == {"first", "last"}:
        return _between(day_of("--from", given["first"]), day_of("--to", given["last"]))
    if len(given) == 1:
        ((name, value),) = given.items()
        if name in _PATTERNS:
            return _named(name, value)
    raise BadInput.of(
        "kỳ tính",
        "cần đúng một kỳ",
        "Hãy dùng một trong: --year 2023, --half 2023-H1, --quarter 2023-Q2, --month 2023-05,"
        " hoặc --from 2023-01-01 --to 2023-03-15",
    )


def day_of(option: str, value: str) -> date:
    """A day written `2023-12-31` or `31/12/2023`."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value.strip())
    local = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value.strip())
    parts = iso.groups() if iso else local.groups()[::-1] if local else None
    try:
        if parts is not None:
            year, month, day = map(int, parts)
            return date(year, month, day)
    except ValueError:
        pass  # no such day
    raise BadInput.of(
        f"{option} {value}",
        "không phải là một ngày",
        "Hãy viết ngày dạng 2023-12-31 hoặc 31/12/2023",
    )


def _between(first: date, last: date) -> Period:
    if last < first:
        raise BadInput.of("kỳ tính", "ngày cuối nằm trước ngày đầu", "Hãy đổi lại --from và --to")
    return Period(first, last)


_PATTERNS: dict[str, tuple[str, str, Callable[..., Period]]] = {
    "year": (r"(\d{4})", "2023", year_of),
    "half": (r"(\d{4})-H([12])", "2023-H1", half_of),
    "quarter": (r"(\d{4})-Q([1-4])", "2023-Q2", quarter_of),
    "month": (r"(\d{4})-(0?[1-9]|1[0-2])", "2023-05", month_of),
}


def _named(name: str, value: str) -> Period:
    pattern, sample, made = _PATTERNS[name]
    found = re.fullmatch(pattern, value.strip().upper())
    numbers = list(map(int, found.groups())) if found else []
    if not numbers or numbers[0] not in _YEARS:
        raise BadInput.of(
            f"--{name} {value}",
            f"không đúng dạng, hoặc năm nằm ngoài khoảng {_YEARS[0]}–{_YEARS[-1]}",
            f"Hãy viết như --{name} {sample}",
        )
    return made(*numbers)
