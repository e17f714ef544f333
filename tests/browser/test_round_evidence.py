"""The evidence of a whole round: what there is, packed, and fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from parindex.apps.evidence import services
from tests.apps.assessments import kit
from tests.apps.evidence import making
from tests.apps.people import World
from tests.browser.conftest import LOOKS, Look
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM


@CHROMIUM.required
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_packed_from_the_page_of_the_round(
    page_of: Callable[..., Page], world: World, tmp_path: Path, look: Look
) -> None:
    kit.opened(world)
    document = making.document(world, tmp_path)
    services.attach(document, kit.item(world, "1.1").place, by="kiểm thử")
    page = page_of(world.own[Role.COORDINATOR])
    look.take(page)
    page.goto(reverse("assessments:round", args=[kit.CODE]))
    page.get_by_role("link", name="Minh chứng của cả đợt").click()
    expect(page.get_by_role("heading", name="Minh chứng của cả đợt")).to_be_visible()
    assert_sound(page)
    page.get_by_role("button", name="Đóng gói minh chứng của cả đợt").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Tải Minh chứng").click()
    assert fetched.value.suggested_filename == f"Minh chứng {kit.CODE}.zip"
    assert_sound(page)
