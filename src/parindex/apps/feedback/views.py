"""Pages of consultations: opening, inviting, reading, answering."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parindex.apps.accounts.http import SignedIn
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.forms import TextForm
from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.queries import component_of
from parindex.apps.feedback import answering, asking
from parindex.apps.feedback.forms import AnswerForm, CallForm, CloseForm, GuestsForm
from parindex.apps.feedback.listings import counted_listing
from parindex.apps.feedback.models import Consultation, Invitation
from parindex.apps.feedback.queries import invitations, invitations_for, items_of, opinion_on
from parindex.apps.feedback.rules import RUNS
from parindex.apps.feedback.tables import GuestsTable, MineTable, RepliesTable
from parindex.apps.feedback.tallies import numbers_of, shown_replies, told_in
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.listing import exported
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput


def mine(request: SignedIn) -> HttpResponse:
    """What the visitor's units are invited to."""
    return MineTable(request, invitations_for(request.visitor)).response("feedback/mine.html")


def call(request: SignedIn, found: Assessment) -> HttpResponse:
    """Open a consultation on an assessment and invite."""
    form = CallForm(found, request.POST or None)
    if form.is_valid():
        by = Actor.asking(request)
        opened = attempt(form, lambda: asking.call_out(found, form.call(), form.guests(), by=by))
        if opened is not None:
            messages.success(request, "Đã mở đợt lấy ý kiến và gửi lời mời tới các đơn vị.")
            return redirect("feedback:guests", opened.pk)
    return render(request, "feedback/call.html", {"form": form, "assessment": found})


def consultation(request: SignedIn, found: Consultation) -> HttpResponse:
    """What was answered, item by item and one by one."""
    invited, answered = numbers_of(found)
    counted = counted_listing(request, told_in(found))
    if workbook := exported(counted):
        return workbook
    context = {
        "consultation": found,
        "invited": invited,
        "answered": answered,
        "counted": counted,
        "may_run": RUNS.admits(request.visitor, found),
        "form": CloseForm(initial={"closes": found.closes}, auto_id="han-%s"),
    }
    table = RepliesTable(request, found, shown_replies(found))
    return table.response("feedback/consultation.html", context)


def guests(request: SignedIn, found: Consultation) -> HttpResponse:
    """Who is invited, and who has answered."""
    rows = invitations().filter(consultation=found)
    return GuestsTable(request, rows).response("feedback/guests.html", {"consultation": found})


def invite(request: SignedIn, found: Consultation) -> HttpResponse:
    """Invite more."""
    form = GuestsForm(found.assessment, request.POST or None)
    if form.is_valid():
        by = Actor.asking(request)
        new = attempt(form, lambda: asking.invite(found, form.guests(), by=by))
        if new is not None:
            told = (
                f"Đã mời thêm {new} cơ quan, tổ chức." if new else "Những nơi này đã được mời rồi."
            )
            messages.success(request, told)
            return redirect("feedback:guests", found.pk)
    return render(request, "feedback/invite.html", {"form": form, "consultation": found})


def reschedule(request: SignedIn, found: Consultation) -> HttpResponse:
    """Another last day."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise BadInput.of("hạn góp ý", "không đọc được ngày", "Hãy ghi như 27/02/2023")
    asking.reschedule(found, form.cleaned_data["closes"], by=Actor.asking(request))
    messages.success(request, f"Góp ý đến hết ngày {form.cleaned_data['closes']:%d/%m/%Y}.")
    return redirect("feedback:consultation", found.pk)


def close(request: SignedIn, found: Consultation) -> HttpResponse:
    """Take no more answers."""
    asking.close(found, by=Actor.asking(request))
    messages.success(request, "Đã đóng đợt lấy ý kiến.")
    return redirect("feedback:consultation", found.pk)


def invitation(request: SignedIn, found: Invitation) -> HttpResponse:
    """One invitation, for whoever asks: how far it is, its link, withdrawing it."""
    context = {
        "invitation": found,
        "is_answered": opinion_on(found) is not None,
        "components": [(item, component_of(item)) for item in items_of(found)],
    }
    return render(request, "feedback/invitation.html", context)


def issue_link(request: SignedIn, found: Invitation) -> HttpResponse:
    """A new link for a partner, shown once."""
    token = asking.issue_link(found, by=Actor.asking(request))
    address = request.build_absolute_uri(reverse("feedback:by_link", args=[token]))
    return render(request, "feedback/link.html", {"invitation": found, "address": address})


def withdraw(request: SignedIn, found: Invitation) -> HttpResponse:
    """Withdraw an invitation."""
    form = TextForm(request.POST)
    reason = form.cleaned_data["text"] if form.is_valid() else ""
    asking.withdraw(found, reason, by=Actor.asking(request))
    messages.success(request, f"Đã rút lời mời {found.name}.")
    return redirect("feedback:guests", found.consultation_id)


def answer(request: SignedIn, found: Invitation) -> HttpResponse:
    """The form of an invited unit, filled with what it answered so far."""
    opinion, items = opinion_on(found), items_of(found)
    form = AnswerForm(found, items, request.POST or None, opinion)
    context = {"form": form, "invitation": found, "opinion": opinion}
    if form.is_valid():
        seen, by = form.cleaned_data["seen"] or 0, Actor.asking(request)
        try:
            attempt(form, lambda: answering.give(found, form.said(), seen, by=by))
        except Conflict:
            now = AnswerForm(found, items, None, opinion_on(found))
            context |= {"theirs": now, "now": now.initial["seen"]}
            return render(request, "feedback/answer.html", context, status=409)
        if form.is_valid():
            messages.success(request, "Đã ghi nhận ý kiến. Sửa được đến khi đóng.")
            return redirect(request.path)
    return render(request, "feedback/answer.html", context)
