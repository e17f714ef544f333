"""What must hold on every page, whatever it shows."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def assert_sound(page: Page) -> None:
    """No violation that axe finds, no scrolling sideways, one heading of the first level."""
    # A click that leads here is over as soon as the page begins to arrive.
    page.wait_for_load_state()
    told = [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in _violations(page)
        for node in each["nodes"]
    ]
    assert not told, "\n".join(told)
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
    assert page.locator("h1").count() == 1


def _violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds; nothing else is brought over, which for a long page takes longer than finding it."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", _OPTIONS)
    assert isinstance(found, list)
    return found
