"""Answer an item: save, contribute, talk, submit, return, approve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from parindex.apps.access.rules import Rule
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.eyes import is_own_work
from parindex.apps.assessments.happenings import (
    AnswerSaved,
    Approved,
    Commented,
    Contributed,
    Returned,
    Submitted,
)
from parindex.apps.assessments.kept import kept, owed_evidence
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import component_of
from parindex.apps.assessments.rules import CONTRIBUTES, HEADS, READS_ITEM, RETURNS, WRITES
from parindex.apps.assessments.standings import recount, refresh
from parindex.apps.assessments.states import EDITABLE, ItemState
from parindex.apps.criteria.answering import InputForm
from parindex.apps.criteria.raw import stored
from parindex.apps.events.services import append, taking_turns
from parindex.apps.evidence.queries import kinds_at
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput, Problem

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote of an item; `seen` is the version that they wrote it on.

    The form must have been validated.
    """

    item: Item
    seen: int
    form: InputForm
    explanation: str


def save(item: Item, seen: int, form: InputForm, explanation: str, *, by: Actor) -> Item:
    """Keep what was written, complete or not; `Conflict` if somebody wrote meanwhile.

    The form must have been validated. What changes nothing is not recorded.
    """
    save_all(item.assessment, [Draft(item, seen, form, explanation)], by=by)
    return Item.objects.get(pk=item.pk)


def save_all(
    assessment: Assessment, drafts: Sequence[Draft], *, by: Actor, reason: str = ""
) -> int:
    """Keep what was written of several items of the assessment, all or nothing; how many changed."""
    with transaction.atomic(), taking_turns(assessment.chain):
        kept = sum(_keep(draft, by, reason) for draft in drafts)
        if kept:
            refresh(assessment)
    return kept


def _keep(draft: Draft, by: Actor, reason: str) -> bool:
    """Append what the draft changes; whether it changes anything."""
    item, form = draft.item, draft.form
    by.require(WRITES, item)
    # As it stands while nobody else writes: its whole may have been submitted since it was loaded.
    now = Item.objects.select_related("assessment", "parent").get(pk=item.pk)
    _require_editable(now)
    if len(draft.explanation) > LONGEST:
        raise BadInput.of("explanation", "giải trình quá dài", "Hãy đưa phần dài vào minh chứng")
    raw = None if form.answered is None else stored(form.answered.raw)
    saved = AnswerSaved(item.pk, draft.seen, form.typed(), raw, draft.explanation.strip())
    if (now.typed, now.raw, now.explanation) == (saved.typed, saved.raw, saved.explanation):
        return False
    if now.version != draft.seen:
        mine = {"typed": saved.typed, "raw": saved.raw, "explanation": saved.explanation}
        raise Conflict(now, mine)
    append(item.assessment.chain, saved, by=by.account, reason=reason)
    return True


def submit(item: Item, seen: int, *, by: Actor) -> None:
    """Hand the item to the unit's head; `BadInput` lists what it still owes."""
    by.require(WRITES, item)
    _require_own_step(item)
    _require_editable(item)
    owed = owes(item)
    if owed:
        raise BadInput(*owed)
    _append(item, Submitted(item.pk, seen), by)


def approve(item: Item, seen: int, *, by: Actor) -> None:
    """The unit's head approves; never whoever had a hand in what is approved (`eyes`)."""
    by.require(HEADS, item)
    _require_open(item.assessment)
    if item.state != ItemState.SUBMITTED:
        raise BadInput.of(f"mục {item.code}", "chưa được trình", "Hãy mở lại trang để xem")
    if is_own_work(item, by.account.pk):
        raise BadInput.of(
            f"mục {item.code}",
            "người viết hoặc trình không tự duyệt",
            "Hãy để lãnh đạo khác của đơn vị hoặc người được ủy quyền duyệt",
        )
    _append(item, Approved(item.pk, seen), by)


