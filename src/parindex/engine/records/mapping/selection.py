"""SQL for the text of a field, taken from the columns of a source as a mapping says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from parindex.engine.records.conversion import clean_text
from parindex.engine.records.database import literal
from parindex.engine.records.mapping.model import Combine, SourceMapping
from parindex.engine.records.mapping.moments import moment
from parindex.engine.records.schema import Field


def field_text(field: Field, mapping: SourceMapping, columns: Mapping[str, str]) -> str:
    """The text of a field: cleaned, its value table applied, the right one of several columns.

    `columns` gives for each name in the header the column of the relation that holds it; the mapping
    is spelled as the header (`SourceMapping.matched`). A field that nothing fills has its constant
    or NULL.
    """
    texts = [
        clean_text(columns[name], mapping.columns[name])
        for name in mapping.sources_of(field.name)
        if name in columns
    ]
    if not texts:
        constant = mapping.constants.get(field.name)
        return "NULL" if constant is None else literal(constant)
    rule = mapping.combine.get(field.name, Combine.FIRST_GIVEN)
    if rule is Combine.FIRST_GIVEN:
        return f"coalesce({', '.join(texts)})" if len(texts) > 1 else texts[0]
    return reduce(lambda one, other: _of_two(one, other, rule, field, mapping), texts)


def _of_two(one: str, other: str, rule: Combine, field: Field, mapping: SourceMapping) -> str:
    """The text that tells the later (earlier) moment; one that tells none wins, so that it is refused."""
    first, second = (
        moment(text, mapping.formats, mapping.time_zone, until_evening=field.until_evening)
        for text in ("x[1]", "x[2]")
    )
    beats = ">" if rule is Combine.LATEST else "<"
    choice = (
        "CASE WHEN x[2] IS NULL THEN x[1] WHEN x[1] IS NULL THEN x[2]"
        f" WHEN {first} IS NULL THEN x[1] WHEN {second} IS NULL THEN x[2]"
        f" WHEN {second} {beats} {first} THEN x[2] ELSE x[1] END"
    )
    # A list of one pair names the two texts once, however long the expressions behind them are.
    return f"list_transform([[{one}, {other}]], lambda x: {choice})[1]"
