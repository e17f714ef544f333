"""Open a round, give it facts, say who answers for what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import pairwise
from uuid import UUID, uuid4, uuid5

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import (
    Entrant,
    FactsTaken,
    Phases,
    Planned,
    RoundOpened,
    RoundReady,
    UnitsEntered,
)
from parindex.apps.assessments.models import Assessment, Round
from parindex.apps.assessments.queries import assessments_for_pages
from parindex.apps.assessments.rules import COORDINATES_ROUND
from parindex.apps.assessments.standings import out_of_date, refresh
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import linked_set, set_of
from parindex.apps.events.services import append
from parindex.apps.facts.models import FactBatch
from parindex.apps.facts.queries import latest_batch
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.bulk import take_statistics
from parindex.engine.criteria.inputs import ScoreInput
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.values.problems import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for a component and who helps."""

    unit: Unit
    contributors: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round to be opened; `responsible` says by code who answers, where not the unit itself."""

    code: str
    title: str
    criteria: PublishedSet
    year: int
    owner: Unit
    units: Sequence[Unit]
    phases: Phases
    own_records: bool
    responsible: Mapping[str, Responsible] = field(default_factory=dict)


Say = Callable[[str, int, int], None]
"""Is told what is being done, and how much of how much."""


def _quiet(step: str, done: int, total: int) -> None:
    """Nobody listens."""


def check_plan(plan: RoundPlan, *, by: Actor) -> None:
    """`BadInput` lists what stands against opening the round."""
    by.require(COORDINATES_ROUND, Round(owner=plan.owner))
    _checked(plan)


def open_round(plan: RoundPlan, *, by: Actor, key: UUID | None = None, say: Say = _quiet) -> Round:
    """Open a round with the latest facts of its year; `BadInput` lists what stands against it.

    Its units enter some at a time, so that others write meanwhile; nobody sees the round before all
    have entered. With the `key` of a round that was left half-way, the others enter. Whoever opens
    it then brings the standings up (`refresh_round`).
    """
    by.require(COORDINATES_ROUND, Round(owner=plan.owner))
    key = key or uuid4()
    if not Round.every.filter(pk=key).exists():
        _begin(plan, key, by)
    entered = set(Assessment.objects.filter(round=key).values_list("unit", flat=True))
    waiting = [unit for unit in plan.units if unit.pk not in entered]
    for start in range(0, len(waiting), _TOGETHER):
        say("Lập mục đánh giá cho từng đơn vị", len(entered) + start, len(plan.units))
        some = waiting[start : start + _TOGETHER]
        entrants = tuple(Entrant(uuid5(key, unit.pk.hex), unit.pk, unit.group) for unit in some)
        append(_subject(key), UnitsEntered(key, entrants), by=by.account)
    if not Round.objects.filter(pk=key).exists():
        append(_subject(key), RoundReady(key), by=by.account)
        take_statistics()
    return Round.objects.get(pk=key)


_TOGETHER = 25
"""Units that enter in one transaction: a tenth of a second at ninety components each."""


def _subject(key: UUID) -> str:
    return f"round:{key}"


def _begin(plan: RoundPlan, key: UUID, by: Actor) -> None:
    linked = _checked(plan)
    batch = latest_batch(plan.year)
    opened = RoundOpened(
        id=key,
        code=plan.code,
        title=plan.title,
        criteria=plan.criteria.pk,
        linked=tuple(each.pk for each in linked.values()),
        year=plan.year,
        owner=plan.owner.pk,
        own_records=plan.own_records,
        phases=plan.phases,
        facts=batch.pk if batch else None,
        items=tuple(_planned(plan, linked)),
    )
    append(_subject(key), opened, by=by.account)


def take_facts(round_: Round, batch: FactBatch, *, by: Actor) -> None:
    """Let the round stand on another batch of facts; what is frozen keeps its own.

    `BadInput` for facts of another year.
    """
    by.require(COORDINATES_ROUND, round_)
    if batch.year != round_.year:
        raise BadInput.of(
            batch, f"không dùng được cho năm {round_.year}", "Hãy chọn lần đo của năm đó"
        )
    append(_subject(round_.pk), FactsTaken(round_.pk, batch.pk), by=by.account)


def refresh_round(round_: Round, say: Say = _quiet) -> None:
    """Bring the standings of a round up after it was opened or took other facts.

    What holds already is left: a second run goes on where the first was broken off.
    """
    # Where points depend on the best of the group, it is known only when all have been judged.
    for step in ("Chấm tạm tính từng đơn vị", "Chấm lại theo đơn vị tốt nhất trong nhóm"):
        rows = out_of_date(assessments_for_pages().filter(round=round_), round_)
        keys, total = list(rows.values_list("pk", flat=True)), round_.assessments.count()
        for number, key in enumerate(keys):
            say(step, total - len(keys) + number, total)
            refresh(assessments_for_pages().get(pk=key))


def _checked(plan: RoundPlan) -> dict[str, PublishedSet]:
    """The sets that the round's set takes scores of, as they are now; `BadInput` with every problem."""
    problems = list(_problems(plan))
    linked: dict[str, PublishedSet] = {}
    for set_id in dict.fromkeys(set_of(plan.criteria).linked_sets):
        found = linked_set(set_id, plan.year)
        if found is None:
            what = f"bộ «{set_id}» mà bộ này lấy điểm không có bản áp dụng cho năm {plan.year}"
            problems.append(Problem("criteria", what, "Hãy công bố bộ đó trước"))
        else:
            linked[set_id] = found
    if problems:
        raise BadInput(*problems)
    return linked


