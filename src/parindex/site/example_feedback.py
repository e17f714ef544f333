"""Other agencies asked about the example's round; what they say is made up and says so."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from parindex.apps.accounts.queries import account_named
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import Item, Round
from parindex.apps.assessments.queries import assessments_for_pages
from parindex.apps.feedback.answering import Said, give, give_by_link
from parindex.apps.feedback.asking import Call, Guests, call_out, issue_link
from parindex.apps.feedback.models import Invitation
from parindex.apps.feedback.queries import invitations
from parindex.apps.feedback.questions import QUESTIONS, Choice
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today

_CODES = ("3b", "1.3", "1.6")
_DEPARTMENTS = ("H00.01", "H00.02", "H00.03")
_PARTNER = "Hiệp hội doanh nghiệp (mô phỏng)"
ANSWERING = "H00.01"
"""The department whose account of the example has answered; the others' have not."""


def ask_others(round_: Round, coordinator: Actor, respondent: str) -> None:
    """A named consultation on three items: a department and a partner have answered."""
    found = assessments_for_pages().get(round=round_)
    items = list(Item.objects.filter(assessment=found, parent=None, code__in=_CODES))
    items.sort(key=lambda item: item.order)
    units = list(Unit.objects.filter(code__in=_DEPARTMENTS).order_by("code"))
    call = Call(
        title="Lấy ý kiến các sở và doanh nghiệp (dùng thử)",
        note="Ý kiến trong ví dụ này là dữ liệu mô phỏng.",
        named=True,
        questions=QUESTIONS[:2],
        closes=today() + timedelta(days=7),
    )
    opened = call_out(found, call, Guests(units, (_PARTNER,), items), by=coordinator)
    mine = invitations().get(consultation=opened, unit__code=ANSWERING)
    give(mine, _said(mine, _AGREED), 0, by=Actor.of(account_named(respondent)))
    partner = invitations().get(consultation=opened, unit=None)
    issue_link(partner, by=coordinator)
    partner = invitations().get(pk=partner.pk)
    give_by_link(partner, _said(partner, _MIXED))


_AGREED = (
    (Choice.UNSURE, Choice.AGREE, "Chưa được mời dự đối thoại (ý kiến mô phỏng)."),
    (Choice.AGREE, Choice.AGREE, ""),
    (Choice.AGREE, Choice.UNSURE, ""),
)
_MIXED = (
    (Choice.AGREE, Choice.AGREE, ""),
    (
        Choice.DISAGREE,
        Choice.AGREE,
        "Một số thủ tục công khai chậm so với thực tế (ý kiến mô phỏng).",
    ),
    (Choice.AGREE, Choice.DISAGREE, "Trả lời phản ánh còn chung chung (ý kiến mô phỏng)."),
)
"""For each item, in the order of the set: the two questions, and a remark."""


def _said(invitation: Invitation, told: tuple[tuple[Choice, Choice, str], ...]) -> dict[UUID, Said]:
    first, second = (each.key for each in invitation.consultation.asked)
    items = Item.objects.in_bulk(invitation.items)
    ordered = sorted(items.values(), key=lambda item: item.order)
    return {
        item.pk: Said({first: done, second: together}, remark)
        for item, (done, together, remark) in zip(ordered, told, strict=True)
    }
