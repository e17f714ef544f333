"""The guides: one for each role, their pictures there, small, and none left over; their pages sound."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from parindex.apps.guides.catalogue import NAMES
from tests.apps.people import World
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.browser.pictures import ENDING, FOLDER, GUIDES, shown_in_guides
from tests.parts import CHROMIUM

LARGEST, LARGEST_TOGETHER = 150_000, 3_000_000
_LINK = re.compile(r"\]\(([^)#]+)\)")


def test_every_picture_is_there_and_none_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(shown_in_guides())
    assert {path.suffix for path in FOLDER.iterdir()} == {ENDING}


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert {name for name, size in sizes.items() if size > LARGEST} == set()
    assert sum(sizes.values()) < LARGEST_TOGETHER


def test_every_role_has_a_guide() -> None:
    table = (GUIDES / "README.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in table.splitlines() if "](" in line}
    assert {str(role.label) for role in Role} == set(rows)
    for row in rows.values():
        [name] = _LINK.findall(row)
        assert (GUIDES / name).is_file()


def test_every_link_of_a_guide_leads_somewhere() -> None:
    for guide in GUIDES.glob("*.md"):
        for target in _LINK.findall(guide.read_text(encoding="utf-8")):
            assert (guide.parent / target).exists(), (guide.name, target)


@CHROMIUM.required
def test_the_pages_of_the_guides(
    world: World, page_of: Callable[..., Page], subtests: pytest.Subtests
) -> None:
    page = page_of(world.own[Role.UNIT_HEAD])
    page.goto(reverse("home"))
    page.get_by_role("link", name="Hướng dẫn", exact=True).click()
    page.wait_for_url("**/huong-dan/truong-don-vi/")
    for name in NAMES:
        with subtests.test(name):
            page.goto(reverse("guides:guide", args=[name]))
            shown = "Array.from(document.images).every(each => each.naturalWidth > 0)"
            assert page.evaluate(shown)
            for look in LOOKS:
                look.take(page)
                if folder := os.environ.get("PARINDEX_SCREENSHOTS"):
                    path = Path(folder) / f"guides-{name}-{look.name}.png"
                    page.screenshot(path=path, full_page=True)
                assert_sound(page)


@CHROMIUM.required
def test_a_page_leads_to_its_section(world: World, page_of: Callable[..., Page]) -> None:
    page = page_of(world.own[Role.SPECIALIST])
    page.goto(reverse("evidence:documents"))
    page.get_by_role("link", name="Hướng dẫn trang này").click()
    heading = page.get_by_role("heading", name="3. Nộp minh chứng")
    page.wait_for_url("**/huong-dan/chuyen-vien/#nop-minh-chung")
    expect(heading).to_be_in_viewport()
