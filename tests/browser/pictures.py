"""The pictures of the guides, made while the story is walked.

`make pictures` sets `PARINDEX_PICTURES`, the folder they are written to; otherwise the story only
names them, so that a picture that a guide shows cannot go missing unnoticed.
"""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

_APP = Path(__file__).parents[2] / "src" / "parindex" / "apps" / "guides"
GUIDES, FOLDER = _APP / "texts", _APP / "static" / "guides"
ENDING = ".webp"
_SHOWN = re.compile(rf"!\[[^\]]+\]\(\.\./static/guides/([a-z0-9-]+)\{ENDING}\)")
_WIDTH, _HIGHEST, _ROOM = 1120, 760, 12
_QUALITY = 82


def shown_in_guides() -> list[str]:
    """The names of the pictures that the guides show, as often as they do."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(GUIDES.glob("*.md")))
    return [name for text in texts for name in _SHOWN.findall(text)]


@dataclass
class Camera:
    """Takes pictures by name: `taken` are the names so far."""

    taken: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, of: Locator | None = None) -> None:
        """A picture of the page's top, or of a part of it, as wide as a printed page shows well."""
        assert name not in self.taken, name
        self.taken.append(name)
        folder = os.environ.get("PARINDEX_PICTURES")
        if not folder:
            return
        size = page.viewport_size
        page.set_viewport_size({"width": _WIDTH, "height": _HIGHEST})
        page.emulate_media(color_scheme="light")
        session = page.context.new_cdp_session(page)
        made = session.send(
            "Page.captureScreenshot",
            {
                "format": "webp",
                "quality": _QUALITY,
                "captureBeyondViewport": True,
                "clip": _clip(page, of),
            },
        )
        session.detach()
        Path(folder, f"{name}{ENDING}").write_bytes(base64.b64decode(made["data"]))
        if size:
            page.set_viewport_size(size)


def _clip(page: Page, of: Locator | None) -> dict[str, float]:
    """The part of the document that is shown, in its own pixels."""
    if of is None:
        high = page.evaluate("document.documentElement.scrollHeight")
        return {"x": 0, "y": 0, "width": _WIDTH, "height": min(high, _HIGHEST), "scale": 1}
    box = of.bounding_box()
    assert box is not None
    down = page.evaluate("window.scrollY")
    return {
        "x": max(box["x"] - _ROOM, 0),
        "y": max(box["y"] + down - _ROOM, 0),
        "width": box["width"] + 2 * _ROOM,
        "height": min(box["height"] + 2 * _ROOM, _HIGHEST),
        "scale": 1,
    }
