"""The second factor in a browser: set up, asked for at sign-in, given up again, on sound pages."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import resolve, reverse
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from tests.apps.accounts.test_sign_in import code_now
from tests.apps.people import PASSWORD, World
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM

WALKED = frozenset(
    {
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
    }
)
"""Pages that nobody of the stock people has: they need a second factor, or a password just given."""


def _look(page: Page) -> str:
    """The name of the page, which is sound in every look."""
    for look in LOOKS:
        look.take(page)
        assert_sound(page)
    return resolve(urlsplit(page.url).path).view_name


def _set_up(page: Page, seen: set[str]) -> list[str]:
    """The recovery codes of a second factor that has been set up."""
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Bật").click()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Bật xác thực hai bước")).to_be_visible()
    seen.add(_look(page))
    secret = page.locator("main code").inner_text()
    page.get_by_label("Mã 6 chữ số").fill(code_now(secret))
    page.get_by_role("button", name="Bật").click()
    expect(page.get_by_role("heading", name="Mã dự phòng", level=1)).to_be_visible()
    seen.add(_look(page))
    page.get_by_role("link", name="Tạo bộ mã mới").click()
    expect(page.get_by_role("heading", name="Tạo mã dự phòng")).to_be_visible()
    seen.add(_look(page))
    page.get_by_role("button", name="Tạo mã").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return page.locator(".codes li").all_inner_texts()


def _sign_in(page: Page, world: World, code: str, seen: set[str]) -> None:
    """With a recovery code, since the code of the telephone has just been used."""
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(reverse("account_login"))
    page.get_by_label("Tên đăng nhập").fill(world.own[Role.SPECIALIST].username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", name="Xác thực hai bước")).to_be_visible()
    seen.add(_look(page))
    page.get_by_label("Mã 6 chữ số").fill(code)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()


@CHROMIUM.required
def test_set_up_asked_for_and_given_up(world: World, page_of: Callable[..., Page]) -> None:
    page = page_of(world.own[Role.SPECIALIST])
    seen: set[str] = set()
    first, second, *_ = _set_up(page, seen)
    _sign_in(page, world, first, seen)
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Tắt").click()
    page.get_by_role("link", name="Dùng mã xác thực thay mật khẩu").click()
    expect(page.get_by_label("Mã 6 chữ số")).to_be_visible()
    seen.add(_look(page))
    page.get_by_label("Mã 6 chữ số").fill(second)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Tắt xác thực hai bước")).to_be_visible()
    seen.add(_look(page))
    page.get_by_role("button", name="Tắt").click()
    expect(page.get_by_text("Chưa bật")).to_be_visible()
    assert seen == WALKED
