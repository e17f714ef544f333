"""The long work of rounds, done by the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from parindex.apps.assessments import finishing, handing, opening, packing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.models import Assessment, FrozenRun, Round
from parindex.apps.assessments.opening import Responsible, RoundPlan
from parindex.apps.assessments.queries import assessments_for_pages, rounds, run_with
from parindex.apps.assessments.rules import COORDINATES_ROUND, HANDS_OVER, OVERSEES_ROUND, READS
from parindex.apps.assessments.tables import (
    address_of_assessment,
    address_of_round,
    address_of_round_evidence,
)
from parindex.apps.criteria.queries import published_sets
from parindex.apps.jobs.registry import Last, Outcome, act
from parindex.apps.jobs.working import Work
from parindex.apps.organizations.models import Unit
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A plan of a round by keys; the round gets the job's key."""

    code: str
    title: str
    criteria: UUID
    year: int
    owner: UUID
    units: tuple[UUID, ...]
    phases: Phases
    own_records: bool
    responsible: Mapping[str, tuple[UUID, tuple[UUID, ...]]]

    @classmethod
    def of(cls, plan: RoundPlan) -> OpenRound:
        return cls(
            plan.code,
            plan.title,
            plan.criteria.pk,
            plan.year,
            plan.owner.pk,
            tuple(unit.pk for unit in plan.units),
            plan.phases,
            plan.own_records,
            {
                code: (each.unit.pk, tuple(unit.pk for unit in each.contributors))
                for code, each in plan.responsible.items()
            },
        )

    def plan(self) -> RoundPlan:
        """The plan again, units in their order."""
        units = {unit.pk: unit for unit in Unit.objects.all()}
        return RoundPlan(
            code=self.code,
            title=self.title,
            criteria=published_sets().get(pk=self.criteria),
            year=self.year,
            owner=units[self.owner],
            units=[units[key] for key in self.units],
            phases=self.phases,
            own_records=self.own_records,
            responsible={
                code: Responsible(units[unit], tuple(units[each] for each in helpers))
                for code, (unit, helpers) in self.responsible.items()
            },
        )


@act("assessments.open_round", OpenRound)
def open_round(order: OpenRound, work: Work) -> Last:
    """Units enter some at a time; a second run lets the others enter."""
    made = opening.open_round(order.plan(), by=Actor.of(work.by), key=work.key, say=work.say)
    opening.refresh_round(made, work.say)
    words = f"Đã mở đợt {made.title} cho {len(order.units)} đơn vị."
    return lambda: Outcome(words, address_of_round(made))


@dataclass(frozen=True, slots=True)
class RefreshRound:
    """The standings of a round brought up."""

    round: UUID


@act("assessments.refresh_round", RefreshRound)
def refresh_round(order: RefreshRound, work: Work) -> Last:
    """What was judged before a break is not judged again."""
    round_ = _round(order.round)
    Actor.of(work.by).require(COORDINATES_ROUND, round_)
    opening.refresh_round(round_, work.say)
    words = f"Điểm tạm tính của đợt {round_.title} đã theo số liệu mới nhất."
    return lambda: Outcome(words, address_of_round(round_))


@dataclass(frozen=True, slots=True)
class Freeze:
    """A leader's approval of what was on the screen."""

    assessment: UUID
    seen: int


@act("assessments.freeze", Freeze)
def freeze(order: Freeze, work: Work) -> Last:
    """The report is made; approving it is the last step."""
    work.say("Chấm điểm, lập báo cáo chính thức")
    found = _assessment(order.assessment)
    approve = finishing.freezing(found, order.seen, by=Actor.of(work.by))

    def last() -> Outcome:
        approve()
        words = "Đã phê duyệt. Báo cáo chính thức đã lập xong."
        return Outcome(words, address_of_assessment(found))

    return last


@dataclass(frozen=True, slots=True)
class PackEvidence:
    """The evidence of an assessment as a zip."""

    assessment: UUID


@act(
    "assessments.pack_evidence",
    PackEvidence,
    may_fetch=lambda visitor, order: READS.admits(visitor, _assessment(order.assessment)),
)
def pack_evidence(order: PackEvidence, work: Work) -> Last:
    work.say("Đóng gói minh chứng")
    found = _assessment(order.assessment)
    Actor.of(work.by).require(READS, found)
    with work.room() as folder:
        path = folder / "minh-chung.zip"
        with path.open("w+b") as target:
            packing.pack(found, target)
        work.keep(path, packing.name_of(found))
    words = f"Gói minh chứng của {found.unit} đã sẵn sàng."
    return lambda: Outcome(words, address_of_assessment(found))


@dataclass(frozen=True, slots=True)
class PackRoundEvidence:
    """The evidence of all units of a round as a zip."""

    round: UUID


@act(
    "assessments.pack_round_evidence",
    PackRoundEvidence,
    may_fetch=lambda visitor, order: OVERSEES_ROUND.admits(visitor, _round(order.round)),
)
def pack_round_evidence(order: PackRoundEvidence, work: Work) -> Last:
    round_ = _round(order.round)
    Actor.of(work.by).require(OVERSEES_ROUND, round_)
    with work.room() as folder:
        path = folder / "minh-chung.zip"
        with path.open("w+b") as target:
            count = packing.pack_round(round_, target, work.say)
        work.say("Cất gói minh chứng")
        work.keep(path, packing.name_of_round(round_))
    words = f"Gói minh chứng của đợt {round_.title} đã sẵn sàng: {vietnamese(count)} minh chứng."
    return lambda: Outcome(words, address_of_round_evidence(round_))


@dataclass(frozen=True, slots=True)
class HandOver:
    """The handover file of an approved result."""

    run: UUID


@act(
    "assessments.hand_over",
    HandOver,
    may_fetch=lambda visitor, order: HANDS_OVER.admits(visitor, _run(order.run).assessment),
)
def hand_over(order: HandOver, work: Work) -> Last:
    """The file is made; recording its hash is the last step."""
    work.say("Lập gói bàn giao")
    run = _run(order.run)
    with work.room() as folder:
        path = folder / "ban-giao.zip"
        with path.open("w+b") as target:
            record = handing.packing(run, target, by=Actor.of(work.by))
        work.keep(path, f"ban-giao-{run.assessment.unit.code}-{run.run}.zip")

    def last() -> Outcome:
        record()
        words = f"Gói bàn giao kết quả {run.run} đã sẵn sàng."
        return Outcome(words, address_of_assessment(run.assessment))

    return last


def _assessment(key: UUID) -> Assessment:
    found = assessments_for_pages().filter(pk=key).first()
    if found is None:
        raise _gone("bản tự đánh giá")
    return found


def _round(key: UUID) -> Round:
    return rounds().get(pk=key)


def _run(key: UUID) -> FrozenRun:
    found = run_with(key)
    if found is None:
        raise _gone("kết quả đã phê duyệt")
    return found


def _gone(what: str) -> BadInput:
    return BadInput.of(what, "không còn", "Hãy mở lại trang và làm lại")
