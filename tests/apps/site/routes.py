"""The routes of site."""

from __future__ import annotations

from tests.apps.rows import FORBIDDEN, OK, Row, everybody

ROWS = (
    Row("home", everybody(OK)),
    Row("ready", everybody(OK), anonymous=OK, is_page=False),
    Row("me", everybody(OK)),
    Row("absence", everybody(OK), idle=FORBIDDEN),
    Row("absence", everybody(OK), idle=FORBIDDEN, method="POST"),
)
