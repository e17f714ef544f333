"""An answer in the shape of an inputs file: read by the engine, kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from parindex.engine.criteria.answers import read_declaration
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.yaml import YamlDocument
from parindex.engine.values.inputs import Input
from parindex.engine.values.numbers import decimal_text, exact
from parindex.engine.values.problems import BadInput

Raw = dict[str, Any]
"""An answer in the shape of an inputs file."""


def read_input(criteria_set: CriteriaSet, code: str, raw: Raw) -> Input:
    """The input that an inputs file would give the component; `BadInput` where it cannot be used."""
    told = read_declaration(YamlDocument("số liệu", {code: raw}, {}), criteria_set)
    value = told.subjects[""][code].value
    if value is None:
        raise BadInput.of(f"mã {code}", "chưa có số liệu", "Hãy điền số liệu")
    return value


def stored(raw: Raw) -> dict[str, Any]:
    """The answer as JSON holds it: decimals as text."""
    return {key: decimal_text(exact(v)) if isinstance(v, Decimal) else v for key, v in raw.items()}


def restored(data: Mapping[str, Any]) -> Raw:
    """The answer again from what `stored` gave."""
    return {key: Decimal(v) if key in _DECIMALS else v for key, v in data.items()}


_DECIMALS = frozenset({"percent", "value", "previous"})
