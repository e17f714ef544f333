"""The self-assessment report as data: exact numbers, no layout, no rounding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.model import NotApplicablePolicy, RoundAt
from parindex.engine.official.office import OfficeDetails
from parindex.engine.official.opinions import Consultation
from parindex.engine.scoring.scorecard import State, Totals


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every annex page names, so that a printed figure leads back to its run.

    `chain` is the head of the chain of events that led to it, where a site recorded them.
    """

    set_id: str
    set_version: str
    set_title: str
    set_hash: str
    verified: bool
    run_id: str
    inputs_hash: str
    facts_hash: str
    engine: str
    at: datetime
    by: str
    year: int | None
    simulated: bool
    chain: str = ""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """The totals of one field or one source of score."""

    code: str
    label: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Summary:
    """The result at a glance.

    `counted` holds the fields' totals before they are put back on the full scale; it equals
    `overall` where nothing was left out.
    """

    by_field: tuple[SummaryLine, ...]
    by_source: tuple[SummaryLine, ...]
    counted: Totals
    overall: Totals
    rating: str | None
    complete: bool

    @property
    def rebased(self) -> bool:
        return self.counted != self.overall


@dataclass(frozen=True, slots=True)
class Standing:
    """A subject's place among those scored together."""

    place: int
    subject: str
    totals: Totals
    rating: str | None
    complete: bool


class FindingKind(StrEnum):
    """What may stand out; the report lists the kinds in this order."""

    BELOW_MAXIMUM = "below_maximum"
    MISSING_INPUT = "missing_input"
    WAITING_FOR_SURVEY = "waiting_for_survey"
    OVERRIDDEN = "overridden"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands out; `code` is the component's, or the number of a cited document.

    `points` is None where nothing was scored, `max` where no component is concerned.
    """

    kind: FindingKind
    code: str
    title: str
    text: str
    points: Fraction | None = None
    max: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Giải trình for one component; `text` is empty where the office still has to write it."""

    code: str
    title: str
    missing: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component in the score table; `counted` is what enters the sums.

    `counted` differs from the exact `points` only where the set rounds components before adding.
    """

    code: str
    title: str
    source: str
    max: Fraction
    points: Fraction | None
    counted: Totals
    state: State
    input: str
    reason: str
    evidence: tuple[str, ...]
    evidence_missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionRows:
    code: str
    title: str
    totals: Totals
    components: tuple[ComponentRow, ...]


@dataclass(frozen=True, slots=True)
class FieldRows:
    """A field; one outside the base is a bonus or penalty block between `lowest` and `max`."""

    code: str
    title: str
    max: Fraction
    lowest: Fraction
    outside_base: bool
    totals: Totals
    criteria: tuple[CriterionRows, ...]


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The whole table, and the rules by which its parts were added and are printed."""

    fields: tuple[FieldRows, ...]
    places: int
    round_at: RoundAt
    not_applicable: NotApplicablePolicy
    full_scale: Fraction

    @property
    def components(self) -> tuple[ComponentRow, ...]:
        return tuple(
            component
            for field in self.fields
            for criterion in field.criteria
            for component in criterion.components
        )


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of the plan beside what was reached.

    `component` is the code that answers it (empty where none does); `met` is None while nothing
    can be said.
    """

    ref: str
    text: str
    required: str
    component: str
    reached: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact behind an input: counts of records, None as denominator for a plain count."""

    measure: str
    scope: str
    period: str
    numerator: int
    denominator: int | None
    missing: int
    lake: str
    stood_in: str = ""


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """How one component came to its points, down to the records; `points` exact."""

    code: str
    title: str
    state: State
    points: Fraction | None
    max: Fraction
    rule: str
    input: str
    origin: str
    facts: tuple[FactLine, ...]
    trace: str
    reference: str
    verified: bool


@dataclass(frozen=True, slots=True)
class LinkedResult:
    """The scorecard of another set that fed a component of this one."""

    set_id: str
    set_version: str
    set_title: str
    set_hash: str
    verified: bool
    places: int
    overall: Totals
    entries: tuple[TraceEntry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the three writers print.

    `subject` is the name shown for the subject assessed; `plan` names the plan (empty without
    one); `date` is None until the registry fills it in.
    """

    office: OfficeDetails
    subject: str
    plan: str
    bases: tuple[str, ...]
    summary: Summary
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]
    explanations: tuple[Explanation, ...]
    proposals: tuple[str, ...]
    table: ScoreTable
    targets: tuple[TargetRow, ...]
    tasks_without_target: tuple[str, ...]
    traces: tuple[TraceEntry, ...]
    linked: tuple[LinkedResult, ...]
    stamp: Stamp
    consultations: tuple[Consultation, ...] = ()

    @property
    def date(self) -> date | None:
        return self.office.date
