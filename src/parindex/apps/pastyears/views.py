"""Pages of earlier years: what is known, import of a file with a look before, taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.apps.events.queries import length
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.sealing import seal, unseal
from parindex.apps.pages.uploads import on_disk
from parindex.apps.pages.workbook import download
from parindex.apps.pastyears import services
from parindex.apps.pastyears.forms import ConfirmForm, ImportForm, SampleForm, WithdrawForm
from parindex.apps.pastyears.models import PastImport
from parindex.apps.pastyears.planning import plan_import
from parindex.apps.pastyears.queries import PAST, imports, readable, results
from parindex.apps.pastyears.rows import COLUMNS, REQUIRED, PastRow, read_rows
from parindex.apps.pastyears.sample import sample
from parindex.apps.pastyears.tables import ImportsTable, ResultsTable, RowsTable
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput, Problem

_PURPOSE = "pastyears.import"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A file's rows and the length of the chain when they were shown."""

    source: str
    criteria: str
    seen: int
    rows: tuple[PastRow, ...]


def all_results(request: SignedIn) -> HttpResponse:
    """The results that the visitor may read."""
    rows = results().filter(readable(request.visitor))
    return ResultsTable(request, rows).response("pastyears/results.html")


def all_imports(request: SignedIn) -> HttpResponse:
    """Every import."""
    return ImportsTable(request, imports()).response("pastyears/imports.html")


def one_import(request: SignedIn, batch: PastImport) -> HttpResponse:
    """An import: its rows as far as the visitor reads their units, and how it is taken back."""
    rows = batch.rows.filter(readable(request.visitor)).select_related("unit")
    context = {"batch": batch, "form": WithdrawForm()}
    return RowsTable(request, rows).response("pastyears/import.html", context)


def withdraw(request: SignedIn, batch: PastImport) -> HttpResponse:
    """Take an import back."""
    services.withdraw(batch, request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"Đã thu hồi «{batch.source}»; số liệu trước đó được dùng lại.")
    return redirect("pastyears:import", batch.pk)


def choose(request: SignedIn) -> HttpResponse:
    """Choose a file; once it is chosen, what it would do. Nothing is written."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file, criteria = form.cleaned_data["file"], form.cleaned_data["criteria"]
        shown = attempt(form, lambda: _preview(request, file, criteria))
        if shown is not None:
            return shown
    columns = [(title, name in REQUIRED) for name, title in COLUMNS.items()]
    context = {"form": form, "sample": SampleForm(auto_id="mau-%s"), "columns": columns}
    return render(request, "pastyears/choose.html", context)


def give_sample(request: SignedIn) -> HttpResponse:
    """The file to fill in."""
    form = SampleForm(request.GET)
    if not form.is_valid():
        raise BadInput.of("tệp mẫu", "chưa chọn bộ chỉ số", "Hãy chọn bộ chỉ số rồi tải lại")
    told = form.cleaned_data
    content = sample(set_of(told["criteria"]), told["unit"], told["year"])
    return download(content, f"mau-cac-nam-truoc-{told['criteria'].set_id}.xlsx")


def confirm(request: SignedIn) -> HttpResponse:
    """Write what was shown; refused where others imported since."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("pastyears:choose")
    shown = unseal(form.cleaned_data["rows"], Shown, _PURPOSE)
    criteria = published_sets().get(pk=shown.criteria)
    plan = plan_import(shown.rows, set_of(criteria), request.visitor)
    batch = services.import_past(plan, criteria, shown.source, shown.seen, by=request.user)
    messages.success(request, f"Đã nhập {vietnamese(batch.results)} kết quả từ «{batch.source}».")
    return redirect("pastyears:import", batch.pk)


def _preview(request: SignedIn, file: UploadedFile[bytes], criteria: PublishedSet) -> HttpResponse:
    seen, criteria_set = length(PAST), set_of(criteria)
    rows, problems = _read(request, file, criteria)
    plan = plan_import(rows, criteria_set, request.visitor)
    plan.problems[:0] = problems
    source = file.name or "tệp"
    sealed = seal(Shown(source, str(criteria.pk), seen, tuple(rows)), _PURPOSE)
    context = {
        "plan": plan,
        "source": source,
        "criteria": criteria,
        "sealed": sealed,
        "shown": plan.changes[:_SHOWN],
        "more": max(0, len(plan.changes) - _SHOWN),
    }
    return render(request, "pastyears/preview.html", context)


def _read(
    request: SignedIn, file: UploadedFile[bytes], criteria: PublishedSet
) -> tuple[list[PastRow], list[Problem]]:
    with on_disk(file) as path:
        return read_rows(path, set_of(criteria), request.visitor.day.year)
