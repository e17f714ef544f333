"""The administrator's pages on accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.access.roles import Role
from parindex.apps.accounts import services
from parindex.apps.accounts.http import SignedIn
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.queries import second_factor_roles, suggested_accounts
from parindex.apps.organizations import memberships as verbs
from parindex.apps.organizations.handover import hand_over, open_work
from parindex.apps.organizations.models import Deputy, Membership
from parindex.apps.organizations.people.forms import (
    AccountForm,
    DeputyForm,
    GrantForm,
    HandoverForm,
    LastDayForm,
    PersonForm,
    ReasonForm,
    SecondFactorForm,
)
from parindex.apps.organizations.people.queries import people_listed, person_page
from parindex.apps.organizations.people.tables import PeopleTable
from parindex.apps.pages.forms import attempt


def people(request: SignedIn) -> HttpResponse:
    """All accounts."""
    return PeopleTable(request, people_listed(request.visitor.day)).response("people/people.html")


def suggestions(request: SignedIn) -> HttpResponse:
    """Options for a field that names an account."""
    typed = next(iter(request.GET.values()), "")
    return render(request, "people/suggestions.html", {"accounts": suggested_accounts(str(typed))})


def person(request: SignedIn, account: Account) -> HttpResponse:
    """One account: roles, absences, open work, sign-in, history."""
    page = person_page(account, request.visitor.day)
    return render(request, "people/person.html", {"page": page})


def new_account(request: SignedIn) -> HttpResponse:
    """Open an account; its first password is shown on the answer and nowhere else."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        told, password = form.cleaned_data, services.random_password()
        account = attempt(
            form,
            lambda: services.open_account(
                told["username"],
                told["full_name"],
                password,
                by=request.user,
                email=told["email"],
                must_change_password=True,
            ),
        )
        if account is not None:
            return _password(request, account, password, "Đã mở tài khoản")
    return _shown(request, Page("Thêm tài khoản", "Mở tài khoản"), form)


def edit(request: SignedIn, account: Account) -> HttpResponse:
    """Correct a person's name and address."""
    given = {"full_name": account.full_name, "email": account.email}
    form = PersonForm(request.POST or None, initial=given)

    def act() -> None:
        told = form.cleaned_data
        services.change_account(account, told["full_name"], told["email"], by=request.user)

    page = Page("Sửa thông tin", "Ghi lại", "Đã ghi thông tin.")
    return _act(request, form, act, account, page)


def reset(request: SignedIn, account: Account) -> HttpResponse:
    """Give the account a random password, shown on the answer and nowhere else."""
    if request.method == "POST":
        password = services.random_password()
        services.reset_password(account, password, by=request.user)
        return _password(request, account, password, "Đã đặt lại mật khẩu")
    words = "Mật khẩu cũ mất hiệu lực và mọi phiên đang mở của tài khoản này kết thúc."
    page = Page("Đặt lại mật khẩu", "Đặt lại mật khẩu", notes=(words,))
    return _shown(request, page, account=account)


def sign_out(request: SignedIn, account: Account) -> HttpResponse:
    """End all sessions of the account."""
    if request.method == "POST":
        ended = services.sign_out_everywhere(account, by=request.user)
        return _done(request, account, f"Đã kết thúc {ended} phiên làm việc của {account}.")
    words = "Mọi phiên đang mở của tài khoản này kết thúc ngay, trên mọi máy."
    page = Page("Đăng xuất khỏi mọi nơi", "Kết thúc mọi phiên", notes=(words,))
    return _shown(request, page, account=account)


def lock(request: SignedIn, account: Account) -> HttpResponse:
    """Lock the account, or unlock it."""
    form = ReasonForm(request.POST or None)
    verb, title = (
        (services.lock, "Khóa tài khoản") if account.is_active else (services.unlock, "Mở khóa")
    )

    def act() -> None:
        verb(account, by=request.user, reason=form.cleaned_data["reason"])

    return _act(request, form, act, account, Page(title, title, f"{title}: xong."))


def remove_second_factor(request: SignedIn, account: Account) -> HttpResponse:
    """For whoever lost the device."""
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        services.remove_second_factor(account, by=request.user, reason=reason)

    title = "Gỡ xác thực hai bước"
    page = Page(title, title, "Đã gỡ xác thực hai bước.")
    return _act(request, form, act, account, page)


