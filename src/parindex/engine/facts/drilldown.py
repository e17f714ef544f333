"""The records behind a number: exactly those that the count counted, by the same answers.

The rows of a group are those of its unit (and of the units that count for it), its level, its
month and its field values, in the period of the question.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal()

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from parindex.engine.facts.compilation import bind, rows_sql
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.facts.grouping import FIELD_OF, Group, check_fields
from parindex.engine.facts.measure import EVERY_LEVEL, Measure
from parindex.engine.facts.session import Question, Session, opened
from parindex.engine.facts.tables import SCOPES
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import identifier, identifiers
from parindex.engine.records.schema import Kind
from parindex.engine.values.problems import BadInput


class Side(StrEnum):
    """Which of the records: those that meet the rule, those it could judge, those it could not."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MISSING = "missing"


_CONDITIONS = {
    Side.NUMERATOR: "value_0",
    Side.DENOMINATOR: "value_0 IS NOT NULL",
    Side.MISSING: "concerned_0 AND value_0 IS NULL",
}


@dataclass(frozen=True, slots=True)
class Records:
    """The records behind one side of one fact, in the order of their key."""

    session: Session
    kind: Kind
    query: str

    @property
    def columns(self) -> tuple[str, ...]:
        """All fields of the kind."""
        return self.kind.names

    def count(self) -> int:
        """How many there are: the fact's number."""
        ((number,),) = self.session.relations.answer(f"SELECT count(*) FROM ({self.query})").rows
        return int(number)

    def page(self, number: int, size: int) -> Sequence[Sequence[Any]]:
        """The rows of page 1, 2, … of so many rows each; none beyond the last page."""
        window = f"{self._ordered} LIMIT {int(size)} OFFSET {(int(number) - 1) * int(size)}"
        return self.session.relations.answer(window).rows

    def all(self) -> Iterator[Sequence[Any]]:
        """Every row, a part of them in memory at a time."""
        return self.session.relations.rows(self._ordered)

    @property
    def _ordered(self) -> str:
        return f"{self.query} ORDER BY {identifiers(self.kind.key)}"


@contextmanager
def records_behind(
    question: Question, measure: Measure, group: Group, side: Side, engine: Engine | None = None
) -> Iterator[Records]:
    """Open the records behind a side of the fact of that measure and group.

    `BadInput` for a unit that the store does not know, a field that the kind does not have, and the
    denominator of a plain count, which has none.
    """
    if side is Side.DENOMINATOR and not measure.rate:
        raise BadInput.of(
            f"phép đo «{measure.name}»",
            "là số đếm, không có mẫu số",
            f"Hãy xem «{Side.NUMERATOR}» hoặc «{Side.MISSING}»",
        )
    check_fields([measure], [name for name, _ in group.values])
    with opened(_narrowed(question, measure, group), [measure], (), engine=engine) as session:
        _check_unit(session, group)
        (scan,) = session.scans
        kind = KINDS[measure.kind]
        conditions = " AND ".join([_CONDITIONS[side], *_of_group(session, measure, group)])
        rows = bind(rows_sql(scan, session.relations.dialect), session.frame_of(scan))
        query = f"SELECT {identifiers(kind.names)} FROM ({rows}) WHERE {conditions}"
        yield Records(session, kind, query)


def _narrowed(question: Question, measure: Measure, group: Group) -> Question:
    """The question about the group's month alone, judged as the whole question judges it."""
    if group.month is None:
        return question
    part = group.part_of(question.period)
    as_of = min(question.as_of, part.last) if measure.placement.lasting else question.as_of
    return replace(question, period=part, as_of=as_of)


def _of_group(session: Session, measure: Measure, group: Group) -> Iterator[str]:
    literal = session.relations.literal
    scopes = []
    if group.unit is not None:
        scopes.append(f"scope_unit = {literal(group.unit)}")
    if group.level is not None:
        scopes.append(f"scope_level = {literal(group.level)}")
    if measure.levels != EVERY_LEVEL:
        levels = ", ".join(map(literal, sorted(measure.levels)))
        scopes.append(f"scope_level IN ({levels})")
    if scopes:
        codes = f"SELECT scope_code FROM {SCOPES} WHERE {' AND '.join(scopes)}"
        yield f"{identifier(KINDS[measure.kind].unit_field)} IN ({codes})"
    for name, value in group.values:
        told = "NULL" if value is None else literal(value)
        yield f"{identifier(FIELD_OF[name])} IS NOT DISTINCT FROM {told}"


def _check_unit(session: Session, group: Group) -> None:
    if group.unit is not None and group.unit not in session.scopes:
        raise BadInput.of(
            f"đơn vị «{group.unit}»",
            "không có trong danh mục đơn vị của kho",
            "Hãy kiểm tra mã đơn vị, hoặc nạp thêm đơn vị vào danh mục (loại units)",
        )
