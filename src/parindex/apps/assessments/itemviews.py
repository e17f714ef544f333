"""Pages of items: the answer, what is decided about it, what is said about it, its records."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.assessments import answering
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.behind import look_of, page_of, workbook_of
from parindex.apps.assessments.forms import ReasonForm, SeenForm, TextForm
from parindex.apps.assessments.itempage import form_of, item_page, preview
from parindex.apps.assessments.models import Item
from parindex.apps.assessments.places import address_of
from parindex.apps.assessments.queries import items_for_pages
from parindex.apps.criteria.answering import InputForm
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput

SAVE, SUBMIT, PREVIEW = "luu", "trinh", "xem"


def item(request: SignedIn, found: Item) -> HttpResponse:
    """The page of an item."""
    return _page(request, found, form_of(found), found.explanation)


def write(request: SignedIn, found: Item) -> HttpResponse:
    """Save what was written, and submit it or show its points where that is asked for."""
    form = form_of(found, request.POST)
    explanation = request.POST.get("explanation", "")
    act = request.POST.get("viec", SAVE)
    if act == PREVIEW or not form.is_valid():
        shown = preview(found, form)
        return _page(request, found, form, explanation, preview=shown)
    seen = _seen(request)
    try:
        saved = answering.save(found, seen, form, explanation, by=Actor.asking(request))
    except Conflict:
        return _conflict(request, found, form, explanation)
    if act == SUBMIT:
        return _submit(request, saved, form)
    messages.success(request, "Đã lưu bản nháp.")
    return redirect(address_of(found))


def look(request: SignedIn, found: Item) -> HttpResponse:
    """What the answer in the form would be worth; nothing is kept."""
    form = form_of(found, request.POST)
    shown = preview(found, form)
    context = {"trial": shown, "component": form.component}
    return render(request, "assessments/preview.html", context)


def approve(request: SignedIn, found: Item) -> HttpResponse:
    """The unit's head approves."""
    answering.approve(found, _seen(request), by=Actor.asking(request))
    messages.success(request, f"Đã duyệt mục {found.code}.")
    return redirect(address_of(found))


def return_(request: SignedIn, found: Item) -> HttpResponse:
    """Give it back with a reason."""
    reason = request.POST.get("reason", "")
    answering.return_(found, _seen(request), reason, by=Actor.asking(request))
    messages.success(request, f"Đã trả lại mục {found.code}.")
    return redirect(address_of(found))


def comment(request: SignedIn, found: Item) -> HttpResponse:
    """Add a line to the thread."""
    answering.comment(found, request.POST.get("text", ""), by=Actor.asking(request))
    return redirect(f"{address_of(found)}#trao-doi")


def contribute(request: SignedIn, found: Item) -> HttpResponse:
    """What a contributing unit has to say."""
    named = Unit.objects.filter(code=request.POST.get("unit", ""))
    unit = named.filter(pk__in=request.visitor.units).first()
    if unit is None:
        raise BadInput.of("đơn vị phối hợp", "chưa chọn đơn vị", "Hãy mở lại trang và làm lại")
    answering.contribute(found, unit, request.POST.get("text", ""), by=Actor.asking(request))
    messages.success(request, "Đã ghi nội dung phối hợp.")
    return redirect(f"{address_of(found)}#phoi-hop")


def records(request: SignedIn, found: Item) -> HttpResponse | FileResponse:
    """The records behind one of the item's facts, a page of them or all in a workbook."""
    looking = look_of(found, request.GET, who=request.user.get_username())
    if looking is None:
        raise Http404("không có số liệu này")
    if request.GET.get("xuat") == "xlsx":
        return workbook_of(looking, found)
    context = {"item": found, "page": page_of(looking, request.GET), "looking": looking}
    return render(request, "assessments/records.html", context)


def _seen(request: SignedIn) -> int:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise BadInput.of("biểu mẫu", "thiếu phiên bản đang xem", "Hãy tải lại trang rồi làm lại")
    return int(form.cleaned_data["seen"])


def _submit(request: SignedIn, saved: Item, form: InputForm) -> HttpResponse:
    """Submit what was just saved; what it owes stands on the page."""
    found = items_for_pages().get(pk=saved.pk)
    try:
        answering.submit(found, found.version, by=Actor.asking(request))
    except BadInput as bad:
        owed = [str(each.what) for each in bad.problems]
        return _page(request, found, form, found.explanation, owed=owed, status=422)
    messages.success(request, f"Đã trình mục {found.code} cho lãnh đạo đơn vị.")
    return redirect(address_of(found))


def _conflict(request: SignedIn, found: Item, form: InputForm, explanation: str) -> HttpResponse:
    """Both versions: mine stays in the form, theirs stands beside it."""
    now = items_for_pages().get(pk=found.pk)
    theirs = form_of(now)
    return _page(
        request, now, form, explanation, theirs=list(_shown(theirs)), conflict=True, status=409
    )


def _shown(form: InputForm) -> Any:
    """The other version's fields with what stands in them."""
    for field in form:
        value = form.initial.get(field.name, "")
        choices = dict(getattr(field.field, "choices", ()))
        if value:
            yield field.label, choices.get(value, value)


def _page(
    request: SignedIn,
    found: Item,
    form: InputForm,
    explanation: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "page": item_page(found, request.visitor),
        "form": form,
        "explanation": explanation,
        "reason": ReasonForm(initial={"seen": found.version}, auto_id="tra-lai-%s"),
        "text": TextForm(auto_id="trao-doi-%s"),
        **more,
    }
    return render(request, "assessments/item.html", context, status=status)