def grant(request: SignedIn, account: Account) -> HttpResponse:
    """Give the account a role."""
    form = GrantForm(request.POST or None, initial={"valid_from": request.visitor.day})

    def act() -> None:
        told = form.cleaned_data
        verbs.grant(
            account,
            Role(told["role"]),
            told["unit"],
            by=request.user,
            since=told["valid_from"],
            until=told["valid_to"],
            reason=told["reason"],
        )

    page = Page("Giao vai trò", "Giao vai trò", "Đã giao vai trò.")
    return _act(request, form, act, account, page)


def end_membership(request: SignedIn, membership: Membership) -> HttpResponse:
    """End a role."""
    form = LastDayForm(request.POST or None, initial={"valid_to": request.visitor.day})

    def act() -> None:
        told = form.cleaned_data
        verbs.end_membership(membership, told["valid_to"], by=request.user, reason=told["reason"])

    page = Page(f"Thôi giao: {membership}", "Ghi ngày cuối", "Đã ghi ngày cuối.")
    return _act(request, form, act, membership.account, page)


def name_deputy(request: SignedIn, membership: Membership) -> HttpResponse:
    """Name who acts in the role during an absence."""
    form = DeputyForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        verbs.name_deputy(
            membership,
            told["account"],
            told["valid_from"],
            told["valid_to"],
            by=request.user,
            reason=told["reason"],
        )

    page = Page(f"Ủy quyền: {membership}", "Ủy quyền", "Đã ghi ủy quyền.")
    return _act(request, form, act, membership.account, page)


def recall_deputy(request: SignedIn, deputy: Deputy) -> HttpResponse:
    """End a deputy's days early."""
    form = LastDayForm(request.POST or None, initial={"valid_to": request.visitor.day})

    def act() -> None:
        told = form.cleaned_data
        verbs.recall_deputy(deputy, told["valid_to"], by=request.user, reason=told["reason"])

    page = Page(f"Thôi ủy quyền cho {deputy.account}", "Ghi ngày cuối", "Đã ghi ngày cuối.")
    return _act(request, form, act, deputy.membership.account, page)


def handover(request: SignedIn, account: Account) -> HttpResponse:
    """Hand all open work of the account to another."""
    form = HandoverForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        hand_over(account, told["taker"], by=request.user, reason=told["reason"])

    notes = tuple(f"{count} {kind.title}" for kind, count in open_work(account))
    page = Page("Bàn giao việc đang làm", "Bàn giao", "Đã bàn giao.", notes)
    return _act(request, form, act, account, page)


def second_factor(request: SignedIn) -> HttpResponse:
    """Which roles need a second factor."""
    if request.method == "POST":
        form = SecondFactorForm(request.POST)
    else:
        form = SecondFactorForm(initial={"roles": list(second_factor_roles())})
    if form.is_valid():
        services.require_second_factor(map(Role, form.cleaned_data["roles"]), by=request.user)
        messages.success(request, "Đã ghi các vai trò phải xác thực hai bước.")
        return redirect("people:people")
    return _shown(request, Page("Xác thực hai bước theo vai trò", "Ghi lại"), form)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with a form or a button: its words, what is told when it is done, and notes above."""

    title: str
    button: str
    told: str = ""
    notes: tuple[str, ...] = ()


def _act(
    request: SignedIn, form: forms.Form, act: Callable[[], object], account: Account, page: Page
) -> HttpResponse:
    """Show the form until what it asks for is done, then go back to the account."""
    if form.is_valid():
        attempt(form, act)
        if form.is_valid():
            return _done(request, account, page.told)
    return _shown(request, page, form, account)


def _shown(
    request: SignedIn, page: Page, form: forms.Form | None = None, account: Account | None = None
) -> HttpResponse:
    context = {"form": form, "page": page, "account": account}
    return render(request, "people/form.html", context)


def _password(request: SignedIn, account: Account, password: str, title: str) -> HttpResponse:
    context = {"account": account, "password": password, "title": title}
    response = render(request, "people/password.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _done(request: SignedIn, account: Account, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("people:person", account.username)
