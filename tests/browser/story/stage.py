"""Who walks the story, each with a browser of their own, and what must hold of what they see."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import resolve, reverse
from playwright.sync_api import Locator, Page, expect

from tests.apps.people import PASSWORD
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.browser.pictures import Camera

ADMINISTRATOR, COORDINATOR, LEADER = "quantri", "dieuphoi", "lanhdao"
APPRAISER, AUDITOR = "thamdinh", "theodoi"
SPECIALIST, UNIT_HEAD = "nguyenvana", "lanhdaophong"
"""The specialist's account is opened in the story; the others are those of the example."""
HELPERS = {
    "H00.VP.02": ("chuyenvien-th", "lanhdaophong-th"),
    "H00.VP.04": ("chuyenvien-tt", "lanhdaophong-tt"),
}
"""The specialist and the head of each other room that answers for something."""

WALKED = frozenset({"assessments:records"})
"""Pages that only the story has something to show on."""

WORKING = 120_000
"""Milliseconds that the worker may take."""

Pages = Callable[..., Page]


@dataclass
class Stage:
    """The site with nobody signed in yet; `folder` holds what people have on their own machines.

    `seen` are the names of the pages that were looked at.
    """

    page_of: Pages
    folder: Path
    camera: Camera = field(default_factory=Camera)
    seen: set[str] = field(default_factory=set)
    _pages: dict[str, Page] = field(default_factory=dict)

    def as_(self, username: str, password: str = PASSWORD) -> Page:
        """That person's page, signed in by hand the first time."""
        if username not in self._pages:
            page = self._pages[username] = self.page_of(None)
            page.goto(reverse("account_login"))
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(password)
            page.get_by_role("button", name="Đăng nhập", exact=True).click()
            expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
        return self._pages[username]

    def look(self, page: Page, picture: str = "", of: Locator | None = None) -> None:
        """axe finds nothing in any look; `picture` names what a guide shows of the page, or of a part."""
        self.seen.add(resolve(urlsplit(page.url).path).view_name)
        if picture:
            self.camera.take(page, picture, of)
        for look in LOOKS:
            look.take(page)
            if folder := os.environ.get("PARINDEX_SCREENSHOTS"):
                name = f"story-{len(list(Path(folder).glob('story-*'))):03d}-{look.name}.png"
                page.screenshot(path=Path(folder) / name, full_page=True)
            assert_sound(page)
        LOOKS[0].take(page)


def go(page: Page, name: str) -> None:
    """Along a line of the menu."""
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name=name).click()


def finished(page: Page) -> None:
    """The worker has done what was asked for; on to what came of it."""
    expect(page.get_by_text("Đã xong.")).to_be_visible(timeout=WORKING)
    page.get_by_role("link", name="Xem kết quả").click()


def told(page: Page, words: str) -> None:
    """The site said so."""
    expect(page.get_by_role("status").first).to_contain_text(words)
