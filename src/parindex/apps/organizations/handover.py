"""Open work that one account can hand to another: apps say what theirs is, one act moves it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import subject_of
from parindex.apps.events.services import append
from parindex.apps.organizations.happenings import WorkHandedOver
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class OpenWork:
    """A kind of open work.

    `title` is its Vietnamese name in the plural sense («nhiệm vụ đang thực hiện»), `count` says how much
    of it an account has, `move(giver, taker, by)` gives it all to another account, event by event,
    and returns how much that was; it raises `BadInput` where the taker cannot have it.
    """

    key: str
    title: str
    count: Callable[[Account], int]
    move: Callable[[Account, Account, Account], int]


_kinds: dict[str, OpenWork] = {}


def register_open_work(kind: OpenWork) -> None:
    """Add a kind; an app calls it in its `ready`."""
    _kinds[kind.key] = kind


def open_work(account: Account) -> list[tuple[OpenWork, int]]:
    """Each kind with how much of it the account has; kinds without any are left out."""
    counted = ((kind, kind.count(account)) for kind in _kinds.values())
    return [(kind, count) for kind, count in counted if count]


def hand_over(giver: Account, taker: Account, *, by: Account, reason: str) -> dict[str, int]:
    """Give all open work to another account, all or nothing; returns how much of each kind.

    `BadInput` if there is none, the taker is the same account or locked, or cannot have some of it.
    """
    if taker.pk == giver.pk:
        raise BadInput.of("taker", "là chính người bàn giao", "Hãy chọn người khác")
    if not taker.is_active:
        raise BadInput.of("taker", "tài khoản này đã khóa", "Hãy chọn người khác")
    waiting = open_work(giver)
    if not waiting:
        raise BadInput.of(
            f"tài khoản «{giver.username}»", "không có việc đang làm", "Không cần bàn giao"
        )
    with transaction.atomic():
        counts = {kind.key: kind.move(giver, taker, by) for kind, _ in waiting}
        handed = WorkHandedOver(giver.pk, taker.pk, counts)
        append(subject_of(giver), handed, by=by, reason=reason)
    return counts
