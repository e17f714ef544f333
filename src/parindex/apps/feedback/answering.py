"""Answer an invitation: one answer each, amended until the consultation ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from parindex.apps.accounts.models import Account
from parindex.apps.assessments.acting import Actor
from parindex.apps.events.services import append, taking_turns
from parindex.apps.feedback.asking import require_open
from parindex.apps.feedback.happenings import OpinionGiven, ReplyGiven
from parindex.apps.feedback.links import is_used
from parindex.apps.feedback.models import Invitation
from parindex.apps.feedback.queries import invitations, opinion_on
from parindex.apps.feedback.questions import Choice
from parindex.apps.feedback.rules import ANSWERS
from parindex.apps.feedback.voices import mark_of, voice_of
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput

LONGEST = 4000
UNNAMED = "người được mời góp ý, không nêu tên"
"""What events say of whoever gave an unnamed answer."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one item: question key → choice, and a remark."""

    choices: Mapping[str, Choice]
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.choices and not self.remark


def give(invitation: Invitation, said: Mapping[UUID, Said], seen: int, *, by: Actor) -> None:
    """Answer for an invited unit; `seen` is the version of the answer that was on the screen, 0 for none.

    `BadInput` for an empty answer or a consultation that has ended, `Conflict` where somebody else of
    the unit answered meanwhile.
    """
    by.require(ANSWERS, invitation)
    named = invitation.consultation.named
    _give(invitation, said, seen, by=by.account if named else UNNAMED)


def give_by_link(invitation: Invitation, said: Mapping[UUID, Said]) -> None:
    """Answer for a partner, whose link was found good by `links.invited_by`; it serves once."""
    # Of two who answer at once by one link the second finds it used.
    with transaction.atomic(), taking_turns(invitation.consultation.assessment.chain):
        if is_used(invitation):
            raise BadInput.of(
                "liên kết",
                "đã dùng để góp ý",
                "Hãy đề nghị cơ quan mời cấp liên kết mới nếu cần sửa",
            )
        before = opinion_on(invitation)
        by = f"{invitation.name} (qua liên kết)" if invitation.consultation.named else UNNAMED
        used = mark_of(invitation, invitation.link)
        _give(invitation, said, before.version if before else 0, by=by[:200], used=used)


def _give(
    invitation: Invitation,
    said: Mapping[UUID, Said],
    seen: int,
    *,
    by: Account | str,
    used: str = "",
) -> None:
    consultation = invitation.consultation
    replies = _replies(invitation, said)
    before = opinion_on(invitation)
    if before is not None and before.version != seen:
        raise Conflict(before, {})
    given = OpinionGiven(
        id=voice_of(invitation),
        consultation=consultation.pk,
        invitation=invitation.pk if consultation.named else None,
        seen=seen,
        replies=tuple(replies),
        used=used,
    )
    chain = consultation.assessment.chain
    with transaction.atomic(), taking_turns(chain):
        _require_standing(invitation)
        append(chain, given, by=by, day_only=not consultation.named)


def _require_standing(invitation: Invitation) -> None:
    """Asked while nobody else writes: what is shown after the end must not grow by one answer."""
    now = invitations().get(pk=invitation.pk)
    require_open(now.consultation)
    if now.is_withdrawn or now.link != invitation.link:
        raise BadInput.of(
            invitation,
            "lời mời đã được rút, hoặc liên kết đã được thay",
            "Hãy hỏi lại cơ quan mời",
        )


def _replies(invitation: Invitation, said: Mapping[UUID, Said]) -> Sequence[ReplyGiven]:
    """What is said of the items that were asked about, in their order."""
    asked = {each.key for each in invitation.consultation.asked}
    told = [(UUID(key), said.get(UUID(key), Said({}))) for key in invitation.items]
    replies = [
        ReplyGiven(
            item,
            {key: choice.value for key, choice in each.choices.items() if key in asked},
            each.remark.strip(),
        )
        for item, each in told
        if not each.is_empty
    ]
    if not replies:
        raise BadInput.of("góp ý", "chưa trả lời câu nào", "Hãy trả lời ít nhất một câu rồi gửi")
    if any(len(each.remark) > LONGEST for each in replies):
        raise BadInput.of("ý kiến cụ thể", f"dài quá {LONGEST} ký tự", "Hãy viết ngắn lại")
    return replies
