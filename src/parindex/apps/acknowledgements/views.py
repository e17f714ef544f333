"""Pages of what is to be read and understood."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.apps.accounts.http import SignedIn
from parindex.apps.acknowledgements import services
from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.acknowledgements.queries import answers_shown, notices_for, waiting_for
from parindex.apps.acknowledgements.tables import AnswersTable, NoticesTable


def notices(request: SignedIn) -> HttpResponse:
    """Every document that the visitor's units are asked to read, what is owed first."""
    table = NoticesTable(request, notices_for(request.visitor))
    context = {"waiting": waiting_for(request.visitor).order_by("notice__asked_at", "pk")}
    return table.response("acknowledgements/notices.html", context)


def notice(request: SignedIn, notice: Notice) -> HttpResponse:
    """One document: what it is, what the visitor owes, who has confirmed and who has not."""
    shown = answers_shown(request.visitor, notice)
    context = {
        "notice": notice,
        "waiting": waiting_for(request.visitor).filter(notice=notice),
        "asked": shown.count(),
        "confirmed": shown.filter(confirmed_at__isnull=False).count(),
    }
    return AnswersTable(request, shown).response("acknowledgements/notice.html", context)


def confirm(request: SignedIn, confirmation: Confirmation) -> HttpResponse:
    """The head of the unit confirms."""
    services.confirm(confirmation, by=request.user)
    messages.success(request, f"Đã xác nhận quán triệt cho {confirmation.unit.name}.")
    return redirect("acknowledgements:notice", confirmation.notice_id)
