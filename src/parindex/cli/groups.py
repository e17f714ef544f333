"""A group of records as a person names it on the command line: `channel=online`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parindex.cli.periods import period_of
from parindex.engine.facts.grouping import DIMENSIONS, FIELD_OF, Group
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput


def group_of(only: Sequence[str], unit: str | None, period: Period) -> Group:
    """The group of all the parts named; `BadInput` for a part that names nothing."""
    named = {"unit": unit} if unit else {}
    for part in only:
        name, equals, value = part.partition("=")
        if not equals or name not in DIMENSIONS or name in named:
            raise BadInput.of(
                f"--only {part}",
                "không đọc được, hoặc cách nhóm đã được nêu",
                f"Hãy viết CÁCH_NHÓM=GIÁ_TRỊ, mỗi cách nhóm một lần: {', '.join(DIMENSIONS)}",
            )
        named[name] = value.strip()
    level, month = named.get("level"), named.get("month")
    code = named.get("unit")
    return Group(
        None if level is None else _level(level),
        None if code is None else code.upper(),
        None if month is None else _month(month, period),
        tuple((name, _field(name, named[name])) for name in FIELD_OF if name in named),
    )


def _field(name: str, value: str | None) -> str | None:
    """The value of the field; nothing after the sign stands for rows where it is empty."""
    if not value:
        return None
    return value.upper() if name == "procedure" else value


def _level(value: str) -> Level:
    if value in list(Level):
        return Level(value)
    raise BadInput.of(f"level={value}", "không có cấp này", f"Hãy dùng: {', '.join(Level)}")


def _month(value: str, period: Period) -> date:
    whole = period_of({"month": value})
    if whole.last < period.first or period.last < whole.first:
        raise BadInput.of(
            f"month={value}", f"nằm ngoài kỳ tính {period}", "Hãy chọn một tháng trong kỳ"
        )
    return whole.first
