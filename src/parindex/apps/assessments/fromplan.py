"""Who answers for what by default: as the issued plan of the office says."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from parindex.apps.assessments.opening import Responsible
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.choices import PartyKind, VersionState
from parindex.apps.planning.models import Link, Task


def responsible_by_plan(set_id: str, office: Unit) -> dict[str, Responsible]:
    """Code → unit, from the tasks of the office's plans in force that are linked to the set.

    The unit that leads the task answers; where that is no single unit of the office (a group such as
    «các sở, ngành, địa phương»), the first unit of the office that coordinates it. The task's other
    units of the office help. A later plan speaks before an earlier one; codes of which no plan names
    a unit are left out.
    """
    links = (
        Link.objects.filter(
            set_id=set_id,
            task__plan_version__plan__unit=office,
            task__plan_version__state=VersionState.ISSUED,
            task__plan_version__number=F("task__plan_version__plan__issued"),
        )
        .select_related("task")
        .prefetch_related("task__parties__unit")
        .order_by("task__plan_version__issued_at")
    )
    found = ((link.code, _responsible(link.task, office)) for link in links)
    return {code: told for code, told in found if told is not None}


def _responsible(task: Task, office: Unit) -> Responsible | None:
    leads = list(_inside(task, office, PartyKind.LEAD))
    helpers = list(_inside(task, office, PartyKind.COORDINATING))
    units = list(dict.fromkeys([*leads, *helpers]))
    return Responsible(units[0], tuple(units[1:])) if units else None


def _inside(task: Task, office: Unit, kind: PartyKind) -> Iterable[Unit]:
    for party in task.parties.all():
        inside = party.unit is not None and party.unit.path.startswith(office.path)
        if inside and party.kind == kind and party.unit is not None:
            yield party.unit
