"""Import of a list of units: choose a file, look, confirm."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.events.queries import length
from parindex.apps.jobs.following import follow
from parindex.apps.jobs.services import ask
from parindex.apps.organizations.acts import ImportUnits, told_of
from parindex.apps.organizations.forms import ConfirmForm, ImportForm
from parindex.apps.organizations.importing.planning import plan_import
from parindex.apps.organizations.importing.rows import COLUMNS, REQUIRED, UnitRow, read_rows
from parindex.apps.organizations.queries import DIRECTORY
from parindex.apps.organizations.services import import_units
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.sealing import seal, unseal
from parindex.apps.pages.uploads import on_disk
from parindex.engine.values.problems import Problem

AT_ONCE = 200
"""Rows that a visitor may wait for; more are the worker's."""
_PURPOSE = "organizations.import"


@dataclass(frozen=True, slots=True)
class Shown:
    """A file's rows and the length of the directory's chain when they were shown."""

    source: str
    seen: int
    rows: tuple[UnitRow, ...]


def choose(request: SignedIn) -> HttpResponse:
    """Choose a file; once it is chosen, what it would do. Nothing is written."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        read = attempt(form, lambda: _read(file))
        if read is not None:
            rows, problems = read
            source = file.name or "tệp"
            sealed = seal(Shown(source, length(DIRECTORY), tuple(rows)), _PURPOSE)
            plan = plan_import(rows)
            plan.problems[:0] = problems
            context = {"plan": plan, "source": source, "sealed": sealed}
            return render(request, "organizations/import_preview.html", context)
    columns = [(many[0], name in REQUIRED) for name, many in COLUMNS.items() if name != "origin"]
    return render(request, "organizations/import.html", {"form": form, "columns": columns})


def _read(file: UploadedFile[bytes]) -> tuple[list[UnitRow], list[Problem]]:
    with on_disk(file) as path:
        return read_rows(path)


def confirm(request: SignedIn) -> HttpResponse:
    """Write what was shown; refused where the directory has changed since."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("organizations:import")
    shown = unseal(form.cleaned_data["rows"], Shown, _PURPOSE)
    if len(shown.rows) > AT_ONCE:
        order = ImportUnits(shown.source, shown.seen, shown.rows)
        title = f"Nạp danh mục đơn vị «{shown.source}»"
        return follow(request, ask(order, title, by=request.user, turn="units"))
    plan = plan_import(shown.rows)
    import_units(plan, shown.source, shown.seen, by=request.user)
    messages.success(request, told_of(plan, shown.source))
    return redirect("organizations:units")
