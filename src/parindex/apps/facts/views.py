"""Pages of measured facts."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.facts import services
from parindex.apps.facts.acts import CountFacts
from parindex.apps.facts.forms import CountForm
from parindex.apps.facts.models import FactBatch
from parindex.apps.facts.queries import batches
from parindex.apps.facts.tables import BatchesTable, FactsTable
from parindex.apps.jobs.following import follow
from parindex.apps.jobs.models import Job
from parindex.apps.jobs.services import begin, put
from parindex.apps.pages.forms import attempt


def facts(request: SignedIn) -> HttpResponse:
    """Every batch."""
    return BatchesTable(request, batches()).response("facts/batches.html")


def count(request: SignedIn) -> HttpResponse:
    """Have the facts of a year counted."""
    form = CountForm(request.POST or None, initial={"year": request.visitor.day.year - 1})
    if form.is_valid():
        year = form.cleaned_data["year"]
        asked = attempt(form, lambda: _ask(request, year))
        if asked is not None:
            return follow(request, asked)
    return render(request, "facts/count.html", {"form": form})


def _ask(request: SignedIn, year: int) -> Job:
    services.store()
    key, by = uuid4(), request.user
    with transaction.atomic():
        asked = put(
            CountFacts(year), f"Đo số liệu năm {year}", by=by, turn=f"facts:{year}", key=key
        )
        services.asked_for(key, year, by=by)
    return begin(asked)


def batch(request: SignedIn, batch: FactBatch) -> HttpResponse:
    """One batch and its facts."""
    rows = batch.facts.filter(unit="")
    return FactsTable(request, rows).response("facts/batch.html", {"batch": batch})
