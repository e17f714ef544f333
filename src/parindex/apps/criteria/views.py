"""Pages of criteria sets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.acknowledgements.forms import AskForm
from parindex.apps.acknowledgements.queries import offices_of
from parindex.apps.acknowledgements.services import ToRead, ask_to_read
from parindex.apps.criteria.forms import PublishForm
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.apps.criteria.services import publish as publish_set
from parindex.apps.criteria.tables import SetsTable, address_of, components_listed
from parindex.apps.criteria.trying import TryForm, try_component
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.listing import exported
from parindex.engine.criteria.model import Component


def sets(request: SignedIn) -> HttpResponse:
    """Every published edition."""
    return SetsTable(request, published_sets()).response("criteria/sets.html")


def publish(request: SignedIn) -> HttpResponse:
    """Publish a set of the library or from a file."""
    form = PublishForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        made = attempt(form, lambda: publish_set(form.reading(), by=request.user))
        if made is not None:
            messages.success(request, f"Đã công bố bộ chỉ số {made}.")
            return redirect(address_of(made))
    return render(request, "criteria/publish.html", {"form": form})


def criteria_set(request: SignedIn, published: PublishedSet) -> HttpResponse:
    """A whole set: fields, criteria, components with their rules in words."""
    listing = components_listed(request, published)
    if workbook := exported(listing):
        return workbook
    context = {"published": published, "set": set_of(published), "listing": listing}
    return render(request, "criteria/set.html", context)


def ask(request: SignedIn, published: PublishedSet) -> HttpResponse:
    """Ask units to read the set and confirm it; a later edition asks anew."""
    form = AskForm(offices_of(request.visitor), request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        document = ToRead(
            f"criteria:{published.set_id}",
            f"Bộ chỉ số {published.set_id}, phiên bản {published.edition}: {published.title}",
            address_of(published),
        )
        notice = ask_to_read(
            document, form.units(), owner=told["unit"], by=request.user, due=told["due"]
        )
        return redirect("acknowledgements:notice", notice.pk)
    return render(request, "criteria/ask.html", {"published": published, "form": form})


def text(request: SignedIn, published: PublishedSet) -> HttpResponse:
    """The set's YAML, as it was published."""
    response = HttpResponse(published.text, content_type="application/yaml; charset=utf-8")
    name = f"{published.set_id}-{published.edition}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def component(request: SignedIn, found: tuple[PublishedSet, Component]) -> HttpResponse:
    """A component: its rule in words, its clause, the evidence it asks for, and a place to try it."""
    published, asked = found
    form = TryForm(set_of(published), asked, request.GET or None)
    trial = try_component(form) if form.is_bound else None
    template = "criteria/trial.html" if request.htmx else "criteria/component.html"
    context = {
        "published": published,
        "component": asked,
        "rule": asked.rule.in_words(asked.context()),
        "form": form,
        "trial": trial,
    }
    return render(request, template, context)
