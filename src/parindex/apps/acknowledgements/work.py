"""What waits to be confirmed: by the visitor, and by units that the visitor's offices have asked."""

from __future__ import annotations

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.acknowledgements.queries import unanswered, waiting_for
from parindex.apps.acknowledgements.rules import HEADS
from parindex.apps.pages.addresses import address
from parindex.apps.pages.waiting import NAMED, Urge, Work, names
from parindex.engine.values.numbers import vietnamese


def my_work(visitor: Visitor) -> list[Work]:
    """The documents that the visitor, as head of a unit, has still to confirm."""
    if not visitor.holds(*HEADS):
        return []
    return [
        Work(
            what="Xác nhận quán triệt",
            title=each.notice.title,
            context=str(each.unit),
            address=address("acknowledgements:notice", each.notice_id),
            due=each.notice.due,
        )
        for each in waiting_for(visitor).order_by("notice__asked_at", "pk")
    ]


def to_urge(visitor: Visitor) -> list[Urge]:
    """The units that have not confirmed what the visitor's offices asked, one line for a document."""
    if not visitor.holds(Role.COORDINATOR):
        return []
    return [
        Urge(
            who=names(each.first, each.units),
            what=f"{vietnamese(each.units)} đơn vị chưa xác nhận quán triệt",
            context=each.title,
            address=f"{address('acknowledgements:notice', each.notice)}?tinh-trang=chua",
            due=each.due,
        )
        for each in unanswered(visitor, NAMED)
    ]
