"""Ask units to confirm that they have read a document, and confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied

from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.happenings import ReadingAsked, ReadingConfirmed
from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.acknowledgements.rules import HEADS_UNIT
from parindex.apps.events.services import append
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, visitor_of


@dataclass(frozen=True, slots=True)
class ToRead:
    """A document to be read: `thing` stays the same from one wording to the next.

    `title` tells people which document and wording it is, `address` is its page on this site.
    """

    thing: str
    title: str
    address: str


def ask_to_read(
    document: ToRead,
    units: Iterable[Unit | UUID],
    *,
    owner: Unit,
    by: Account | str,
    due: date | None = None,
) -> Notice:
    """Ask the units to confirm by `due`; what was asked for an earlier wording is asked no more.

    The caller has checked that `by` may; `owner` is the office in whose name is asked.
    """
    keys = tuple(dict.fromkeys(each.pk if isinstance(each, Unit) else each for each in units))
    asked = ReadingAsked(
        uuid4(), document.thing, document.title, document.address, owner.pk, keys, due
    )
    append(subject_of(asked.id), asked, by=by)
    return Notice.objects.get(pk=asked.id)


def confirm(confirmation: Confirmation, *, by: Account) -> None:
    """Confirm for a unit that one heads today; confirming again changes nothing."""
    if not HEADS_UNIT.admits(visitor_of(by, today()), confirmation):
        raise PermissionDenied(HEADS_UNIT.words)
    if confirmation.confirmed_at is None:
        told = ReadingConfirmed(confirmation.notice_id, confirmation.unit_id, str(by))
        append(subject_of(confirmation.notice_id), told, by=by)


def subject_of(notice: UUID) -> str:
    """The subject of what happens to a notice."""
    return f"notice:{notice}"
