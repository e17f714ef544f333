"""The page of one task: what it asks, who leads, how far each unit has come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.apps.accounts.http import SignedIn
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.forms import attempt
from parindex.apps.planning.assignment import lead_units, leads_said
from parindex.apps.planning.choices import Reporting
from parindex.apps.planning.criteria import components_of, current_sets
from parindex.apps.planning.forms import ReportForm
from parindex.apps.planning.models import Progress, Report, Task
from parindex.apps.planning.periods import open_on
from parindex.apps.planning.queries import party_names
from parindex.apps.planning.rules import may_report
from parindex.apps.planning.services.reporting import report_progress
from parindex.apps.planning.standing import standings
from parindex.apps.planning.tables import LeadsTable
from parindex.apps.planning.targets import targets_of

_REPORTS = 30
_PERIODS = 24


def task(request: SignedIn, task: Task) -> HttpResponse:
    """One task of the plan in force, with the form for who may report on it."""
    return _page(request, task, None)


def report(request: SignedIn, task: Task) -> HttpResponse:
    """A report of a lead unit; what is wrong with it stands at its field."""
    form = _form(request, task, may_report(request.visitor, task), request.POST)
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        done = attempt(form, lambda: _report(task, unit, form, request))
        if done:
            messages.success(request, f"Đã ghi báo cáo của {unit.name}.")
            return redirect("planning:task", task.plan_version.plan_id, task.identity)
    return _page(request, task, form)


def _report(task: Task, unit: Unit, form: ReportForm, request: SignedIn) -> bool:
    report_progress(task, unit, form.said(), by=request.user)
    return True


def _form(request: SignedIn, task: Task, units: QuerySet[Unit], sent: Any) -> ReportForm:
    head = task.plan_version.heading
    began, day = head.dated or head.as_of, request.visitor.day
    periods = open_on(Reporting(task.reporting), task.first, task.last, began, day)
    latest = next((each for each in periods if each.last < day), None)
    initial = {"on": day, "period": latest.last.isoformat() if latest else ""}
    return ReportForm(units.order_by("name_sort"), periods[:_PERIODS], sent, initial=initial)


def _page(request: SignedIn, task: Task, form: ReportForm | None) -> HttpResponse:
    version = task.plan_version
    is_current = version.number == version.plan.issued
    own = may_report(request.visitor, task)
    may = is_current and own.exists()
    said = task.said
    names = party_names(version, [said])
    context = {
        "plan": version.plan,
        "version": version,
        "task": task,
        "said": said,
        "is_current": is_current,
        "standing": standings([task], leads_said([task]), request.visitor.day)[0],
        "lead": names.shown(said.lead, [each for each in said.parties if each.kind == "lead"]),
        "coordinating": names.shown(
            said.coordinating, [each for each in said.parties if each.kind == "coordinating"]
        ),
        "targets": targets_of(version, [task]),
        "links": _links(task),
        "form": form or (_form(request, task, own, None) if may else None),
        "reports": Report.objects.filter(
            progress__plan=version.plan_id, progress__identity=task.identity
        )
        .select_related("progress__unit")
        .order_by("-reported_at", "pk")[:_REPORTS],
    }
    table = LeadsTable(request, _with_progress(task))
    return table.response("planning/task.html", context)


def _links(task: Task) -> list[dict[str, Any]]:
    """The components that the task answers, with their titles where the set is published still."""
    links = task.said.links
    sets = current_sets() if links else {}
    rows = []
    for link in links:
        published = sets.get(link.set_id)
        component = components_of(published).get(link.code) if published else None
        title = component.title if component else "không còn trong bộ chỉ số đã công bố"
        known = published if component else None
        rows.append({"link": link, "published": known, "title": title})
    return rows


def _with_progress(task: Task) -> QuerySet[Unit]:
    """The lead units, each with its latest report."""
    latest = Progress.objects.filter(
        plan=task.plan_version.plan_id, identity=task.identity, unit=OuterRef("pk")
    )
    return lead_units(task.said, task.plan_version).annotate(
        told_state=Subquery(latest.values("state")),
        told_percent=Subquery(latest.values("percent")),
        told_on=Subquery(latest.values("on")),
        told_words=Subquery(latest.values("words")),
        told_by=Subquery(latest.values("reported_by")),
        told_at=Subquery(latest.values("reported_at")),
    )
