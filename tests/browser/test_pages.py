"""Every page of the table of routes, light, dark and on a phone: axe finds nothing.

A page that is added to the table is looked at by that alone. Pages that need more than the stock
world are looked at where they are walked to.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from parindex.apps.access.roles import Role
from tests.apps.people import World
from tests.apps.routes import all_rows
from tests.apps.rows import MOVED, OK, Row
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.browser.story.stage import WALKED as IN_THE_STORY
from tests.browser.test_second_factor import WALKED as WITH_A_SECOND_FACTOR
from tests.parts import CHROMIUM

PAGES = [row for row in all_rows() if row.method == "GET" and row.is_page]
ELSEWHERE = IN_THE_STORY | WITH_A_SECOND_FACTOR
BY_APP: dict[str, list[Row]] = {}
for _row in PAGES:
    if _row.route not in ELSEWHERE:
        BY_APP.setdefault(_row.route.rpartition(":")[0] or "site", []).append(_row)


def _reader(row: Row, world: World) -> tuple[object, int]:
    """Whoever sees most, and the outcome: the administrator where admitted, else the first who is.

    Where nobody is, whoever comes first sees the page that says so.
    """
    if row.anonymous != MOVED:
        return None, row.anonymous
    order = [Role.ADMINISTRATOR, *Role]
    role = next((role for role in order if row.roles[role] == OK), Role.ADMINISTRATOR)
    return world.own[role], row.roles[role]


def test_what_is_walked_to_is_a_page_of_the_table() -> None:
    assert {row.route for row in PAGES} >= ELSEWHERE


@CHROMIUM.required
@pytest.mark.parametrize("app", BY_APP)
def test_pages(
    app: str, world: World, page_of: Callable[..., Page], subtests: pytest.Subtests
) -> None:
    """All pages of an app in one world, since looking changes nothing."""
    pages: dict[object, Page] = {}
    for row in BY_APP[app]:
        with subtests.test(row.route):
            reader, status = _reader(row, world)
            if reader not in pages:
                pages[reader] = page_of(reader)
            answer = pages[reader].goto(reverse(row.route, kwargs=row.parts(world)))
            assert answer is not None
            assert answer.status == status
            _look(pages[reader], row.route)


def _look(page: Page, route: str) -> None:
    for look in LOOKS:
        look.take(page)
        if folder := os.environ.get("PARINDEX_SCREENSHOTS"):
            name = f"{route.replace(':', '-')}-{look.name}.png"
            page.screenshot(path=Path(folder) / name, full_page=True)
        assert_sound(page)
