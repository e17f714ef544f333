"""The JSON shapes of facts and of the records behind them; docs/cli.md describes them.

Apart from the other shapes, whose criteria take longer to load than most facts to count.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from parindex.engine.values.facts import Fact
from parindex.engine.values.numbers import round_half_up

if TYPE_CHECKING:
    from parindex.services.drilldown import Page

_FACT_PLACES = 6


def fact_json(fact: Fact) -> dict[str, Any]:
    """One fact; `value` is rounded for reading, the pair is the truth, `note` tells what is lacking."""
    value = fact.value
    return {
        "measure": fact.measure,
        "level": fact.level.value if fact.level else None,
        "unit": fact.unit,
        **dict(fact.groups),
        "from": fact.period.first.isoformat(),
        "to": fact.period.last.isoformat(),
        "numerator": fact.numerator,
        "denominator": fact.denominator,
        "value": None if value is None else f"{round_half_up(value, _FACT_PLACES):f}",
        "missing": fact.missing,
        "simulated": fact.simulated,
        "note": fact.gap or None,
        "stood_in": [each.unit for each in fact.stood_in],
    }


def page_json(page: Page) -> dict[str, Any]:
    """A page of the records behind a number; dates and moments in ISO."""
    return {
        "total": page.total,
        "page": page.number,
        "page_size": page.size,
        "note": page.note or None,
        "rows": [
            dict(zip(page.columns, map(_record_value, row), strict=True)) for row in page.rows
        ],
    }


def _record_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
