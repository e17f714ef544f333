"""Every page of the table of routes, light, dark and on a phone: axe finds nothing."""

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
from tests.apps.rows import OK, Row
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM


def _is_shown(row: Row) -> bool:
    return row.method == "GET" and row.is_page and OK in {row.anonymous, *row.roles.values()}


SHOWN = [row for row in all_rows() if _is_shown(row)]


def _reader(row: Row, world: World) -> object:
    """Whoever sees most: the administrator where admitted, else the first role that is."""
    if row.anonymous == OK:
        return None
    order = [Role.ADMINISTRATOR, *Role]
    return next(world.own[role] for role in order if row.roles[role] == OK)


@CHROMIUM.required
@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.route)
def test_page(row: Row, world: World, page_of: Callable[..., Page]) -> None:
    address = reverse(row.route, kwargs=row.parts(world))
    page = page_of(_reader(row, world))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == OK
    for look in LOOKS:
        look.take(page)
        if folder := os.environ.get("PARINDEX_SCREENSHOTS"):
            name = f"{row.route.replace(':', '-')}-{look.name}.png"
            page.screenshot(path=Path(folder) / name, full_page=True)
        assert_sound(page)