def _problems(plan: RoundPlan) -> Iterator[Problem]:
    if plan.year not in set_of(plan.criteria).years:
        what = f"bộ chỉ số áp dụng {plan.criteria.years}, không có năm {plan.year}"
        yield Problem("year", what, "Hãy chọn năm khác hoặc bộ chỉ số khác")
    if Round.every.filter(code=plan.code).exists():
        yield Problem("code", "mã đợt này đã dùng", "Hãy đặt mã khác")
    if any(later < earlier for earlier, later in pairwise(astuple(plan.phases))):
        yield Problem(
            "leader_due",
            "hạn của bước sau đứng trước hạn của bước trước",
            "Hãy xếp hạn theo thứ tự tự đánh giá, duyệt, kiểm tra, phê duyệt",
        )
    if not plan.units:
        yield Problem("units", "chưa có đơn vị nào tự đánh giá", "Hãy chọn ít nhất một đơn vị")
    for unit in plan.units:
        if not unit.valid_on(plan.phases.self_due):
            what = f"{unit.name} không có hiệu lực vào ngày hạn tự đánh giá"
            yield Problem("units", what, "Hãy chọn đơn vị kế thừa")


def _planned(plan: RoundPlan, linked: Mapping[str, PublishedSet]) -> Iterator[Planned]:
    """The self-scored components of the set, each followed by those of the set it takes a score of.

    Where several take the score of one set, its components stand below the first.
    """
    below: set[str] = set()
    for component in set_of(plan.criteria).components:
        if not component.self_scored:
            continue
        to = plan.responsible.get(component.code)
        unit, helpers = _keys(to)
        yield Planned(
            plan.criteria.pk,
            plan.criteria.set_id,
            component.code,
            None,
            component.applies_to,
            unit,
            helpers,
        )
        if isinstance(component.input, ScoreInput) and component.input.set_id not in below:
            below.add(component.input.set_id)
            published = linked[component.input.set_id]
            yield from _linked(published, set_of(published), component.code, unit)


def _linked(
    published: PublishedSet, inner: CriteriaSet, parent: str, unit: UUID | None
) -> Iterator[Planned]:
    for each in inner.components:
        if each.self_scored:
            yield Planned(published.pk, published.set_id, each.code, parent, each.applies_to, unit)


def _keys(to: Responsible | None) -> tuple[UUID | None, tuple[UUID, ...]]:
    if to is None:
        return None, ()
    return to.unit.pk, tuple(each.pk for each in to.contributors)
