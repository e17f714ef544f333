"""What each role gets from the pages of consultations."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from parindex.apps.feedback.links import token_of
from parindex.apps.feedback.models import Consultation, Invitation
from tests.apps.assessments import kit as rounds
from tests.apps.feedback import kit
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, MOVED, OK, UNKNOWN, WRONG, Row, everybody, only

_INSIDE = (OK, OK, UNKNOWN)
_NOT_THEIRS = (FORBIDDEN, FORBIDDEN, UNKNOWN)
_COORDINATOR = only(Role.COORDINATOR)


def _call(world: World) -> dict[str, object]:
    rounds.stock(world)
    return {"round_": rounds.CODE, "unit": world.office.code}


def _consultation(world: World) -> dict[str, object]:
    """One that asks the outside room, and a partner whose link was handed out."""
    rounds.stock(world)
    found = Consultation.objects.first() or kit.called(world)
    return {"key": found.pk}


def _invitation(world: World, *, unit: bool) -> Invitation:
    _consultation(world)
    return Invitation.objects.select_related("consultation").get(unit__isnull=not unit)


def _unit(world: World) -> dict[str, object]:
    return {"key": _invitation(world, unit=True).pk}


def _partner(world: World) -> dict[str, object]:
    return {"key": _invitation(world, unit=False).pk}


def _token(world: World) -> dict[str, object]:
    found = _invitation(world, unit=False)
    found.link = 1
    found.save()
    return {"token": token_of(found)}


def _as(status: int, roles: dict[Role, int]) -> dict[Role, int]:
    return {role: status if found == OK else found for role, found in roles.items()}


def _run(name: str, status: int = OK, method: str = "GET") -> Row:
    """What only the coordinator of the round does with a consultation."""
    return Row(
        f"feedback:{name}",
        _as(status, _COORDINATOR),
        idle=UNKNOWN,
        method=method,
        parts=_consultation,
        people=_NOT_THEIRS,
    )


def _of_partner(name: str, status: int, method: str = "POST") -> Row:
    """What only the coordinator does with an invitation; others do not know of it."""
    roles = {**dict.fromkeys(Role, UNKNOWN), Role.COORDINATOR: status}
    return Row(
        f"feedback:{name}",
        roles,
        idle=UNKNOWN,
        method=method,
        parts=_partner,
        people=(UNKNOWN, UNKNOWN, UNKNOWN),
    )


_ASKED = {**dict.fromkeys(Role, UNKNOWN), Role.COORDINATOR: FORBIDDEN}
"""The coordinator knows of the invitation but does not answer it."""

ROWS = (
    Row("feedback:mine", everybody(OK), idle=FORBIDDEN),
    Row("feedback:call", _COORDINATOR, idle=UNKNOWN, parts=_call, people=_NOT_THEIRS),
    Row(
        "feedback:call",
        _COORDINATOR,
        idle=UNKNOWN,
        method="POST",
        parts=_call,
        people=_NOT_THEIRS,
    ),
    Row(
        "feedback:consultation",
        everybody(OK),
        idle=UNKNOWN,
        parts=_consultation,
        people=_INSIDE,
    ),
    _run("guests"),
    _run("invite"),
    _run("invite", method="POST"),
    _run("reschedule", WRONG, "POST"),
    _run("close", MOVED, "POST"),
    Row("feedback:answer", _ASKED, idle=UNKNOWN, parts=_unit, people=(UNKNOWN, UNKNOWN, OK)),
    Row(
        "feedback:answer",
        _ASKED,
        idle=UNKNOWN,
        method="POST",
        parts=_unit,
        people=(UNKNOWN, UNKNOWN, OK),
    ),
    _of_partner("invitation", OK, "GET"),
    _of_partner("issue_link", OK),
    _of_partner("withdraw", WRONG),
    Row("feedback:by_link", everybody(OK), anonymous=OK, parts=_token),
    Row("feedback:by_link", everybody(OK), anonymous=OK, method="POST", parts=_token),
)
