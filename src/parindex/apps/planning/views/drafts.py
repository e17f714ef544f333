"""Pages on which a plan is loaded, corrected and issued."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.acknowledgements.queries import offices_of
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.uploads import on_disk
from parindex.apps.planning.assignment import concerned_units
from parindex.apps.planning.contents import TaskData
from parindex.apps.planning.differences import changes_between
from parindex.apps.planning.forms import (
    HeadForm,
    IssueForm,
    LoadForm,
    ReasonForm,
    TaskForm,
    refresh_seen,
)
from parindex.apps.planning.models import Plan, Task, Version
from parindex.apps.planning.originals import original_of
from parindex.apps.planning.parties import directory_of, unresolved
from parindex.apps.planning.queries import lines_beside, party_names, tasks_in, version_of
from parindex.apps.planning.reading import citations_in, engine_plan
from parindex.apps.planning.services import drafting
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.issuing import issue as issue_plan
from parindex.apps.planning.services.issuing import obstacles
from parindex.engine.plans.model import Citation


def load(request: SignedIn) -> HttpResponse:
    """Hand over the file of a plan; what was read is shown next."""
    form = LoadForm(offices_of(request.visitor), request.POST or None, request.FILES or None)
    if form.is_valid():
        made = attempt(form, lambda: _load(form, request))
        if made is not None:
            messages.success(request, "Đã đọc kế hoạch. Hãy đối chiếu phần đọc được với văn bản.")
            return redirect("planning:draft", made.pk)
    return render(request, "planning/load.html", {"form": form})


def _load(form: LoadForm, request: SignedIn) -> Plan:
    with on_disk(form.cleaned_data["file"]) as path:
        return drafting.load_plan(path, form.cleaned_data["unit"], by=request.user)


def draft(request: SignedIn, version: Version) -> HttpResponse:
    """The reading beside the text: tasks with their units, what found no place, what citations show."""
    tasks = tasks_in(version)
    said = [task.said for task in tasks]
    names = party_names(version, said)
    source = version.read
    still = {(each.number, each.date) for each in _cited(version, said) if each.ok is False}
    before = version_of(version.plan, version.plan.issued)
    known = set(before.tasks.values_list("identity", flat=True)) if before else set()
    rows = [
        {
            "task": task,
            "said": task.said,
            "is_new": bool(known) and task.identity not in known,
            "lead": names.shown(task.said.lead, _of(task, "lead")),
            "coordinating": names.shown(task.said.coordinating, _of(task, "coordinating")),
        }
        for task in tasks
    ]
    unknown = [
        (task, name)
        for task in tasks
        for _, name in unresolved(task.said.lead, task.said.coordinating, task.said.parties)
    ]
    context = {
        **_around(version),
        "original": original_of(version),
        "rows": rows,
        "lines": lines_beside(source, tasks),
        "unplaced": [line for line in source.lines if line.part is None],
        "wrong": [
            (each, (each.number, each.written) in still)
            for each in source.citations
            if each.ok is False
        ],
        "unchecked": [each for each in source.citations if each.ok is None],
        "checked": [each for each in source.citations if each.ok],
        "unknown": unknown,
        "linked": sum(1 for task in said if task.links),
    }
    return render(request, "planning/draft.html", context)


def _cited(version: Version, tasks: Sequence[TaskData]) -> Sequence[Citation]:
    """What the draft cites as it is worded now."""
    return citations_in(engine_plan(version.heading, version.around, tasks))


def _of(task: Task, kind: str) -> list[Any]:
    return [party for party in task.said.parties if party.kind == kind]


def _around(version: Version) -> dict[str, Any]:
    return {"version": version, "plan": version.plan, "head": version.heading}


def head(request: SignedIn, version: Version) -> HttpResponse:
    """Correct number, day, title and what stands around the tasks."""
    form = HeadForm(request.POST) if request.method == "POST" else HeadForm.of(version)
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["version"]
        drafting.correct_head(version, seen, form.head(), form.frame(), by=request.user)
        messages.success(request, "Đã ghi phần chung của kế hoạch.")
        return redirect("planning:draft", version.plan_id)
    return render(request, "planning/head.html", {**_around(version), "form": form})


def task(request: SignedIn, task: Task) -> HttpResponse:
    """Correct one task of the draft."""
    version = task.plan_version
    directory = directory_of(version.plan.unit, version.heading.as_of)
    posted = request.method == "POST"
    form = TaskForm(directory, request.POST) if posted else TaskForm.of(task, directory)
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        done = attempt(form, lambda: _correct(version, seen, form, task, request))
        if done:
            messages.success(request, f"Đã ghi mục {form.cleaned_data['ref']}.")
            return redirect("planning:draft", version.plan_id)
    said = task.said
    lines = [each for each in lines_beside(version.read, [task]) if each.task == task.identity]
    context = {**_around(version), "form": form, "task": task, "said": said, "lines": lines}
    return render(request, "planning/draft_task.html", context)


def _correct(version: Version, seen: int, form: TaskForm, task: Task, request: SignedIn) -> bool:
    drafting.correct_task(version, seen, form.task(task.said), by=request.user)
    return True


def add_task(request: SignedIn, version: Version) -> HttpResponse:
    """A task that the reading did not find, or a new one."""
    directory = directory_of(version.plan.unit, version.heading.as_of)
    form = TaskForm(directory, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _add(version, form, request)):
        messages.success(request, f"Đã thêm mục {form.cleaned_data['ref']}.")
        return redirect("planning:draft", version.plan_id)
    return render(request, "planning/add_task.html", {**_around(version), "form": form})


def _add(version: Version, form: TaskForm, request: SignedIn) -> bool:
    drafting.add_task(version, form.task(), by=request.user)
    return True


def remove_task(request: SignedIn, task: Task) -> HttpResponse:
    """Take a task out of the draft."""
    seen = request.POST.get("version", "")
    drafting.remove_task(task, int(seen) if seen.isdecimal() else 0, by=request.user)
    messages.success(request, f"Đã bỏ mục {task.ref} khỏi dự thảo.")
    return redirect("planning:draft", task.plan_version.plan_id)


def issue(request: SignedIn, version: Version) -> HttpResponse:
    """Look once more at what is issued and to whom, then issue."""
    form = IssueForm(request.POST or None, initial={"seen": length_of(version.plan_id)})
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(
            form,
            lambda: _issue(version, request, told),
        )
        if done:
            messages.success(
                request, f"Đã ban hành {version.plan}; các đơn vị được yêu cầu xác nhận."
            )
            return redirect("planning:plan", version.plan_id)
        refresh_seen(form, version.plan_id)
    tasks = [each.said for each in tasks_in(version)]
    before = version_of(version.plan, version.plan.issued)
    context = {
        **_around(version),
        "form": form,
        "tasks": tasks,
        "obstacles": list(obstacles(version, tasks)),
        "units": concerned_units(version, tasks).count(),
        "wrong": [each for each in _cited(version, tasks) if each.ok is False],
        "changes": changes_between(before, version) if before else None,
        "before": before,
    }
    return render(request, "planning/issue.html", context)


def _issue(version: Version, request: SignedIn, told: dict[str, Any]) -> bool:
    issue_plan(version, by=request.user, seen=told["seen"], reason=told["reason"], due=told["due"])
    return True


def drop(request: SignedIn, version: Version) -> HttpResponse:
    """Throw the draft away, with the reason."""
    form = ReasonForm(request.POST or None, initial={"seen": length_of(version.plan_id)})
    if form.is_valid() and attempt(form, lambda: _drop(version, form, request)):
        messages.success(request, "Đã bỏ dự thảo.")
        if version.number == 1:
            return redirect("planning:plans")
        return redirect("planning:plan", version.plan_id)
    if form.errors:
        refresh_seen(form, version.plan_id)
    return render(request, "planning/drop.html", {**_around(version), "form": form})


def _drop(version: Version, form: ReasonForm, request: SignedIn) -> bool:
    told = form.cleaned_data
    drafting.drop_draft(version, by=request.user, reason=told["reason"], seen=told["seen"])
    return True
