"""A person's own page: roles, absence, sign-in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.organizations.memberships import name_deputy
from parindex.apps.organizations.people.forms import OwnDeputyForm
from parindex.apps.organizations.people.queries import own_memberships, person_page
from parindex.apps.organizations.people.views import Page
from parindex.apps.pages.forms import attempt


def me(request: SignedIn) -> HttpResponse:
    """My account: roles, who stands in for me, how I sign in."""
    page = person_page(request.user, request.visitor.day)
    return render(request, "people/me.html", {"page": page})


def absence(request: SignedIn) -> HttpResponse:
    """Name who acts in one of my roles while I am away."""
    held = own_memberships(request.user, request.visitor.day)
    form = OwnDeputyForm(request.POST or None, memberships=held)
    if form.is_valid():
        told = form.cleaned_data
        attempt(
            form,
            lambda: name_deputy(
                told["membership"],
                told["account"],
                told["valid_from"],
                told["valid_to"],
                by=request.user,
                reason=told["reason"],
            ),
        )
        if form.is_valid():
            messages.success(request, f"Đã ủy quyền cho {told['account']}.")
            return redirect("me")
    context = {"form": form, "page": Page("Ủy quyền khi vắng mặt", "Ủy quyền")}
    return render(request, "people/form.html", context)
