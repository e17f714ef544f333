"""Pages of offers from the year before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.places import address_of
from parindex.apps.exchange import carrying
from parindex.apps.exchange.kinds import Kind
from parindex.apps.exchange.offers import offers_of
from parindex.engine.values.problems import BadInput

LIST = "danh-sach"


class OfferForm(forms.Form):
    """Which offer, on which version of its item, and to which page back."""

    kind = forms.ChoiceField(choices=Kind)
    source = forms.CharField(max_length=60)
    seen = forms.IntegerField()
    back = forms.CharField(required=False)


def all_offers(request: SignedIn, found: Assessment) -> HttpResponse:
    """Everything that last year offers for the items that the visitor writes."""
    offered = offers_of(found, request.visitor)
    context = {
        "assessment": found,
        "offered": [each for each in offered if each.waiting],
        "declined": [offer for each in offered for offer in each.declined],
        "back": LIST,
    }
    return render(request, "exchange/offers.html", context)


def take(request: SignedIn, found: Item) -> HttpResponse:
    """Take an offer."""
    told = _told(request)
    kind, source = Kind(told["kind"]), told["source"]
    carrying.take(found, kind, source, told["seen"], by=Actor.asking(request))
    said = "gắn minh chứng" if kind is Kind.DOCUMENT else "đưa vào bản nháp"
    messages.success(request, f"Mục {found.code}: đã {said}. Hãy xem lại trước khi trình.")
    return _back(found, told["back"])


def decline(request: SignedIn, found: Item) -> HttpResponse:
    """Decline an offer."""
    return _decided(request, found, carrying.decline, "đã bỏ qua nội dung năm trước")


def reopen(request: SignedIn, found: Item) -> HttpResponse:
    """Offer again what was declined."""
    return _decided(request, found, carrying.reopen, "nội dung năm trước lại được đề nghị")


def _decided(request: SignedIn, found: Item, act: Callable[..., None], words: str) -> HttpResponse:
    told = _told(request)
    act(found, Kind(told["kind"]), told["source"], by=Actor.asking(request))
    messages.success(request, f"Mục {found.code}: {words}.")
    return _back(found, told["back"])


def _told(request: SignedIn) -> dict[str, Any]:
    form = OfferForm(request.POST)
    if not form.is_valid():
        raise BadInput.of("đề nghị", "chưa rõ nội dung nào", "Hãy mở lại trang rồi làm lại")
    return form.cleaned_data


def _back(found: Item, to: str) -> HttpResponse:
    if to == LIST:
        assessment = found.assessment
        return redirect("exchange:offers", assessment.round.code, assessment.unit.code)
    return redirect(f"{address_of(found)}#tu-nam-truoc")
