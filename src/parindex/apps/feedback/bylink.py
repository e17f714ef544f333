"""The page of a partner without an account, behind its link."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from parindex.apps.feedback import answering
from parindex.apps.feedback.answering import Said
from parindex.apps.feedback.forms import AnswerForm
from parindex.apps.feedback.limits import ANSWERS, BAD_LINKS, LOOKS
from parindex.apps.feedback.links import invited_by, is_used
from parindex.apps.feedback.models import Invitation
from parindex.apps.feedback.queries import items_of
from parindex.apps.pages.forms import attempt

_REMEMBERED = 3600
"""Seconds in which a form that is sent again is known."""


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The form, once; words where the link is not good, no longer good, or used too often.

    The very same form sent twice, as two clicks do, is thanked for twice.
    """
    invitation = invited_by(token)
    if invitation is None and not BAD_LINKS.allows(request.META.get("REMOTE_ADDR", "")):
        return render(request, "feedback/link_busy.html", status=429)
    if invitation is None or (request.method != "POST" and is_used(invitation)):
        return render(request, "feedback/link_gone.html", status=404)
    limit = ANSWERS if request.method == "POST" else LOOKS
    if not limit.allows(token):
        return render(request, "feedback/link_busy.html", status=429)
    form = AnswerForm(invitation, items_of(invitation), request.POST or None)
    if form.is_valid():
        said, sent = form.said(), _sent(request, token)
        attempt(form, lambda: _keep(invitation, said, sent))
        if form.is_valid() or cache.get(sent):
            return render(request, "feedback/thanks.html", {"invitation": invitation})
    context = {"form": form, "invitation": invitation, "by_link": True}
    return render(request, "feedback/answer.html", context)


def _keep(invitation: Invitation, said: Mapping[UUID, Said], sent: str) -> None:
    """Keep the answer and that this very form brought it, both or neither."""
    with transaction.atomic():
        answering.give_by_link(invitation, said)
        cache.set(sent, 1, _REMEMBERED)


def _sent(request: HttpRequest, token: str) -> str:
    """What a form is known by when it comes again.

    It covers the token against forgery, which is another one in every page that is sent out: whoever
    holds the link alone cannot try which answer is kept.
    """
    return (
        f"feedback/sent/{hashlib.sha256((token + request.POST.urlencode()).encode()).hexdigest()}"
    )
