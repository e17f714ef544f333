"""Pages in the distribution's Chromium: signed in as anybody, light or dark, wide or narrow."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from parindex.apps.accounts.models import Account
from tests.apps.people import World, make_world
from tests.parts import CHROMIUM

# Playwright runs a loop in this thread, in which Django would otherwise refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


PATIENCE = 30_000
"""Milliseconds: what is waited for comes at once, unless the machine has much else to do."""
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    name: str
    width: int
    scheme: str = "light"
    height: int = 900

    def take(self, page: Page) -> None:
        """Look at the page so, loaded already or not."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(color_scheme=self.scheme)


LOOKS = (Look("light", 1440), Look("dark", 1440, "dark"), Look("phone", 360, height=740))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.path
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM.path, args=list(_QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def page_of(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """A page signed in as an account (None: nobody); addresses are relative to the site.

    No script of the site may have failed when the test ends. Failing where the error is heard would
    end the connection to the browser, and with it every later test.
    """
    opened, failed = [], []

    def make(account: Account | None, **options: object) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="vi-VN", **options)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        if account is not None:
            context.add_cookies([_session(account, live_server.url)])
        page = context.new_page()
        LOOKS[0].take(page)
        page.on("pageerror", lambda error: failed.append((page.url, str(error))))
        return page

    yield make
    for context in opened:
        context.close()
    assert [told for told in failed if told[0].startswith(live_server.url)] == []


def _session(account: Account, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "domain": urlsplit(url).hostname or "",
        "path": "/",
    }
