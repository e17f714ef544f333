"""Pages of offers from the year before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
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
_ITEMS = 20
"""Items of which a page shows the offers; decided ones make room for the next."""


class OfferForm(forms.Form):
    """Which offer, as its button says it (`Offer.which`), and to which page back."""

    which = forms.RegexField(r"^[a-z]+ \S{1,60} [0-9]{1,9}$")
    back = forms.CharField(required=False)


@dataclass(frozen=True, slots=True)
class Told:
    """Which offer, on which version of its item, and to which page back."""

    kind: Kind
    source: str
    seen: int
    back: str


def all_offers(request: SignedIn, found: Assessment) -> HttpResponse:
    """What last year offers for the items that the visitor writes, some items at a time."""
    offered = offers_of(found, request.visitor)
    waiting = Paginator([each for each in offered if each.is_waiting], _ITEMS)
    set_aside = [(each, each.declined) for each in offered]
    declined = [(each, offers) for each, offers in set_aside if offers]
    context = {
        "assessment": found,
        "offered": waiting.get_page(request.GET.get("trang")),
        "declined": declined,
        "declined_count": sum(len(offers) for _, offers in declined),
        "back": LIST,
    }
    return render(request, "exchange/offers.html", context)


def take(request: SignedIn, found: Item) -> HttpResponse:
    """Take an offer."""
    told = _told(request)
    carrying.take(found, told.kind, told.source, told.seen, by=Actor.asking(request))
    said = "gắn minh chứng" if told.kind is Kind.DOCUMENT else "đưa vào bản nháp"
    messages.success(request, f"Mục {found.code}: đã {said}. Hãy xem lại trước khi trình.")
    return _back(found, told.back)


def decline(request: SignedIn, found: Item) -> HttpResponse:
    """Decline an offer."""
    return _decided(request, found, carrying.decline, "đã bỏ qua nội dung năm trước")


def reopen(request: SignedIn, found: Item) -> HttpResponse:
    """Offer again what was declined."""
    return _decided(request, found, carrying.reopen, "nội dung năm trước lại được đề nghị")


def _decided(request: SignedIn, found: Item, act: Callable[..., None], words: str) -> HttpResponse:
    told = _told(request)
    act(found, told.kind, told.source, by=Actor.asking(request))
    messages.success(request, f"Mục {found.code}: {words}.")
    return _back(found, told.back)


def _told(request: SignedIn) -> Told:
    form = OfferForm(request.POST)
    kind, source, seen = form.cleaned_data["which"].split() if form.is_valid() else ("", "", "")
    if kind not in Kind:
        raise BadInput.of("đề nghị", "chưa rõ nội dung nào", "Hãy mở lại trang rồi làm lại")
    return Told(Kind(kind), source, int(seen), form.cleaned_data["back"])


def _back(found: Item, to: str) -> HttpResponse:
    if to == LIST:
        assessment = found.assessment
        return redirect("exchange:offers", assessment.round.code, assessment.unit.code)
    return redirect(f"{address_of(found)}#tu-nam-truoc")
