"""Single sign-on against a real OpenID Connect provider on this machine."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from parindex.apps.access.roles import Role
from parindex.site import environment
from tests.apps.people import World
from tests.browser.looking import assert_sound
from tests.browser.provider import CLIENT, PASSWORD, SECRET
from tests.parts import CHROMIUM, PROVIDER
from tests.ports import free_port


@pytest.fixture
def provider(
    live_server: LiveServer, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A running provider that knows our site, and our site configured by environment to know it."""
    port = free_port()
    callback = live_server.url + reverse("openid_connect_callback", args=["sso"])
    assert PROVIDER.path
    python = str(Path(PROVIDER.path).with_name("python"))
    command = [python, str(Path(__file__).with_name("provider.py")), str(port), callback]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        url = f"http://127.0.0.1:{port}"
        monkeypatch.setenv("PARINDEX_OIDC_URL", url)
        monkeypatch.setenv("PARINDEX_OIDC_CLIENT_ID", CLIENT)
        monkeypatch.setenv("PARINDEX_OIDC_CLIENT_SECRET", SECRET)
        monkeypatch.setenv("PARINDEX_OIDC_NAME", "Sở thử")
        [found] = environment.single_sign_on()
        provider = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**provider, "APPS": [found]}}
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        allowed = [*directives["form-action"], environment.origin(url)]
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "form-action": allowed}}
        yield url
        running.terminate()


def sign_in_elsewhere(page: Page, url: str, name: str) -> None:
    """From our page of sign-in over the provider's pages and back."""
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Đăng nhập bằng Sở thử").click()
    page.wait_for_url(re.compile(re.escape(url)))
    page.locator("input[name=login]").fill(name)
    page.locator("button[type=submit]").first.click()
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").first.click()
    accept = page.locator("button[name=answer][value=accept]")
    accept.or_(page.locator("main h1")).first.wait_for()
    if accept.count():
        accept.click()


@CHROMIUM.required
@PROVIDER.required
def test_whoever_has_an_account_comes_in_as_themselves(
    provider: str, world: World, page_of: Callable[..., Page]
) -> None:
    page = page_of(None)
    sign_in_elsewhere(page, provider, "specialist")
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text(str(world.own[Role.SPECIALIST]))
    world.own[Role.SPECIALIST].refresh_from_db()
    assert world.own[Role.SPECIALIST].last_login is not None


@CHROMIUM.required
@PROVIDER.required
def test_whoever_has_none_is_told_whom_to_ask(
    provider: str, world: World, page_of: Callable[..., Page]
) -> None:
    page = page_of(None)
    sign_in_elsewhere(page, provider, "stranger")
    expect(page.get_by_role("heading", name="Chưa có tài khoản ở đây")).to_be_visible()
    expect(page.locator("main")).to_contain_text("«stranger»")
    assert_sound(page)
    page.goto("/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
