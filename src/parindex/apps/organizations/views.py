"""Pages of the directory of units."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parindex.apps.accounts.http import SignedIn
from parindex.apps.organizations import services
from parindex.apps.organizations.forms import EndForm, MergeForm, SplitForm, UnitEditForm, UnitForm
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import suggested_units, tree, unit_page, units_listed
from parindex.apps.organizations.tables import UnitsTable
from parindex.apps.pages.forms import attempt


def units(request: SignedIn) -> HttpResponse:
    """The directory: every unit, those valid today unless asked otherwise."""
    return UnitsTable(request, units_listed()).response("organizations/units.html")


def units_tree(request: SignedIn) -> HttpResponse:
    """The tree of units valid today, opened down to the unit asked for."""
    nodes = tree(request.visitor.day, request.GET.get("mo", ""))
    return render(request, "organizations/tree.html", {"nodes": nodes})


def suggestions(request: SignedIn) -> HttpResponse:
    """Options for a field that names a unit: those that match what is typed."""
    typed = next(iter(request.GET.values()), "")
    found = suggested_units(str(typed), request.visitor.day)
    return render(request, "organizations/suggestions.html", {"units": found})


def unit(request: SignedIn, unit: Unit) -> HttpResponse:
    """One unit: validity, place in the tree, who follows whom, people, history."""
    return render(
        request, "organizations/unit.html", {"page": unit_page(unit, request.visitor.day)}
    )


def new_unit(request: SignedIn) -> HttpResponse:
    """Register one unit."""
    form = UnitForm(request.POST or None)
    if form.is_valid():
        data = form.unit()
        reason = form.cleaned_data["reason"]
        attempt(form, lambda: services.register_units([data], by=request.user, reason=reason))
        if form.is_valid():
            return _done(request, f"Đã thêm đơn vị {data.name}.", data.code)
    return _form(request, form, "Thêm đơn vị", "Thêm đơn vị")


def edit_unit(request: SignedIn, unit: Unit) -> HttpResponse:
    """Correct a unit's name, place, days."""
    form = UnitEditForm(request.POST) if request.method == "POST" else UnitEditForm.of(unit)
    if form.is_valid():
        edit, reason = form.edit(unit), form.cleaned_data["reason"]
        attempt(form, lambda: services.change_unit(unit, edit, by=request.user, reason=reason))
        if form.is_valid():
            return _done(request, f"Đã ghi thông tin của {edit.name}.", unit.code)
    return _form(request, form, "Sửa thông tin đơn vị", "Ghi lại", unit)


def merge(request: SignedIn, unit: Unit) -> HttpResponse:
    """Merge the unit with others."""
    form = MergeForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        units, successor = [unit, *told["others"]], form.successor(unit)
        attempt(
            form,
            lambda: services.merge_units(
                units, successor, told["on"], by=request.user, reason=told["reason"]
            ),
        )
        if form.is_valid():
            return _done(request, f"Đã hợp nhất vào {successor.name}.", successor.code)
    return _form(request, form, "Hợp nhất đơn vị", "Hợp nhất", unit)


def split(request: SignedIn, unit: Unit) -> HttpResponse:
    """Split the unit into new ones."""
    form = SplitForm(request.POST or None)
    if form.is_valid():
        told, parts = form.cleaned_data, form.units(unit)
        attempt(
            form,
            lambda: services.split_unit(
                unit, parts, told["on"], by=request.user, reason=told["reason"]
            ),
        )
        if form.is_valid():
            return _done(request, f"Đã chia tách {unit.name}.", unit.code)
    return _form(request, form, "Chia tách đơn vị", "Chia tách", unit)


def end(request: SignedIn, unit: Unit) -> HttpResponse:
    """End the unit; nobody follows it."""
    form = EndForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        attempt(
            form,
            lambda: services.end_unit(
                unit, told["valid_to"], by=request.user, reason=told["reason"]
            ),
        )
        if form.is_valid():
            return _done(request, f"Đã ghi ngày kết thúc của {unit.name}.", unit.code)
    return _form(request, form, "Kết thúc hoạt động", "Ghi ngày kết thúc", unit)


def _form(
    request: SignedIn, form: object, title: str, button: str, unit: Unit | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "unit": unit}
    return render(request, "organizations/form.html", context)


def _done(request: SignedIn, words: str, code: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(reverse("organizations:unit", args=[code]))
