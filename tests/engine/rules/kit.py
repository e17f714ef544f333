"""Build rules from the YAML a person would write, and score one input with them."""

from __future__ import annotations

from fractions import Fraction

from pydantic import TypeAdapter

from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.rules.base import Context, Rule
from parindex.engine.rules.kinds import AnyRule
from parindex.engine.values.inputs import Input, InputKind

_RULE = TypeAdapter(AnyRule)


def rule(text: str) -> Rule[Input]:
    return _RULE.validate_python(parse_yaml(text, "thử").data)


def context(
    kind: InputKind, most: str = "1", unit: str = " %", highest: int | None = None, **known: object
) -> Context:
    top = 100 if unit == " %" and highest is None else highest
    return Context(
        max_points=Fraction(most),
        kind=kind,
        unit=unit,
        highest=None if top is None else Fraction(top),
        **known,
    )


RATE = context(InputKind.RATE)
COUNT = context(InputKind.COUNT, unit=" lần")


def faults(text: str, given: Context) -> list[str]:
    """What `check` says of a rule, as sentences."""
    return [fault.what for fault in rule(text).check(given)]
