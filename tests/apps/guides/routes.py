"""What each role gets from the guides: everybody everything, before sign-in too."""

from __future__ import annotations

from tests.apps.rows import MOVED, OK, Row, everybody

ROWS = (
    Row("guides:mine", everybody(MOVED), idle=MOVED, is_page=False),
    Row(
        "guides:guide",
        everybody(OK),
        anonymous=OK,
        parts=lambda world: {"name": "dieu-phoi"},
        people=(OK, OK, OK),
    ),
)
