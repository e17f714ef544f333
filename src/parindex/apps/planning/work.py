"""What waits in plans: what the own units owe to them, and whom their offices have to urge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.organizations.queries import EVERYWHERE
from parindex.apps.pages.addresses import address
from parindex.apps.pages.waiting import TOLD, Urge, Work, names
from parindex.apps.planning.assignment import leads_of
from parindex.apps.planning.models import Plan, Task
from parindex.apps.planning.owed import Owed, owed_to_plans
from parindex.apps.planning.queries import tasks_in_force
from parindex.apps.planning.standing import SOON, Standing, TaskStanding, latest_owed, standings
from parindex.engine.values.numbers import vietnamese

_URGED = {
    Standing.LATE: "quá hạn",
    Standing.UNREPORTED: "chậm báo cáo",
    Standing.SOON: "sắp đến hạn",
}


def my_work(visitor: Visitor) -> list[Work]:
    """The tasks with which the visitor's units are late, or that they have to report on or finish."""
    return [_work(each) for each in owed_to_plans(visitor)]


def _work(owed: Owed) -> Work:
    task, plan = owed.task, owed.task.plan_version.plan
    unreported = owed.standing is Standing.UNREPORTED
    return Work(
        what="Nhiệm vụ kế hoạch",
        title=str(task),
        context=f"{plan}, {owed.unit}",
        address=address("planning:task", plan.pk, task.identity),
        due=owed.due,
        order=task.position,
        lacks=(f"báo cáo kỳ đến {owed.due:%d/%m/%Y}",) if unreported else (),
    )


def to_urge(visitor: Visitor) -> list[Urge]:
    """The leads that are late, owe a report or are due soon, in the plans of the visitor's offices.

    They are told as the plan names them, as on its page, those with most that is late first.
    """
    paths = visitor.paths(Role.COORDINATOR, Role.LEADER)
    if not paths:
        return []
    own = Q() if EVERYWHERE in paths else Q(unit__path__in=paths)
    tasks = [
        task for task in tasks_in_force(Plan.objects.filter(own)) if _may_be_owed(task, visitor.day)
    ]
    by_plan: dict[Plan, dict[str, list[TaskStanding]]] = defaultdict(lambda: defaultdict(list))
    for each in standings(tasks, leads_of(tasks), visitor.day) if tasks else ():
        if each.standing in _URGED:
            by_plan[each.task.plan_version.plan][each.task.lead_words].append(each)
    return [urge for plan, by_lead in by_plan.items() for urge in _of_plan(plan, by_lead)]


def _may_be_owed(task: Task, day: date) -> bool:
    """Whether it can be late, unreported or due soon at all: its days say so."""
    return latest_owed(task, day) is not None or (task.last is not None and task.last - day <= SOON)


def _of_plan(plan: Plan, by_lead: dict[str, list[TaskStanding]]) -> list[Urge]:
    """One line for each of the leads with most that is late, one more for the others."""
    leads = sorted(by_lead, key=lambda lead: [-each for each in _counts(by_lead[lead])])
    told, rest = leads[:TOLD], leads[TOLD:]
    place = address("planning:plan", plan.pk)
    found = [
        _urge(plan, lead, by_lead[lead], f"{place}?{urlencode({'chu-tri': lead})}#nhiem-vu")
        for lead in told
    ]
    if rest:
        others = [each for lead in rest for each in by_lead[lead]]
        who = names((), len(rest), "nơi chủ trì")
        found.append(_urge(plan, who, others, f"{place}#theo-don-vi"))
    return found


def _counts(tasks: Sequence[TaskStanding]) -> list[int]:
    return [sum(each.standing is standing for each in tasks) for standing in _URGED]


def _urge(plan: Plan, who: str, tasks: Sequence[TaskStanding], place: str) -> Urge:
    counted = zip(_counts(tasks), _URGED.values(), strict=True)
    told = ", ".join(f"{vietnamese(count)} nhiệm vụ {words}" for count, words in counted if count)
    return Urge(who, told, str(plan), place, min(map(_due, tasks)))


def _due(each: TaskStanding) -> date:
    """The deadline that has passed or comes, or the end of the period that was not reported on."""
    if each.standing is Standing.UNREPORTED and each.owed is not None:
        return each.owed.last
    return each.task.last or date.max
