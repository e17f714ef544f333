"""A criteria set: what is judged, what it is worth, by which rule, on what legal ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from parindex.engine.criteria.hashing import content_hash
from parindex.engine.criteria.inputs import AnyInput, ScoreInput
from parindex.engine.rules.bands import Stretch
from parindex.engine.rules.base import Context, Data, Exact
from parindex.engine.rules.kinds import AnyRule
from parindex.engine.values.facts import Level
from parindex.engine.values.inputs import Input
from parindex.engine.values.numbers import exact
from parindex.engine.values.periods import vietnamese_date


def _text_code(value: Any) -> Any:
    # 1.10 unquoted is a number to YAML; the loader keeps its digits, so nothing is lost.
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


Code = Annotated[str, BeforeValidator(_text_code), Field(min_length=1, max_length=40)]
Words = Annotated[str, Field(min_length=1)]
Year = Annotated[StrictInt, Field(ge=2000, le=2100)]


class Source(StrEnum):
    """Where a component's score comes from; the second cut of the same points."""

    SELF_ASSESSED = "self_assessed"
    MANAGER_SURVEY = "manager_survey"
    SIPAS = "sipas"
    SOCIO_ECONOMIC = "socio_economic"
    OTHER_INDEX = "other_index"

    @property
    def vietnamese(self) -> str:
        return _SOURCE_NAMES[self]

    @property
    def is_survey(self) -> bool:
        """Whether the score arrives from a survey held after the self-assessment."""
        return self in {Source.MANAGER_SURVEY, Source.SIPAS}


_SOURCE_NAMES = {
    Source.SELF_ASSESSED: "Tự đánh giá, thẩm định",
    Source.MANAGER_SURVEY: "Khảo sát lãnh đạo, quản lý",
    Source.SIPAS: "Chỉ số hài lòng (SIPAS)",
    Source.SOCIO_ECONOMIC: "Thống kê kinh tế - xã hội",
    Source.OTHER_INDEX: "Kết quả của chỉ số khác",
}


class RoundAt(StrEnum):
    """The level at which figures are rounded before they are added further."""

    COMPONENT = "component"
    CRITERION = "criterion"
    FIELD = "field"
    TOTAL = "total"


class Basis(StrEnum):
    """Whether ranks and ratings look at the exact total or at the figure as printed."""

    EXACT = "exact"
    ROUNDED = "rounded"


class NotApplicablePolicy(StrEnum):
    """What becomes of the points of components that do not apply.

    REBASE: left out, and the total is put back on the full scale (quy về thang điểm đầy đủ).
    EXCLUDE: left out, and the maximum shrinks by them.
    """

    REBASE = "rebase"
    EXCLUDE = "exclude"


class LegalBasis(Data):
    """A document the set rests on."""

    number: Words
    date: dt.date
    issuer: Words
    title: str = ""

    def __str__(self) -> str:
        return f"{self.number} ngày {vietnamese_date(self.date)} của {self.issuer}"


class Reference(Data):
    """The clause a component rests on."""

    document: Words
    date: dt.date | None = None
    clause: Words

    def __str__(self) -> str:
        dated = f" ngày {vietnamese_date(self.date)}" if self.date else ""
        return f"{self.clause}, {self.document}{dated}"


class EvidenceAsked(Data):
    """A document that proves the answer (tài liệu kiểm chứng)."""

    kind: Words
    mandatory: StrictBool = True


class Measured(Data):
    """The measure that fills the input from records, over the named levels (none: all)."""

    name: str
    levels: tuple[Level, ...] = ()


class PlanTarget(Data):
    """The plan's task, and within it the scope, whose target this component answers."""

    task: str
    scope: str = ""


class Component(Data):
    """Tiêu chí thành phần: the smallest thing that is scored."""

    code: Code
    title: Words
    max: Exact
    source: Source
    rule: AnyRule
    input: AnyInput
    self_scored: StrictBool = True
    measure: Measured | None = None
    evidence: tuple[EvidenceAsked, ...] = ()
    applies_to: tuple[str, ...] = ()
    reference: Reference
    target: PlanTarget | None = None
    verified: StrictBool

    def context(self, previous: Input | None = None, best: Exact | None = None) -> Context:
        """What the rule may know when it scores this component."""
        return Context(
            max_points=self.max,
            kind=self.input.kind,
            unit=self.input.unit,
            highest=self.input.highest,
            previous=previous,
            best=best,
        )

    def applies(self, group: str | None) -> bool:
        """Whether a subject of the group is asked for this component at all."""
        return not self.applies_to or group is None or group in self.applies_to


