"""Pages of documents and of their uses as evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.access.http import Request
from parindex.apps.accounts.models import Account
from parindex.apps.events.queries import history
from parindex.apps.evidence import services
from parindex.apps.evidence.forms import (
    AttachForm,
    EditForm,
    FileForm,
    JudgeForm,
    RegisterForm,
    WithdrawForm,
)
from parindex.apps.evidence.models import Document, Use
from parindex.apps.evidence.permits import EDITORS, readable
from parindex.apps.evidence.places import Place, place_at
from parindex.apps.evidence.queries import Pair, used_in
from parindex.apps.evidence.tables import ChoiceTable, DocumentsTable, for_place, shown
from parindex.apps.pages.forms import attempt
from parindex.engine.values.problems import BadInput

_HISTORY = 30


def _account(request: Request) -> Account:
    if not isinstance(request.user, Account):
        raise TypeError("a route with a rule let nobody in")
    return request.user


def _posted(request: Request) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def documents(request: Request) -> HttpResponse:
    """Every document that the visitor may read."""
    table = DocumentsTable(request, shown(readable(request.visitor)))
    return table.response("evidence/documents.html")


def register(request: Request) -> HttpResponse:
    """A new document, used nowhere yet."""
    form = RegisterForm(request.visitor, None, *_posted(request))
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: _register(request, form))
        if made is not None:
            messages.success(request, "Đã đăng ký văn bản.")
            return redirect("evidence:document", made.pk)
    return _form(request, "evidence/register.html", form)


def _register(request: Request, form: RegisterForm) -> Document:
    return services.register(
        form.unit, form.holding, form.said, by=_account(request), file=form.incoming()
    )


def document(request: Request, document: Document) -> HttpResponse:
    """One document: what is said of it, its files, where it serves, what happened to it."""
    context = {
        "document": document,
        "files": document.files.select_related("added_by").order_by("-seq"),
        "uses": used_in(request.visitor, document),
        "history": history(services.subject_of(document))[:_HISTORY],
        "may_edit": not document.withdrawn and request.visitor.holds(*EDITORS, over=document.unit),
    }
    return render(request, "evidence/document.html", context)


def edit(request: Request, document: Document) -> HttpResponse:
    """Change what is said of a document."""
    form = EditForm.of(document, _posted(request)[0])
    if form.is_bound and form.is_valid():
        attempt(form, lambda: _describe(request, document, form))
        if form.is_valid():
            messages.success(request, "Đã ghi thông tin văn bản.")
            return redirect("evidence:document", document.pk)
    return _form(request, "evidence/edit.html", form, document=document)


def _describe(request: Request, document: Document, form: EditForm) -> None:
    services.describe(document, form.cleaned_data["version"], form.said, by=_account(request))


def add_file(request: Request, document: Document) -> HttpResponse:
    """A newer file of a document."""
    form = FileForm(request.visitor, *_posted(request))
    if form.is_bound and form.is_valid():
        incoming = form.incoming()
        if incoming is None:
            form.add_error("file", "Hãy chọn tệp của bản mới.")
        elif attempt(form, lambda: services.add_file(document, incoming, by=_account(request))):
            messages.success(request, "Đã thêm bản tệp mới.")
            return redirect("evidence:document", document.pk)
    return _form(request, "evidence/add_file.html", form, document=document)


def withdraw(request: Request, document: Document) -> HttpResponse:
    """Take a document that was registered by mistake out of use."""
    form = WithdrawForm(_posted(request)[0], initial={"version": document.version})
    if form.is_bound and form.is_valid():
        attempt(form, lambda: _withdraw(request, document, form))
        if form.is_valid():
            messages.success(request, "Đã rút văn bản.")
            return redirect("evidence:documents")
    return _form(request, "evidence/withdraw.html", form, document=document)


def _withdraw(request: Request, document: Document, form: WithdrawForm) -> None:
    told = form.cleaned_data
    services.withdraw(document, told["version"], told["reason"], by=_account(request))


def place(request: Request, place: Place) -> HttpResponse:
    """The evidence of a place on a page of its own."""
    return render(request, "evidence/place.html", {"place": place})


def submit(request: Request, place: Place) -> HttpResponse:
    """A new document, attached at the place at once."""
    form = RegisterForm(request.visitor, place, *_posted(request))
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: _submit(request, place, form))
        if made is not None:
            return _back(request, place, "Đã nộp và gắn văn bản.")
    return _form(request, "evidence/submit.html", form, place=place)


def _submit(request: Request, place: Place, form: RegisterForm) -> Use:
    return services.submit(
        form.unit,
        form.holding,
        form.said,
        place.key,
        form.kind,
        by=_account(request),
        file=form.incoming(),
    )


def choose(request: Request, place: Place) -> HttpResponse:
    """Documents that stand already, to be attached at the place."""
    rows = for_place(readable(request.visitor), place.key)
    return ChoiceTable(request, rows).response("evidence/choose.html", {"place": place})


def attach(request: Request, pair: Pair) -> HttpResponse:
    """Attach a document at a place: for what is asked for there."""
    form = AttachForm(pair.place, _posted(request)[0])
    if form.is_bound and form.is_valid():
        by, kind = _account(request), form.kind
        if attempt(form, lambda: services.attach(pair.document, pair.place.key, kind, by=by)):
            return _back(request, pair.place, "Đã gắn văn bản.")
    return _form(request, "evidence/attach.html", form, place=pair.place, document=pair.document)


def detach(request: Request, use: Use) -> HttpResponse:
    """Take a document away from a place."""
    services.detach(use, by=_account(request))
    return _back(request, place_at(use.place), "Đã gỡ văn bản khỏi nơi này.")


def judge(request: Request, use: Use) -> HttpResponse:
    """Accept or refuse a document as evidence at its place."""
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise BadInput.of("Quyết định", "chưa chọn quyết định", "Hãy chọn rồi ghi lại")
    given = form.cleaned_data
    by, seen = _account(request), given["version"]
    if given["decision"] == JudgeForm.ACCEPT:
        services.accept(use, seen, by=by, reason=given["reason"])
    else:
        services.refuse(use, seen, given["reason"], by=by)
    return _back(request, place_at(use.place), "Đã ghi kết quả xem xét.")


def _back(request: Request, place: Place | None, words: str) -> HttpResponse:
    """To the page of the place, where its evidence stands."""
    if not request.htmx:
        messages.success(request, words)
    return redirect(f"{place.address}#minh-chung" if place else "evidence:documents")


def _form(request: Request, template: str, form: object, **context: object) -> HttpResponse:
    bound = getattr(form, "is_bound", False)
    status = 422 if bound else 200
    return render(request, template, {"form": form, **context}, status=status)
