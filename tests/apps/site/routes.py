"""The routes of site."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from tests.apps.rows import FORBIDDEN, OK, Row, everybody, only

ROWS = (
    Row("home", everybody(OK)),
    Row("urging", only(Role.UNIT_HEAD, Role.COORDINATOR, Role.LEADER), idle=FORBIDDEN),
    Row("ready", everybody(OK), anonymous=OK, is_page=False),
    Row("me", everybody(OK)),
    Row("absence", everybody(OK), idle=FORBIDDEN),
    Row("absence", everybody(OK), idle=FORBIDDEN, method="POST"),
)