def return_(item: Item, seen: int, reason: str, *, by: Actor) -> None:
    """Give a submitted or approved item back to whoever writes it, with the reason."""
    by.require(RETURNS, item)
    _require_open(item.assessment)
    if item.state not in {ItemState.SUBMITTED, ItemState.APPROVED}:
        raise BadInput.of(f"mục {item.code}", "đang ở chỗ người soạn", "Không cần trả lại")
    if not reason.strip():
        raise BadInput.of("reason", "chưa nêu lý do trả lại", "Hãy ghi rõ cần sửa điều gì")
    _append(item, Returned(item.pk, seen), by, reason.strip())


def contribute(item: Item, unit: Unit, text: str, *, by: Actor) -> None:
    """Write what a contributing unit has to say; it stands beside the answer."""
    by.require(CONTRIBUTES, item)
    _require_open(item.assessment)
    if unit.pk not in by.visitor.units or not item.contributors.filter(unit=unit).exists():
        by.require(_NOBODY)
    told = _words(text, "text", "chưa có nội dung phối hợp")
    append(item.assessment.chain, Contributed(item.pk, unit.pk, told), by=by.account)


def comment(item: Item, text: str, *, by: Actor) -> None:
    """Add a line to the thread; whoever reads the item may."""
    by.require(READS_ITEM, item)
    told = _words(text, "text", "chưa có nội dung trao đổi")
    append(item.assessment.chain, Commented(uuid4(), item.pk, told), by=by.account)


_NOBODY = Rule("đơn vị phối hợp của mục này", lambda visitor, thing: False)


def owes(item: Item) -> list[Problem]:
    """What stands against submitting the item: an explanation that the rules of the field ask for."""
    if item.explanation.strip():
        return []
    reasons = []
    score = kept(item)
    if score is None or score.value is None:
        reasons.append("chưa có số liệu")
    if score is not None and score.differs:
        reasons.append("số khai báo khác số đo được từ hồ sơ")
    if score is not None:
        kinds = kinds_at([item.place]).get(item.place, frozenset())
        missing = owed_evidence(component_of(item), kinds, score.state)
        if missing:
            told = ", ".join(each.kind for each in missing)
            reasons.append(f"thiếu tài liệu kiểm chứng bắt buộc ({told})")
    if not reasons:
        return []
    what = f"{'; '.join(reasons)} mà chưa có giải trình"
    return [Problem("explanation", what, "Hãy bổ sung, hoặc giải trình lý do")]


def _append(item: Item, happened: object, by: Actor, reason: str = "") -> None:
    with transaction.atomic(), taking_turns(item.assessment.chain):
        _require_open(Assessment.objects.get(pk=item.assessment_id))
        append(item.assessment.chain, happened, by=by.account, reason=reason)
        recount(item.assessment)


def _words(text: str, where: str, what: str) -> str:
    told = text.strip()
    if not told:
        raise BadInput.of(where, what, "Hãy viết nội dung rồi gửi lại")
    if len(told) > LONGEST:
        raise BadInput.of(where, "nội dung quá dài", "Hãy viết ngắn lại")
    return told


def _require_open(assessment: Assessment) -> None:
    if not assessment.is_open:
        raise BadInput.of(
            assessment, "đã trình hoặc đã phê duyệt nên không sửa được", "Hãy đề nghị mở lại"
        )


def _require_editable(item: Item) -> None:
    _require_open(item.assessment)
    leading = item.parent or item
    if ItemState(leading.state) not in EDITABLE:
        raise BadInput.of(
            f"mục {leading.code}",
            "đã trình nên không sửa được",
            "Hãy đề nghị lãnh đạo đơn vị trả lại",
        )


def _require_own_step(item: Item) -> None:
    if item.parent_id is not None:
        raise BadInput.of(
            f"mục {item.code}", "được trình cùng mục lấy điểm của nó", "Hãy trình mục đó"
        )
