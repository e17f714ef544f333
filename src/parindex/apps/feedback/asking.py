"""Ask other agencies: open a consultation, invite, hand out links, withdraw, end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from parindex.apps.accounts.models import Account
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.events.services import append, taking_turns
from parindex.apps.feedback.happenings import (
    Asked,
    Closed,
    ConsultationOpened,
    Invited,
    Invitee,
    LinkIssued,
    Rescheduled,
    Withdrawn,
)
from parindex.apps.feedback.links import token_of
from parindex.apps.feedback.models import Consultation, Invitation
from parindex.apps.feedback.queries import consultation_with, opinion_on
from parindex.apps.feedback.questions import Question
from parindex.apps.feedback.rules import ASKS, INVITES, RUNS
from parindex.apps.feedback.voices import is_ours, seal_of
from parindex.apps.organizations.groups import condition
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.choices import PartyKind
from parindex.apps.planning.parties import directory_of
from parindex.engine.values.problems import BadInput, Problem

MOST_PARTNERS = 200
_LONGEST_NAME = 250


@dataclass(frozen=True, slots=True)
class Call:
    """A consultation to be opened."""

    title: str
    note: str
    named: bool
    questions: Sequence[Question]
    closes: date


@dataclass(frozen=True, slots=True)
class Guests:
    """Whom to invite: units, and partners by their names; the items that all of them are asked about."""

    units: Sequence[Unit]
    partners: Sequence[str]
    items: Sequence[Item]


def open_consultation(assessment: Assessment, call: Call, *, by: Actor) -> Consultation:
    """Open a consultation on an assessment; `BadInput` lists what stands against it."""
    by.require(ASKS, assessment)
    problems = list(_against(assessment, call))
    if problems:
        raise BadInput(*problems)
    key = uuid4()
    opened = ConsultationOpened(
        id=key,
        assessment=assessment.pk,
        title=call.title,
        note=call.note.strip(),
        named=call.named,
        questions=tuple(Asked(each.key, each.words) for each in call.questions),
        closes=call.closes,
        seal=seal_of(key),
    )
    append(assessment.chain, opened, by=by.account)
    return _again(key)


def call_out(assessment: Assessment, call: Call, guests: Guests, *, by: Actor) -> Consultation:
    """Open a consultation and invite the first guests, both or neither."""
    with transaction.atomic():
        opened = open_consultation(assessment, call, by=by)
        invite(opened, guests, by=by)
    return opened


def invite(consultation: Consultation, guests: Guests, *, by: Actor) -> int:
    """Invite units and partners; those invited already are left out. Says how many are new.

    `BadInput` for a unit that is assessed itself, for nobody, or for no item.
    """
    by.require(RUNS, consultation)
    problems = list(_against_guests(consultation, guests))
    if problems:
        raise BadInput(*problems)
    chain = consultation.assessment.chain
    # Who is invited is asked while nobody else invites.
    with transaction.atomic(), taking_turns(chain):
        require_open(_again(consultation.pk))
        new = tuple(_new_among(consultation, guests))
        if new:
            keys = tuple(each.pk for each in guests.items)
            append(chain, Invited(consultation.pk, new, keys), by=by.account)
    return len(new)


def _new_among(consultation: Consultation, guests: Guests) -> Iterator[Invitee]:
    """Those who are not invited yet: units known by their keys, partners by their names."""
    standing = consultation.invitations.filter(withdrawn_for="")
    known = set(standing.filter(unit=None).values_list("name", flat=True))
    known_units = set(standing.exclude(unit=None).values_list("unit", flat=True))
    for unit in dict.fromkeys(guests.units):
        if unit.pk not in known_units:
            yield Invitee(uuid4(), str(unit.name), unit.pk)
    for name in dict.fromkeys(guests.partners):
        if name not in known:
            yield Invitee(uuid4(), name)


def issue_link(invitation: Invitation, *, by: Actor) -> str:
    """A new link for a partner, as its token; the one before it is good no longer.

    The answer, if one was given, stays until the partner answers anew.
    """
    by.require(INVITES, invitation)
    require_open(invitation.consultation)
    if invitation.unit_id is not None or invitation.is_withdrawn:
        raise BadInput.of(
            invitation, "không góp ý bằng liên kết", "Đơn vị trong danh mục góp ý bằng tài khoản"
        )
    issued = LinkIssued(invitation.pk, invitation.link + 1)
    append(invitation.consultation.assessment.chain, issued, by=by.account)
    return token_of(Invitation.objects.get(pk=invitation.pk))


def withdraw(invitation: Invitation, reason: str, *, by: Actor) -> None:
    """Withdraw an invitation that is not answered yet, with the reason."""
    by.require(INVITES, invitation)
    require_open(invitation.consultation)
    if invitation.is_withdrawn:
        raise BadInput.of(invitation, "lời mời đã được rút", "Không cần rút lại")
    if not reason.strip():
        raise BadInput.of("reason", "chưa nêu lý do rút lời mời", "Hãy ghi rõ lý do")
    chain = invitation.consultation.assessment.chain
    with transaction.atomic(), taking_turns(chain):
        if opinion_on(invitation) is not None:
            raise BadInput.of(
                invitation, "đã góp ý nên không rút được lời mời", "Ý kiến được giữ nguyên"
            )
        append(chain, Withdrawn(invitation.pk), by=by.account, reason=reason.strip())


def reschedule(consultation: Consultation, closes: date, *, by: Actor) -> None:
    """Give those invited another last day, while answers are still taken."""
    by.require(RUNS, consultation)
    require_open(consultation)
    if closes < timezone.localdate():
        raise BadInput.of("closes", "hạn góp ý đã qua", "Hãy chọn từ hôm nay trở đi")
    if closes != consultation.closes:
        moved = Rescheduled(consultation.pk, closes)
        append(consultation.assessment.chain, moved, by=by.account)


def close(consultation: Consultation, *, by: Actor) -> None:
    """Take no more answers; for good, since what is shown then must not change with one answer more."""
    by.require(RUNS, consultation)
    require_open(consultation)
    append(consultation.assessment.chain, Closed(consultation.pk), by=by.account)


def end_all(assessment: Assessment, by: Account) -> None:
    """End what is still asked about an assessment that is approved, for good, even if it is reopened."""
    going_on = assessment.consultations.filter(closed_at=None, closes__gte=timezone.localdate())
    for key in going_on.order_by("opened_at", "pk").values_list("pk", flat=True):
        append(assessment.chain, Closed(key), by=by)


def units_meant(assessment: Assessment, lines: Sequence[str]) -> list[Unit]:
    """The units that lines of text name, by name, code or group; `BadInput` for each that names none."""
    owner, day = assessment.round.owner, timezone.localdate()
    directory = directory_of(owner, day)
    found: dict[UUID, Unit] = {}
    problems = []
    for line in lines:
        meant = directory.meant(PartyKind.COORDINATING, line)
        if not meant:
            problems.append(directory.problem("units", line))
        for each in meant:
            if each.unit is not None:
                rows = Unit.objects.filter(pk=each.unit)
            else:
                # A group means the others: the unit that is assessed does not judge itself.
                group = Unit.objects.filter(condition(each.group, owner, day))
                rows = group.exclude(path__startswith=assessment.unit.path)
            found.update({unit.pk: unit for unit in rows.order_by("path")})
    if problems:
        raise BadInput(*problems)
    return list(found.values())


def _against(assessment: Assessment, call: Call) -> Iterator[Problem]:
    if assessment.state == AssessmentState.FROZEN:
        what = "bản tự đánh giá đã phê duyệt nên không lấy ý kiến được nữa"
        yield Problem("title", what, "Hãy lấy ý kiến trước khi phê duyệt, hoặc mở lại trước")
    if call.closes < timezone.localdate():
        yield Problem("closes", "hạn góp ý đã qua", "Hãy chọn từ hôm nay trở đi")
    if not call.questions:
        yield Problem("questions", "chưa chọn câu hỏi nào", "Hãy chọn ít nhất một câu hỏi")


def _against_guests(consultation: Consultation, guests: Guests) -> Iterator[Problem]:
    if not guests.units and not guests.partners:
        yield Problem("units", "chưa mời ai", "Hãy ghi ít nhất một đơn vị hoặc một tổ chức")
    if not guests.items:
        yield Problem("items", "chưa chọn mục nào", "Hãy đánh dấu các mục cần góp ý")
    path = consultation.assessment.unit.path
    for unit in guests.units:
        if unit.path.startswith(path):
            what = f"{unit.name} là đơn vị tự đánh giá hoặc thuộc đơn vị đó"
            yield Problem("units", what, "Hãy mời cơ quan khác")
    if len(guests.partners) > MOST_PARTNERS:
        what = f"có {len(guests.partners)} tổ chức ngoài danh mục"
        yield Problem("partners", what, f"Hãy mời mỗi lần không quá {MOST_PARTNERS} tổ chức")
    for name in guests.partners:
        if len(name) > _LONGEST_NAME:
            yield Problem("partners", f"tên «{name[:40]}…» quá dài", "Hãy ghi tên ngắn hơn")


def require_open(consultation: Consultation) -> None:
    """`BadInput` unless answers are taken, and unnamed ones can be told from each other."""
    if not consultation.is_open:
        raise BadInput.of(
            consultation, "đã đóng hoặc hết hạn góp ý", "Hãy mở đợt lấy ý kiến mới nếu cần"
        )
    if not consultation.named and not is_ours(consultation):
        raise BadInput.of(
            consultation,
            "khóa bí mật của hệ thống đã thay đổi nên không giữ được ý kiến không nêu tên",
            "Hãy khôi phục khóa cũ, hoặc mở đợt lấy ý kiến mới",
        )


def _again(key: UUID) -> Consultation:
    found = consultation_with(key)
    if found is None:
        raise LookupError(key)
    return found
