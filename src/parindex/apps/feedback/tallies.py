"""Answers counted, item by item, as far as they may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import component_of
from parindex.apps.feedback.models import Consultation, Reply
from parindex.apps.feedback.queries import consultations_of
from parindex.apps.feedback.questions import Choice, Question
from parindex.engine.official import opinions as official

LEAST = 3
"""Unnamed answers to an item are shown from this number on: of fewer, each can be guessed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A question about an item, with how many gave each answer."""

    question: Question
    agree: int
    disagree: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What was written; `by` is empty where it is not named."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one consultation says of one item; nothing but the number of answers while it is `withheld`."""

    consultation: Consultation
    item: Item
    answers: int
    withheld: bool
    counts: tuple[Counted, ...]
    remarks: tuple[Remark, ...]


def told_of(item: Item) -> list[Told]:
    """What every consultation says of an item; none where nobody answered about it."""
    replies = _replies().filter(item=item).select_related("opinion__consultation__assessment")
    by_consultation: dict[UUID, list[Reply]] = defaultdict(list)
    for each in replies:
        by_consultation[each.opinion.consultation_id].append(each)
    return [
        _told_now(rows[0].opinion.consultation, item, rows) for rows in by_consultation.values()
    ]


def told_in(consultation: Consultation) -> list[Told]:
    """What a consultation says, item by item in their order; items without an answer are left out."""
    return [_told_now(consultation, *each) for each in _by_item(consultation)]


def _by_item(consultation: Consultation) -> Iterator[tuple[Item, list[Reply]]]:
    replies = _replies().filter(opinion__consultation=consultation)
    by_item: dict[Item, list[Reply]] = defaultdict(list)
    for each in replies.select_related("item__criteria").defer("item__criteria__text"):
        by_item[each.item].append(each)
    ordered = sorted(by_item, key=lambda item: item.order)
    return ((item, by_item[item]) for item in ordered)


def shown_replies(consultation: Consultation) -> QuerySet[Reply]:
    """The single answers that may be shown, for a list."""
    rows = _replies().filter(opinion__consultation=consultation)
    rows = rows.select_related("item__criteria").defer("item__criteria__text")
    if consultation.named:
        return rows
    if consultation.is_open:
        return rows.none()
    counts = rows.order_by().values("item").annotate(answers=Count("pk"))
    return rows.filter(item__in=counts.filter(answers__gte=LEAST).values("item"))


def for_report(assessment: Assessment) -> Sequence[official.Consultation]:
    """What other agencies said, as the official report prints it: approving ends what is still asked."""
    return [_for_report(each) for each in consultations_of(assessment)]


def numbers_of(consultation: Consultation) -> tuple[int, int]:
    """How many are invited, and how many of them have answered."""
    invited = consultation.invitations.filter(withdrawn_for="").count()
    return invited, consultation.opinions.count()


def _replies() -> QuerySet[Reply]:
    """By key, which mixes them: an unnamed voice stands in another place on every item."""
    return Reply.objects.select_related("opinion__invitation").order_by("pk")


def _told_now(consultation: Consultation, item: Item, replies: Sequence[Reply]) -> Told:
    return _told(consultation, item, replies, ended=not consultation.is_open)


def _told(consultation: Consultation, item: Item, replies: Sequence[Reply], *, ended: bool) -> Told:
    withheld = not consultation.named and (not ended or len(replies) < LEAST)
    shown = () if withheld else replies
    return Told(
        consultation,
        item,
        len(replies),
        withheld,
        tuple(_counted(each, shown) for each in consultation.asked) if shown else (),
        tuple(Remark(_by(each), each.remark) for each in shown if each.remark),
    )


def _counted(question: Question, replies: Iterable[Reply]) -> Counted:
    given = Counter(each.choices.get(question.key) for each in replies)
    return Counted(question, *(given[choice.value] for choice in Choice))


def _by(reply: Reply) -> str:
    invitation = reply.opinion.invitation
    return invitation.name if invitation else ""


def _for_report(consultation: Consultation) -> official.Consultation:
    told = [_told(consultation, *each, ended=True) for each in _by_item(consultation)]
    invited, answered = numbers_of(consultation)
    return official.Consultation(
        title=consultation.title,
        named=consultation.named,
        closes=consultation.closes,
        invited=invited,
        answered=answered,
        tallies=tuple(
            official.Tally(
                each.item.code,
                component_of(each.item).title,
                counted.question.words,
                counted.agree,
                counted.disagree,
                counted.unsure,
            )
            for each in told
            for counted in each.counts
        ),
        remarks=tuple(
            official.Remark(each.item.code, remark.by, remark.text)
            for each in told
            for remark in each.remarks
        ),
        withheld=tuple(each.item.code for each in told if each.withheld),
    )
