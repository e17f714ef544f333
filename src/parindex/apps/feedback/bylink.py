"""The page of a partner without an account, behind its link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from parindex.apps.feedback import answering
from parindex.apps.feedback.forms import AnswerForm
from parindex.apps.feedback.limits import ANSWERS, BAD_LINKS, LOOKS
from parindex.apps.feedback.links import invited_by
from parindex.apps.feedback.queries import items_of
from parindex.apps.pages.forms import attempt


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The form, once; words where the link is not good, no longer good, or used too often."""
    invitation = invited_by(token)
    if invitation is None:
        if not BAD_LINKS.allows(request.META.get("REMOTE_ADDR", "")):
            return render(request, "feedback/link_busy.html", status=429)
        return render(request, "feedback/link_gone.html", status=404)
    limit = ANSWERS if request.method == "POST" else LOOKS
    if not limit.allows(token):
        return render(request, "feedback/link_busy.html", status=429)
    form = AnswerForm(invitation, items_of(invitation), request.POST or None)
    if form.is_valid():
        said = form.said()
        attempt(form, lambda: answering.give_by_link(invitation, said))
        if form.is_valid():
            return render(request, "feedback/thanks.html", {"invitation": invitation})
    context = {"form": form, "invitation": invitation, "by_link": True}
    return render(request, "feedback/answer.html", context)
