"""Sign-in: lock-out, password rules, sessions, the second factor, all in Vietnamese."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import require_second_factor, reset_password
from parindex.apps.events.models import Event
from parindex.apps.organizations.memberships import name_deputy
from parindex.apps.organizations.queries import today
from tests.apps.people import PASSWORD, World

pytestmark = pytest.mark.django_db

LOGIN = "/dang-nhap/"
ENGLISH = re.compile(
    r"\b(sign (?:in|out|up)|password|username|email|code|log ?in|invalid|incorrect|please|must|your"
    r"|required|authenticator|recovery|the|this field)\b",
    re.IGNORECASE,
)


def sign_in(client: Client, name: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": name, "password": password})


def text_of(page: str) -> str:
    """What a person reads: no tags, no attributes, no script."""
    body = page[page.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def code_now(secret: str, later: int = 0) -> str:
    """The six digits of RFC 6238 for the secret."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_whoever_signs_in_comes_back_to_where_they_wanted(client: Client, world: World) -> None:
    wanted = reverse("organizations:unit", args=["VP1"])
    moved = client.get(wanted)
    assert moved["Location"] == f"{LOGIN}?next={wanted}"
    answer = client.post(
        moved["Location"], {"login": "specialist", "password": PASSWORD, "next": wanted}
    )
    assert (answer.status_code, answer["Location"]) == (302, wanted)
    assert client.get(wanted).status_code == 200


def test_a_wrong_password_is_told_without_saying_which_was_wrong(
    client: Client, world: World
) -> None:
    known = text_of(sign_in(client, "specialist", "sai").content.decode())
    unknown = text_of(sign_in(client, "khong-co-ai", "sai").content.decode())
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in known
    assert known == unknown


def test_five_failures_lock_the_name_for_a_quarter_of_an_hour(client: Client, world: World) -> None:
    for _ in range(4):
        assert sign_in(client, "specialist", "sai").status_code == 200
    locked = sign_in(client, "specialist", "sai")
    assert locked.status_code == 429
    assert "đợi 15 phút" in locked.content.decode()
    assert sign_in(client, "specialist").status_code == 429
    assert sign_in(client, "Specialist").status_code == 429
    # Others still come in.
    assert sign_in(Client(), "leader").status_code == 302


def test_a_locked_account_is_told_so_and_its_sessions_end(client: Client, world: World) -> None:
    sign_in(client, "specialist")
    administrator = Client()
    sign_in(administrator, "administrator")
    address = reverse("people:lock", args=["specialist"])
    assert administrator.post(address, {"reason": "nghỉ việc"}).status_code == 302
    assert client.get("/")["Location"].startswith(LOGIN)
    told = client.post(LOGIN, {"login": "specialist", "password": PASSWORD}, follow=True)
    assert "khóa" in text_of(told.content.decode()).casefold()
    event = Event.objects.get(kind="accounts.account_locked")
    assert (event.actor_name, event.reason) == ("administrator", "nghỉ việc")


def test_nobody_locks_their_own_account(client: Client, world: World) -> None:
    sign_in(client, "administrator")
    answer = client.post(reverse("people:lock", args=["administrator"]), {"reason": "x"})
    assert "là tài khoản đang dùng" in answer.content.decode()
    assert Account.objects.get(username="administrator").is_active


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("ngan", "Mật khẩu cần ít nhất 12 ký tự."),
        ("482915736402", "Mật khẩu không được chỉ gồm chữ số."),
        ("specialist-1", "Mật khẩu không được gần giống tên đăng nhập"),
        ("qwertyuiop123", "Mật khẩu không được là một mật khẩu hay gặp."),
    ],
)
def test_password_rules(client: Client, world: World, password: str, told: str) -> None:
    sign_in(client, "specialist")
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = client.post(reverse("account_change_password"), fields)
    assert answer.status_code == 200
    assert told in answer.content.decode()


def test_a_reset_password_must_be_changed_before_work(client: Client, world: World) -> None:
    reset_password(world.own[Role.SPECIALIST], "tam-thoi-839-x", by="kiểm thử")
    sign_in(client, "specialist", "tam-thoi-839-x")
    change = reverse("account_change_password")
    assert client.get("/")["Location"] == change
    new = "một câu ngắn dễ nhớ"
    fields = {"oldpassword": "tam-thoi-839-x", "password1": new, "password2": "khác hẳn câu trên"}
    assert "Hai lần ghi không giống nhau." in client.post(change, fields).content.decode()
    assert client.post(change, {**fields, "password2": new}).status_code == 302
    assert client.get("/").status_code == 200
    assert sign_in(Client(), "specialist", new).status_code == 302


