"""Reads: plans, versions and tasks by their addresses, with all that a page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Prefetch, QuerySet

from parindex.apps.access.roles import Visitor
from parindex.apps.acknowledgements.inheriting import standings_acted_for
from parindex.apps.acknowledgements.rules import in_reach
from parindex.apps.organizations.groups import title_of
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.assignment import same_units, units_meant
from parindex.apps.planning.choices import VersionState
from parindex.apps.planning.contents import LineData, PartyData, SourceData, TaskData
from parindex.apps.planning.models import Plan, Task, Version
from parindex.engine.values.vietnamese import fold


def plan_of(key: UUID) -> Plan | None:
    """The plan with that key."""
    return Plan.objects.select_related("unit").filter(pk=key).first()


def draft_of(key: UUID) -> Version | None:
    """The draft of a plan, if there is one."""
    drafts = Version.objects.select_related("plan__unit").filter(state=VersionState.DRAFT)
    return drafts.filter(plan=key).first()


def draft_task(key: UUID, task: UUID) -> Task | None:
    """A task of a plan's draft."""
    rows = Task.objects.select_related("plan_version__plan__unit")
    return rows.filter(
        plan_version__plan=key, plan_version__state=VersionState.DRAFT, identity=task
    ).first()


def issued_task(key: UUID, task: UUID) -> Task | None:
    """A task of the latest issued version that has it: one taken out by an amendment is still read."""
    rows = Task.objects.select_related("plan_version__plan__unit")
    issued = rows.filter(
        plan_version__plan=key, plan_version__state=VersionState.ISSUED, identity=task
    )
    return issued.order_by("-plan_version__number").first()


def version_of(plan: Plan, number: int) -> Version | None:
    """An issued version of a plan."""
    issued = plan.versions.select_related("plan__unit").filter(state=VersionState.ISSUED)
    return issued.filter(number=number).first()


def tasks_in(version: Version) -> list[Task]:
    """The tasks of a version, in order."""
    return list(version.tasks.order_by("position", "ref", "pk"))


def tasks_in_force(plans: QuerySet[Plan]) -> QuerySet[Task]:
    """The tasks of the versions in force of these plans, in order, without all that they say."""
    versions = Version.objects.filter(
        state=VersionState.ISSUED, number=F("plan__issued"), plan__in=plans
    )
    told = Prefetch(
        "plan_version", Version.objects.select_related("plan__unit").defer("source", "frame")
    )
    tasks = Task.objects.filter(plan_version__in=versions).defer("content")
    return tasks.prefetch_related(told).order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A name in the plan and whom it means: a unit, or a group with its number of units.

    `meaning` is empty where the name is the unit's own.
    """

    written: str
    meaning: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class PartyNames:
    """The names of units and the sizes of groups that the tasks of a version need, read once."""

    units: dict[UUID, str]
    sizes: dict[str, int]

    def shown(self, written: Sequence[str], parties: Iterable[PartyData]) -> list[PartyShown]:
        """Each name as written, with what it means."""
        by_name: dict[str, list[PartyData]] = {}
        for party in parties:
            by_name.setdefault(party.written, []).append(party)
        return [self._shown(name, by_name.get(name, [])) for name in written]

    def _shown(self, written: str, parties: Sequence[PartyData]) -> PartyShown:
        if not parties:
            return PartyShown(written, "chưa xác định được đơn vị", is_known=False)
        meaning = "; ".join(map(self._meaning, parties))
        same = fold(meaning) == fold(written)
        return PartyShown(written, "" if same else meaning, is_known=True)

    def _meaning(self, party: PartyData) -> str:
        if party.unit is not None:
            return self.units.get(party.unit, "đơn vị đã bị gỡ khỏi danh mục")
        return f"{title_of(party.group)}: {self.sizes[party.group]} đơn vị"


def party_names(version: Version, tasks: Iterable[TaskData]) -> PartyNames:
    """Names and sizes for the tasks; two queries."""
    parties = [party for task in tasks for party in task.parties]
    units = {party.unit for party in parties if party.unit}
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    by_group = {party.group: party for party in parties if party.group}
    counts = {
        f"n{place}": Count("pk", filter=units_meant([party], version))
        for place, party in enumerate(by_group.values())
    }
    counted = Unit.objects.aggregate(**counts) if counts else {}
    sizes = {group: counted[f"n{place}"] for place, group in enumerate(by_group)}
    return PartyNames(names, sizes)


def tasks_touching(version: Version, tasks: Sequence[Task], visitor: Visitor) -> set[UUID]:
    """The identities of the tasks in which a unit of the visitor leads or coordinates."""
    same: dict[frozenset[tuple[UUID | None, str]], list[Task]] = {}
    for task in tasks:
        same.setdefault(same_units(task.said.parties), []).append(task)
    reach = in_reach(standings_acted_for(visitor))
    listed = list(same.values())
    counts = {
        f"n{place}": Count("pk", filter=units_meant(alike[0].said.parties, version) & reach)
        for place, alike in enumerate(listed)
    }
    found = Unit.objects.aggregate(**counts) if counts else {}
    return {
        task.identity for place, alike in enumerate(listed) if found[f"n{place}"] for task in alike
    }


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the document beside its reading; `task` is the key of the task it belongs to."""

    line: LineData
    task: UUID | None
    ref: str

    @property
    def part(self) -> str:
        """What the line was taken for, in words."""
        if self.line.part is None:
            return "chưa xếp được"
        if self.line.part.startswith(TASK_PART):
            return f"mục {self.ref}" if self.ref else "nhiệm vụ đã bỏ"
        return _PARTS[self.line.part]


TASK_PART = "task "
"""How the reading names a line of a task, its number behind it."""

_PARTS = {
    "letterhead": "tên cơ quan, quốc hiệu",
    "number": "số, ký hiệu",
    "place and date": "địa danh, ngày",
    "title": "tên loại, trích yếu",
    "bases": "căn cứ, lời dẫn",
    "enacting clause": "lời ban hành",
    "heading": "đề mục",
    "table heading": "tiêu đề bảng",
    "objectives": "mục tiêu",
    "requirements": "yêu cầu",
    "tasks": "nhiệm vụ",
    "duties": "tổ chức thực hiện",
    "recipients": "nơi nhận",
    "signer": "người ký",
    "frame": "phần trình bày",
    "annex": "phụ lục",
}


def lines_beside(source: SourceData, tasks: Iterable[Task]) -> list[LineShown]:
    """The document line by line, each line of a task with the task as it stands in the draft.

    Where two tasks have the same number in the document, a line belongs to the one that began last.
    """
    parts = {line.number: line.part for line in source.lines}
    starts: dict[str | None, list[Task]] = defaultdict(list)
    for task in sorted(tasks, key=lambda each: each.said.line):
        if task.said.line:
            starts[parts.get(task.said.line)].append(task)
    shown = []
    for line in source.lines:
        begun = [each for each in starts.get(line.part, ()) if each.said.line <= line.number]
        is_task = (line.part or "").startswith(TASK_PART)
        owner = begun[-1] if begun and is_task else None
        shown.append(LineShown(line, owner.identity if owner else None, owner.ref if owner else ""))
    return shown


def issued_versions(plan: Plan) -> QuerySet[Version]:
    """The issued versions of a plan, the latest first."""
    return plan.versions.filter(state=VersionState.ISSUED).order_by("-number")