class Criterion(Data):
    """Tiêu chí: components under one heading."""

    code: Code
    title: Words
    max: Exact
    components: tuple[Component, ...]


class CriteriaField(Data):
    """Lĩnh vực. One `outside_base` is a bonus or penalty block beside the set's maximum.

    Such a block has its own bounds: `max` above and `lowest` below, whatever its parts add up to.
    """

    code: Code
    title: Words
    max: Exact
    lowest: Exact = exact(0)
    outside_base: StrictBool = False
    criteria: tuple[Criterion, ...]

    @property
    def components(self) -> Iterator[Component]:
        for criterion in self.criteria:
            yield from criterion.components


class Rating(Stretch):
    """A rating (xếp loại) and the percentages of the maximum that earn it."""

    label: Words


class Years(Data):
    """First and last year the set is valid for; an open end is still in force."""

    first: Year
    last: Year | None = None

    def __str__(self) -> str:
        if self.last is None:
            return f"từ năm {self.first}"
        return f"năm {self.first}" if self.first == self.last else f"{self.first}–{self.last}"

    def __contains__(self, year: object) -> bool:
        return (
            isinstance(year, int)
            and year >= self.first
            and (self.last is None or year <= self.last)
        )


class WorkedExample(Data):
    """An example calculated by hand that comes with a set, in the form of an inputs file.

    `expect` gives for each subject the points of components as decimal or fraction text and,
    under `total`, of the whole; a lone subject needs no name.
    """

    title: str
    inputs: dict[str, Any]
    expect: dict[str, Any]


class EarlierSet(Data):
    """A set that judged the same before; `codes` gives this set's code → the earlier one's.

    A code that is not named stood under the same code.
    """

    set_id: Annotated[Code, Field(alias="set")]
    codes: dict[Code, Code] = Field(default_factory=dict)


class CriteriaSet(Data):
    """A whole set, immutable; `content_hash` names exactly this meaning."""

    id: Code
    version: Code
    title: Words
    verified: StrictBool
    notes: str = ""
    legal_basis: tuple[LegalBasis, ...]
    years: Years
    unit_group: Words
    max: Exact
    places: Annotated[StrictInt, Field(ge=0, le=6)]
    round_at: RoundAt
    rank_on: Basis
    band_on: Basis
    not_applicable: NotApplicablePolicy
    ratings: tuple[Rating, ...] = ()
    fields: tuple[CriteriaField, ...]
    # A set that names no earlier one keeps the hash it had before this could be said.
    earlier: Annotated[tuple[EarlierSet, ...], Field(exclude_if=lambda named: not named)] = ()
    # Examples illustrate the set and do not change it, so they stay out of its hash.
    examples: Annotated[tuple[WorkedExample, ...], Field(exclude=True)] = ()

    @property
    def components(self) -> Iterator[Component]:
        for each in self.fields:
            yield from each.components

    @cached_property
    def by_code(self) -> dict[str, Component]:
        return {component.code: component for component in self.components}

    def stood_as(self, code: str) -> dict[str, str]:
        """Set → code under which the component stood in this set and in each earlier one."""
        return {self.id: code, **{each.set_id: each.codes.get(code, code) for each in self.earlier}}

    @property
    def looking_back(self) -> tuple[str, ...]:
        """The codes of the components whose rule compares with the year before."""
        return tuple(each.code for each in self.components if each.rule.looks_back)

    @property
    def linked_sets(self) -> tuple[str, ...]:
        """The ids of the sets whose scores feed components of this one."""
        asked = [each.input for each in self.components]
        return tuple(each.set_id for each in asked if isinstance(each, ScoreInput))

    @property
    def content_hash(self) -> str:
        """SHA-256 over the meaning: layout, comments and the order of keys do not count."""
        return content_hash(self)


def verified_words(criteria_set: CriteriaSet) -> str:
    """What screens and papers say of the set's standing against the official text."""
    if criteria_set.verified:
        return "Đã đối chiếu với văn bản chính thức"
    return "Bộ chỉ số mẫu, chưa đối chiếu với văn bản chính thức"