def test_signing_out_elsewhere_ends_the_other_sessions(client: Client, world: World) -> None:
    other = Client()
    sign_in(client, "specialist")
    sign_in(other, "specialist")
    page = client.get(reverse("usersessions_list")).content.decode()
    assert page.count('<th scope="row"') == 2
    client.post(reverse("usersessions_list"))
    assert client.get("/").status_code == 200
    assert other.get("/")["Location"].startswith(LOGIN)


def test_a_session_ends_by_itself(client: Client, world: World) -> None:
    sign_in(client, "specialist")
    session = client.session
    left = session.get_expiry_age()
    assert 9 * 3600 < left <= 10 * 3600
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    session.set_expiry(timezone.now() - timedelta(seconds=1))
    session.save()
    assert client.get("/")["Location"].startswith(LOGIN)


def activate(client: Client) -> tuple[str, list[str]]:
    """Set up an authenticator; returns its secret and the recovery codes."""
    wanted = client.get(reverse("mfa_activate_totp"))
    assert wanted["Location"].startswith(reverse("account_reauthenticate"))
    page = client.post(wanted["Location"], {"password": PASSWORD}, follow=True)
    assert not ENGLISH.search(text_of(page.content.decode()))
    assert page.status_code == 200
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert done.status_code == 302
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return secret, re.findall(r"<code>(\w+)</code>", shown)


def test_with_a_second_factor_the_password_is_not_enough(client: Client, world: World) -> None:
    sign_in(client, "specialist")
    secret, codes = activate(client)
    assert len(codes) == 10
    other = Client()
    assert sign_in(other, "specialist")["Location"] == reverse("mfa_authenticate")
    assert other.get("/")["Location"].startswith(LOGIN)
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Mã không đúng hoặc đã hết hạn." in wrong.content.decode()
    # A code serves once, so the next one is taken.
    assert other.post(reverse("mfa_authenticate"), {"code": code_now(secret, 1)}).status_code == 302
    assert other.get("/").status_code == 200


def test_a_recovery_code_serves_once(client: Client, world: World) -> None:
    sign_in(client, "specialist")
    _, codes = activate(client)
    for expected in (302, 200):
        other = Client()
        sign_in(other, "specialist")
        answer = other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert answer.status_code == expected


def test_an_administrator_can_require_it_by_role(client: Client, world: World) -> None:
    require_second_factor([Role.LEADER], by=world.own[Role.ADMINISTRATOR])
    sign_in(client, "leader")
    setup = reverse("mfa_activate_totp")
    assert client.get("/")["Location"] == setup
    assert client.get(reverse("organizations:units"))["Location"] == setup
    activate(client)
    assert client.get("/").status_code == 200
    # It cannot be turned off while the role needs it.
    refused = client.post(reverse("mfa_deactivate_totp"))
    assert "bắt buộc xác thực hai bước" in refused.content.decode()
    other = Client()
    sign_in(other, "specialist")
    assert other.get("/").status_code == 200


def test_a_deputy_needs_what_the_role_needs(client: Client, world: World) -> None:
    require_second_factor([Role.LEADER], by=world.own[Role.ADMINISTRATOR])
    role = world.own[Role.LEADER].memberships.get()
    name_deputy(role, world.own[Role.UNIT_HEAD], today(), today(), by="kiểm thử")
    sign_in(client, "unit_head")
    assert client.get("/")["Location"] == reverse("mfa_activate_totp")


def test_a_lost_device_is_taken_off_by_the_administrator(client: Client, world: World) -> None:
    sign_in(client, "specialist")
    activate(client)
    administrator = Client()
    sign_in(administrator, "administrator")
    address = reverse("people:remove_second_factor", args=["specialist"])
    administrator.post(address, {"reason": "mất điện thoại"})
    assert sign_in(Client(), "specialist")["Location"] == "/"


PAGES = (
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
    "me",
)


def test_every_page_of_sign_in_speaks_vietnamese(client: Client, world: World) -> None:
    pages = [client.get(LOGIN), client.post(LOGIN, {}), sign_in(client, "x", "y")]
    sign_in(client, "leader")
    pages += [client.get(reverse(name)) for name in PAGES]
    pages += [client.post(reverse("account_change_password"), {"password1": "x", "password2": "y"})]
    activate(client)
    after = ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes")
    pages += [client.get(reverse(name)) for name in (*after, "mfa_deactivate_totp")]
    other = Client()
    sign_in(other, "leader")
    pages += [other.get(reverse("mfa_authenticate")), client.get(reverse("account_logout"))]
    for page in pages:
        assert page.status_code == 200
        text = text_of(page.content.decode())
        assert not ENGLISH.search(text), ENGLISH.search(text)
