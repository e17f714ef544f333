"""What each role gets from the pages of evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parindex.apps.access.roles import Role
from tests.apps.evidence import making
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, MOVED, OK, REFUSED, UNKNOWN, WRONG, Row, everybody, only

_EDITORS = (Role.SPECIALIST, Role.UNIT_HEAD, Role.COORDINATOR)
_ATTACHERS = (Role.SPECIALIST, Role.UNIT_HEAD)


def _of_document(route: str, *allowed: Role, **more: Any) -> Row:
    """A page of the first room's document: nobody of another unit knows of it."""
    return Row(
        f"evidence:{route}",
        only(*allowed),
        idle=UNKNOWN,
        parts=lambda world: {"pk": making.any_document(world).pk},
        people=(OK, UNKNOWN, UNKNOWN),
        **more,
    )


def _at_place(route: str, *allowed: Role, **more: Any) -> Row:
    """A page of the evidence of a place of the first room."""
    return Row(
        f"evidence:{route}",
        only(*allowed),
        idle=UNKNOWN,
        **{"parts": lambda world: {"key": making.KEY}, "people": (OK, UNKNOWN, UNKNOWN), **more},
    )


def _pair(world: World) -> dict[str, object]:
    return {"key": making.KEY, "document": making.any_document(world).pk}


def _sent(row: Row, status: int) -> Row:
    """The same row for an empty POST, which those who may get that answer to."""
    roles = {role: status if found == OK else found for role, found in row.roles.items()}
    people = (status, UNKNOWN, UNKNOWN) if row.people else None
    return replace(row, roles=roles, people=people, method="POST")


_REGISTER = Row("evidence:register", only(*_EDITORS), idle=FORBIDDEN)
_EDIT = _of_document("edit", *_EDITORS)
_WITHDRAW = _of_document("withdraw", *_EDITORS)
_ADD_FILE = _of_document("add_file", *_EDITORS)
_SUBMIT = _at_place("submit", *_ATTACHERS)
_ATTACH = _at_place("attach", *_ATTACHERS, parts=_pair)
_FILE = {"parts": lambda world: {"pk": making.any_file(world).pk}, "is_page": False}
_USE = {"parts": lambda world: {"pk": making.any_use(world).pk}}
_UPLOAD = Row(
    "evidence:upload",
    everybody(UNKNOWN, (Role.SPECIALIST, OK)),
    idle=UNKNOWN,
    parts=lambda world: {"pk": making.any_upload(world).pk},
    people=(OK, UNKNOWN, UNKNOWN),
    is_page=False,
)

ROWS = (
    Row("evidence:documents", everybody(OK)),
    _REGISTER,
    _sent(_REGISTER, WRONG),
    _of_document("document", *Role),
    _EDIT,
    _sent(_EDIT, WRONG),
    _WITHDRAW,
    _sent(_WITHDRAW, WRONG),
    _ADD_FILE,
    _sent(_ADD_FILE, WRONG),
    _at_place("download", *Role, **_FILE),
    _at_place("show", *Role, **_FILE),
    _at_place("place", *Role),
    _SUBMIT,
    _sent(_SUBMIT, WRONG),
    _at_place("choose", *_ATTACHERS),
    _ATTACH,
    _sent(_ATTACH, WRONG),
    _sent(_at_place("detach", *_ATTACHERS, **_USE), MOVED),
    replace(
        _sent(_at_place("judge", Role.UNIT_HEAD, Role.APPRAISER, **_USE), WRONG),
        people=(FORBIDDEN, UNKNOWN, UNKNOWN),
    ),
    _sent(Row("evidence:begin_upload", only(*_EDITORS), idle=FORBIDDEN), REFUSED),
    _UPLOAD,
    replace(
        _UPLOAD,
        roles=everybody(UNKNOWN, (Role.SPECIALIST, REFUSED)),
        people=(REFUSED, UNKNOWN, UNKNOWN),
        method="PUT",
    ),
)
