"""The end of the way: completeness check, approval that freezes, reopening, the registry's number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.additions import approved
from parindex.apps.assessments.eyes import own_or_approved
from parindex.apps.assessments.happenings import (
    Checked,
    Filed,
    Frozen,
    Reopened,
    SentBack,
)
from parindex.apps.assessments.judging import codes, material_of
from parindex.apps.assessments.keeping import keep
from parindex.apps.assessments.models import Assessment, FrozenRun, Item
from parindex.apps.assessments.outdated import compared_with
from parindex.apps.assessments.pastchanges import past_changed
from parindex.apps.assessments.reporting import report_of
from parindex.apps.assessments.rivals import quantities_of, round_compares
from parindex.apps.assessments.rules import COORDINATES, LEADS, REOPENS
from parindex.apps.assessments.signed import require_printed
from parindex.apps.assessments.standings import bring_up, refresh
from parindex.apps.assessments.states import AssessmentState, ItemState
from parindex.apps.events.models import Chain
from parindex.apps.events.services import ChainMoved, append, taking_turns
from parindex.apps.pages.uploads import on_disk
from parindex.engine.scoring.ranking import rating
from parindex.engine.values.problems import BadInput


def unfinished(assessment: Assessment) -> list[Item]:
    """The items that their units have not approved yet."""
    own = assessment.items.filter(parent=None).exclude(state=ItemState.APPROVED)
    return list(own.order_by("order"))


def check(assessment: Assessment, seen: int, *, by: Actor) -> None:
    """Everything is there: hand the assessment to the leader; `BadInput` names what is not."""
    by.require(COORDINATES, assessment)
    _require_state(assessment, AssessmentState.COLLECTING)
    with transaction.atomic(), taking_turns(assessment.chain):
        left = unfinished(assessment)
        if left:
            raise BadInput.of(
                assessment.unit,
                f"còn {len(left)} mục đơn vị chưa duyệt: {codes(left)}",
                "Hãy đôn đốc các đơn vị hoặc trả lại mục cần sửa",
            )
        append(assessment.chain, Checked(assessment.pk, seen), by=by.account)


def send_back(assessment: Assessment, seen: int, reason: str, *, by: Actor) -> None:
    """The leader gives the assessment back to the coordinator, with the reason."""
    by.require(LEADS, assessment)
    _require_state(assessment, AssessmentState.CHECKED)
    told = _reason(reason)
    append(assessment.chain, SentBack(assessment.pk, seen), by=by.account, reason=told)


def require_freezable(assessment: Assessment, *, by: Actor) -> None:
    """`BadInput` or `PermissionDenied` where the actor may not approve the assessment now.

    Nobody approves what they wrote, submitted, approved or checked themselves.
    """
    by.require(LEADS, assessment)
    _require_state(assessment, AssessmentState.CHECKED)
    _require_other_eyes(assessment, by)
    _require_settled_group(assessment)


def freeze(assessment: Assessment, seen: int, *, by: Actor) -> FrozenRun:
    """The leader approves: the declaration is frozen, its run is the official result."""
    return freezing(assessment, seen, by=by)()


def freezing(assessment: Assessment, seen: int, *, by: Actor) -> Callable[[], FrozenRun]:
    """The same in two steps: the report is made at once, what comes back records the approval.

    The report is made in its three forms, with the run's id and the head of the chain printed on it.
    """
    require_freezable(assessment, by=by)
    # The report prints the chain's head, so nothing may be appended while it is made.
    chain = Chain.objects.get(subject=assessment.chain)
    material = material_of(assessment)
    run = material.run(by=str(by.account))
    files = report_of(run, assessment, chain.head)
    card = run.cards[material.subject]
    own = quantities_of(material.cards(run)) if material.compares else {}
    frozen = Frozen(
        id=uuid4(),
        assessment=assessment.pk,
        seen=seen,
        run=run.id,
        inputs_hash=run.inputs_hash,
        facts_hash=run.facts_hash,
        engine=run.engine,
        total=str(card.overall.points),
        maximum=str(card.overall.max),
        rating=rating(card) or "",
        head=chain.head,
        files=tuple(files),
        compared=compared_with(own, material.best_elsewhere),
    )
    return lambda: _approve(assessment, frozen, chain.length, by)


def _approve(assessment: Assessment, frozen: Frozen, length: int, by: Actor) -> FrozenRun:
    try:
        with transaction.atomic():
            append(assessment.chain, frozen, by=by.account, after=length)
            approved(assessment, by.account)
            past_changed({assessment.unit.code}, {assessment.round.year})
    except ChainMoved as moved:
        raise BadInput.of(
            assessment.unit,
            "có việc vừa được ghi thêm trong lúc lập báo cáo",
            "Hãy xem lại lịch sử rồi phê duyệt lại",
        ) from moved
    return FrozenRun.objects.get(pk=frozen.id)


def _require_settled_group(assessment: Assessment) -> None:
    """Of a set that scores against the best, nobody is approved while another's figures may change."""
    round_ = assessment.round
    if not round_compares(round_):
        return
    others = round_.assessments.exclude(pk=assessment.pk)
    writing = others.filter(state=AssessmentState.COLLECTING).select_related("unit")
    count = writing.count()
    if count:
        named = ", ".join(str(each.unit) for each in writing.order_by("unit__path")[:5])
        raise BadInput.of(
            assessment.unit,
            f"bộ chỉ số chấm theo đơn vị tốt nhất mà còn {count} đơn vị chưa trình: {named}",
            "Hãy phê duyệt khi mọi đơn vị trong đợt đã trình",
        )
    for each in others.filter(state=AssessmentState.CHECKED).select_related("round", "standing"):
        bring_up(each)
    bring_up(Assessment.objects.select_related("round", "standing").get(pk=assessment.pk))


