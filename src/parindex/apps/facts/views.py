"""Pages of measured facts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.facts import services
from parindex.apps.facts.forms import CountForm
from parindex.apps.facts.models import BatchState, FactBatch
from parindex.apps.facts.queries import batches
from parindex.apps.facts.tables import BatchesTable, FactsTable
from parindex.apps.pages.forms import attempt


def facts(request: SignedIn) -> HttpResponse:
    """Every batch."""
    return BatchesTable(request, batches()).response("facts/batches.html")


def count(request: SignedIn) -> HttpResponse:
    """Have the facts of a year counted."""
    form = CountForm(request.POST or None, initial={"year": request.visitor.day.year - 1})
    if form.is_valid():
        year = form.cleaned_data["year"]
        batch = attempt(form, lambda: services.ask_for(year, by=request.user))
        if batch is not None:
            services.start(batch)
            return redirect("facts:batch", batch.pk)
    return render(request, "facts/count.html", {"form": form})


def batch(request: SignedIn, batch: FactBatch) -> HttpResponse:
    """One batch: how far it has come, and its facts."""
    context = {"batch": batch, "running": batch.state == BatchState.RUNNING}
    if request.htmx and request.htmx.target == "tien-do":
        return render(request, "facts/progress.html", context)
    return FactsTable(request, batch.facts.filter(unit="")).response("facts/batch.html", context)
