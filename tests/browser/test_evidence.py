"""Evidence in a browser: sent in parts, decided about and taken away where it stands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from parindex.apps.evidence import services
from parindex.apps.evidence.models import FileVersion, Use
from tests.apps.evidence import making
from tests.apps.evidence.making import KEY
from tests.apps.evidence.places import ASKED
from tests.apps.people import World
from tests.browser.conftest import LOOKS, Look
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM

_SIZE = 5 * 1024**2


@CHROMIUM.required
def test_a_large_file_goes_in_parts(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / "Báo cáo.pdf"
    file.write_bytes(making.pdf("lon") + b"%" * _SIZE)
    page = page_of(world.own[Role.SPECIALIST])
    parts = []
    page.on("request", lambda asked: parts.append(asked) if asked.method == "PUT" else None)
    page.goto(reverse("evidence:submit", args=[KEY]))
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    page.get_by_label("Trích yếu").fill("Báo cáo năm 2023")
    page.get_by_role("button", name="Nộp và gắn").click()
    expect(page.get_by_role("link", name="Báo cáo năm 2023")).to_be_visible()
    assert len(parts) == 3
    assert FileVersion.objects.get().size == file.stat().st_size
    assert Use.objects.get().kind == ASKED[0].kind


@CHROMIUM.required
def test_a_refused_file_is_told_before_it_goes(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / "trong.pdf"
    file.touch()
    page = page_of(world.own[Role.SPECIALIST])
    page.goto(reverse("evidence:submit", args=[KEY]))
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    page.get_by_label("Trích yếu").fill("Báo cáo")
    page.get_by_role("button", name="Nộp và gắn").click()
    expect(page.get_by_role("status")).to_contain_text("không có nội dung")
    expect(page.get_by_role("button", name="Nộp và gắn")).to_be_enabled()


@CHROMIUM.required
def test_decided_and_taken_away_without_leaving_the_page(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    use = making.use(world, tmp_path)
    services.attach(making.document(world, tmp_path, title="Phụ lục"), KEY, by="hệ thống")
    page = page_of(world.own[Role.UNIT_HEAD])
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(reverse("evidence:place", args=[KEY]))
    page.locator("summary").first.click()
    page.get_by_label("Lý do").first.fill("Thiếu trang ký")
    page.get_by_role("button", name="Không chấp nhận").first.click()
    expect(page.get_by_text("Thiếu trang ký")).to_be_visible()
    assert Use.objects.get(pk=use.pk).state == "refused"
    page.get_by_role("button", name="Gỡ Phụ lục").click()
    expect(page.get_by_role("link", name="Phụ lục")).to_have_count(0)
    assert Use.objects.count() == 1


@CHROMIUM.required
def test_places_full_of_evidence_are_sound(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    said = {"title": "Kế hoạch rất dài " * 12, "issuer": "Ủy ban nhân dân tỉnh Thử"}
    long = services.attach(
        making.document(world, tmp_path, **said), KEY, ASKED[0].kind, by="hệ thống"
    )
    services.refuse(long, 1, "Chưa đúng kỳ", by=world.own[Role.APPRAISER])
    making.use(world, tmp_path, KEY)
    page = page_of(world.own[Role.UNIT_HEAD])
    for name, parts in (("place", [KEY]), ("document", [long.document.pk])):
        page.goto(reverse(f"evidence:{name}", args=parts))
        for closed in page.locator("summary").all():
            closed.click()
        for look in (*LOOKS, Look("phone-dark", 360, "dark")):
            look.take(page)
            if folder := os.environ.get("PARINDEX_SCREENSHOTS"):
                shown = Path(folder) / f"evidence-full-{name}-{look.name}.png"
                page.screenshot(path=shown, full_page=True)
            assert_sound(page)
