"""Pages of issued plans: the list, the plan, its history and versions, its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.acknowledgements.queries import current_notice, offices_of, waiting_for
from parindex.apps.events.queries import history as events_of
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.listing import exported
from parindex.apps.pages.uploads import on_disk
from parindex.apps.planning import originals
from parindex.apps.planning.assignment import leads_said
from parindex.apps.planning.differences import changes_between
from parindex.apps.planning.documents import document_of
from parindex.apps.planning.forms import AmendForm, refresh_seen
from parindex.apps.planning.listings import leads_of, targets_listed
from parindex.apps.planning.models import Plan, Version
from parindex.apps.planning.queries import (
    draft_of,
    issued_versions,
    tasks_in,
    tasks_touching,
    version_of,
)
from parindex.apps.planning.rules import SEES_DRAFT, plans_known_to
from parindex.apps.planning.services import drafting
from parindex.apps.planning.services.common import length_of, subject_of
from parindex.apps.planning.standing import Standing, TaskStanding, standings, summary
from parindex.apps.planning.tables import PlansTable, TasksTable
from parindex.apps.planning.targets import targets_of

_EVENTS = 100


def plans(request: SignedIn) -> HttpResponse:
    """Every plan that the visitor may know."""
    may_load = offices_of(request.visitor).exists()
    table = PlansTable(request, plans_known_to(request.visitor), may_load=may_load)
    return table.response("planning/plans.html")


def plan(request: SignedIn, plan: Plan) -> HttpResponse:
    """The plan in force: how its tasks stand, who leads them, targets, what is late."""
    version = version_of(plan, plan.issued)
    if version is None:
        return redirect("planning:draft", plan.pk)
    tasks = tasks_in(version)
    found = standings(tasks, leads_said(tasks), request.visitor.day)
    mine = tasks_touching(version, tasks, request.visitor)
    notice = current_notice(subject_of(plan.pk))
    sees_draft = SEES_DRAFT.admits(request.visitor, plan)
    targets = targets_of(version, tasks)
    leads, listed = leads_of(request, found), targets_listed(request, targets)
    if workbook := exported(leads, listed):
        return workbook
    context = {
        "plan": plan,
        "version": version,
        "head": version.heading,
        "counts": _counts(found),
        "leads": leads,
        "targets": targets,
        "listed_targets": listed,
        "notice": notice,
        "waiting": waiting_for(request.visitor).filter(notice=notice),
        "original": originals.original_of(version),
        "draft": draft_of(plan.pk) if sees_draft else None,
        "mine": len(mine),
    }
    return TasksTable(request, version, found, mine).response("planning/plan.html", context)


def _counts(found: Sequence[TaskStanding]) -> list[dict[str, Any]]:
    counted = summary(found)
    return [
        {"standing": each, "count": counted[each.value], "tone": each.tone} for each in Standing
    ]


def history(request: SignedIn, plan: Plan) -> HttpResponse:
    """The versions with their hashes, and everything that happened to the plan."""
    versions = list(issued_versions(plan))
    sees_draft = SEES_DRAFT.admits(request.visitor, plan)
    events = events_of(subject_of(plan.pk))
    if not sees_draft:
        events = events.filter(kind__in=("planning.plan_issued", "planning.progress_reported"))
    context = {
        "plan": plan,
        "originals": originals.originals_in(versions),
        "events": events[:_EVENTS],
        "length": length_of(plan.pk),
        "shown": _EVENTS,
    }
    return render(request, "planning/history.html", context)


def differences(request: SignedIn, plan: Plan) -> HttpResponse:
    """What one issued version says otherwise than another (`tu`, `den`: their numbers)."""
    versions = list(issued_versions(plan))
    later = _asked(versions, request.GET.get("den", ""), 0)
    earlier = _asked(versions, request.GET.get("tu", ""), 1)
    if later is None or earlier is None:
        raise Http404
    context = {
        "plan": plan,
        "versions": versions,
        "earlier": earlier,
        "later": later,
        "changes": changes_between(earlier, later),
    }
    return render(request, "planning/differences.html", context)


def _asked(versions: Sequence[Version], number: str, otherwise: int) -> Version | None:
    if number:
        return next((each for each in versions if str(each.number) == number), None)
    return versions[min(otherwise, len(versions) - 1)] if versions else None


def amend(request: SignedIn, plan: Plan) -> HttpResponse:
    """Open a draft of the next version."""
    initial = {"seen": length_of(plan.pk)}
    form = AmendForm(request.POST or None, request.FILES or None, initial=initial)
    made = attempt(form, lambda: _amend(plan, form, request)) if form.is_valid() else None
    if made is not None:
        messages.success(
            request, "Đã mở dự thảo sửa đổi, bổ sung; bản đang thực hiện vẫn giữ nguyên."
        )
        return redirect("planning:draft", plan.pk)
    if form.errors:
        refresh_seen(form, plan.pk)
    return render(request, "planning/amend.html", {"plan": plan, "form": form})


def _amend(plan: Plan, form: AmendForm, request: SignedIn) -> Version:
    told = form.cleaned_data
    reason, seen = told["reason"], told["seen"]
    if told["file"] is None:
        return drafting.begin_amendment(plan, by=request.user, reason=reason, seen=seen)
    with on_disk(told["file"]) as path:
        return drafting.read_amendment(plan, path, by=request.user, reason=reason, seen=seen)


def original(request: SignedIn, version: Version) -> FileResponse:
    """The file that a version was read from."""
    return originals.download(version)


def document(request: SignedIn, found: tuple[Version, str]) -> HttpResponse:
    """A version as the official document again, .docx or .pdf."""
    version, form = found
    return document_of(version, form)
