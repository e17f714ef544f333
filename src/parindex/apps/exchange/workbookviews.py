"""Pages of the declaration as a workbook: take it out, bring it back with a look before."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.answering import save_all
from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.tables import address_of_assessment
from parindex.apps.exchange.comparing import Plan, Written, drafts_of, plan_of, plan_of_file
from parindex.apps.exchange.forms import ConfirmForm, LoadForm
from parindex.apps.exchange.writing import declaration
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.sealing import seal, unseal
from parindex.apps.pages.uploads import on_disk
from parindex.apps.pages.versions import Conflict
from parindex.apps.pages.workbook import download
from parindex.engine.values.problems import BadInput

_PURPOSE = "exchange.declaration"


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody was shown, of which file and assessment."""

    account: int
    assessment: str
    source: str
    written: tuple[Written, ...]


def take_out(request: SignedIn, found: Assessment) -> HttpResponse:
    """The declaration as it stands."""
    name = f"ban-khai-{found.unit.code}-{found.round.code}.xlsx"
    return download(declaration(found, request.visitor), name)


def bring_back(request: SignedIn, found: Assessment) -> HttpResponse:
    """Choose a filled workbook; once it is chosen, what it would change. Nothing is written."""
    form = LoadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        plan = attempt(form, lambda: _plan(request, found, file))
        if plan is not None:
            return _preview(request, found, plan, file.name or "tệp")
    context = {"assessment": found, "form": form}
    return render(request, "exchange/bring_back.html", context)


def confirm(request: SignedIn, found: Assessment) -> HttpResponse:
    """Save what was shown as drafts; what somebody changed meanwhile is shown again instead."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("exchange:bring_back", found.round.code, found.unit.code)
    shown = unseal(form.cleaned_data["shown"], Shown, _PURPOSE)
    if (shown.account, shown.assessment) != (request.user.pk, str(found.pk)):
        raise BadInput.of("bản xem trước", "không phải của trang này", "Hãy chọn lại tệp")
    plan = plan_of(found, request.visitor, shown.written)
    if plan.conflicts or plan.problems:
        return _preview(request, found, plan, shown.source, moved=True)
    drafts = drafts_of(plan.changes)
    reason = f"Nạp từ tệp «{shown.source}»"
    try:
        kept = save_all(found, drafts, by=Actor.asking(request), reason=reason)
    except Conflict:
        again = plan_of(found, request.visitor, shown.written)
        return _preview(request, found, again, shown.source, moved=True)
    messages.success(request, f"Đã lưu bản nháp của {kept} mục từ «{shown.source}».")
    return redirect(address_of_assessment(found))


def _plan(request: SignedIn, found: Assessment, file: UploadedFile[bytes]) -> Plan:
    with on_disk(file) as path:
        return plan_of_file(path, found, request.visitor)


def _preview(
    request: SignedIn, found: Assessment, plan: Plan, source: str, *, moved: bool = False
) -> HttpResponse:
    written = tuple(change.written for change in plan.changes)
    sealed = seal(Shown(request.user.pk, str(found.pk), source, written), _PURPOSE)
    context = {
        "assessment": found,
        "plan": plan,
        "source": source,
        "sealed": sealed,
        "moved": moved,
    }
    status = 409 if moved else 200
    return render(request, "exchange/preview.html", context, status=status)
