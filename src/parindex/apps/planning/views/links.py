"""The page on which the tasks of a draft are linked to components of a criteria set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parindex.apps.accounts.http import SignedIn
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.planning.criteria import current_sets
from parindex.apps.planning.links import chosen_links, link_rows
from parindex.apps.planning.models import Version
from parindex.apps.planning.queries import tasks_in
from parindex.apps.planning.services.drafting import choose_links


def links(request: SignedIn, version: Version) -> HttpResponse:
    """What each task answers: suggested by wording with the reason, chosen by the person."""
    sets = current_sets()
    tasks = tasks_in(version)
    used = [link.set_id for task in tasks for link in task.said.links]
    asked = request.GET.get("bo") or (used or [_of_year(sets, version) or next(iter(sets), "")])[0]
    published = sets.get(asked)
    if published is None:
        context = {"version": version, "plan": version.plan, "sets": sets, "rows": []}
        return render(request, "planning/links.html", context)
    rows = link_rows(tasks, published)
    if request.method == "POST":
        chosen = chosen_links(rows, request.POST, published)
        changed = choose_links(version, chosen, by=request.user)
        messages.success(request, f"Đã ghi tiêu chí của {changed} nhiệm vụ.")
        return redirect(f"{reverse('planning:links', args=[version.plan_id])}?bo={asked}")
    context = {
        "version": version,
        "plan": version.plan,
        "sets": sets,
        "published": published,
        "rows": rows,
        "untouched": published.set_id not in used,
    }
    return render(request, "planning/links.html", context)


def _of_year(sets: dict[str, PublishedSet], version: Version) -> str | None:
    """A set made for the plan's year alone comes before one that goes on for years."""
    day = version.heading.dated or version.heading.as_of
    fitting = [
        (each.last_year is None, set_id)
        for set_id, each in sets.items()
        if each.first_year <= day.year <= (each.last_year or day.year)
    ]
    return min(fitting)[1] if fitting else None