def reopen(assessment: Assessment, seen: int, reason: str, *, by: Actor) -> None:
    """Open a frozen assessment again; the frozen run stays, marked as reopened."""
    by.require(REOPENS, assessment)
    _require_state(assessment, AssessmentState.FROZEN)
    told = _reason(reason)
    with transaction.atomic():
        append(assessment.chain, Reopened(assessment.pk, seen), by=by.account, reason=told)
        refresh(Assessment.objects.get(pk=assessment.pk))
        past_changed({assessment.unit.code}, {assessment.round.year})


def file(
    run: FrozenRun,
    number: str,
    issued_on: date,
    signed: UploadedFile[bytes],
    printed: str,
    *,
    by: Actor,
) -> None:
    """File the registry's number and date and the signed report against its frozen run.

    `printed` is the id of the run as it stands on the signed paper: it must be this run's, and the
    text of the file, where it has any, must say the same.
    """
    by.require(COORDINATES, run.assessment)
    if run.superseded:
        raise BadInput.of(run, "đã được mở lại, không còn là kết quả", "Hãy nộp cho lần chốt mới")
    if run.number:
        raise BadInput.of(run, f"đã ghi số {run.number}", "Không cần nộp lại")
    with on_disk(signed) as path:
        require_printed(path, run.run, printed)
        kept = keep(path, f"ban-ky-{run.run}.pdf")
    filed = Filed(run.pk, number.strip(), issued_on, kept)
    append(run.assessment.chain, filed, by=by.account)


def _require_state(assessment: Assessment, state: AssessmentState) -> None:
    if assessment.state != state:
        raise BadInput.of(
            assessment.unit,
            f"bản tự đánh giá đang ở bước «{assessment.get_state_display()}»",
            "Hãy mở lại trang để xem việc cần làm",
        )


def _require_other_eyes(assessment: Assessment, by: Actor) -> None:
    account = by.account.pk
    own = assessment.items.filter(own_or_approved(account))
    mine: Sequence[Item] = list(own.order_by("order"))
    if mine or assessment.checked_by_id == account:
        where = f"mục {codes(mine)}" if mine else "kết quả kiểm tra"
        raise BadInput.of(
            assessment.unit,
            f"người phê duyệt đã tự làm {where}",
            "Hãy để lãnh đạo khác phê duyệt",
        )


def _reason(reason: str) -> str:
    told = reason.strip()
    if not told:
        raise BadInput.of("reason", "chưa nêu lý do", "Hãy ghi rõ lý do")
    return told
