"""What was filled in held against what stands: what would change, what collides, what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.answering import LONGEST, Draft
from parindex.apps.assessments.judging import Material, material_of
from parindex.apps.assessments.models import Assessment
from parindex.apps.criteria.answering import InputForm
from parindex.apps.criteria.queries import set_of
from parindex.apps.criteria.raw import Raw
from parindex.apps.exchange.content import EXPLANATION, Block, Content, blocks_of, same
from parindex.apps.exchange.reading import Filled, changed_in, missing_rows, read_filled
from parindex.apps.exchange.stamp import Stamp, read_stamp, require_same
from parindex.engine.records.forms.workbook import open_sheets
from parindex.engine.scoring.scorecard import ComponentScore
from parindex.engine.values.problems import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote of an item, on the version `seen`."""

    item: UUID
    seen: int
    typed: dict[str, str]
    explanation: str


@dataclass(frozen=True, slots=True)
class Line:
    """A field that changes: its label, what stands now, what the file says."""

    label: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Change:
    """An item that the file changes, with its points as they stand and as they would."""

    block: Block
    written: Written
    form: InputForm
    lines: tuple[Line, ...]
    before: ComponentScore | None = None
    after: ComponentScore | None = None

    @property
    def lacking(self) -> str:
        return self.form.lacking if self.written.typed else ""

    def draft(self) -> Draft:
        return Draft(self.block.item, self.written.seen, self.form, self.written.explanation)


@dataclass(slots=True)
class Plan:
    """What saving would do. Nothing may be saved while there are problems; conflicts are left out."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def does_nothing(self) -> bool:
        return not (self.changes or self.conflicts or self.problems)


def plan_of_file(path: Path, assessment: Assessment, visitor: Visitor) -> Plan:
    """Read a workbook and hold it against what stands; `BadInput` where it is not for this page."""
    sheets = open_sheets(path)
    stamp = read_stamp(path, sheets)
    require_same(path, stamp, assessment)
    blocks = blocks_of(assessment, visitor)
    filled, problems = read_filled(path, sheets, blocks)
    plan = Plan(problems=problems)
    for each in changed_in(filled, stamp):
        _hold(plan, each, stamp)
    _judge(plan, assessment)
    return plan


def plan_of(assessment: Assessment, visitor: Visitor, written: Iterable[Written]) -> Plan:
    """What was shown before, held against what stands now."""
    blocks = {block.item.pk: block for block in blocks_of(assessment, visitor)}
    plan = Plan()
    for each in written:
        block = blocks.get(each.item)
        if block is None or not block.own:
            code = block.item.code if block else "đã xem"
            plan.problems.append(
                Problem(f"mục {code}", "không còn sửa được", "Hãy mở lại bản tự đánh giá để xem")
            )
        else:
            _place(plan, _change(block, each))
    _judge(plan, assessment)
    return plan


def _hold(plan: Plan, filled: Filled, stamp: Stamp) -> None:
    """Place what the file says of an item among changes, conflicts or problems."""
    block, content = filled.block, filled.content
    if content == block.now:
        return
    token = stamp.tokens.get(block.key)
    gone = missing_rows(filled)
    if not block.own:
        if not gone:
            plan.problems.append(_not_yours(filled))
        return
    if gone or token is None:
        plan.problems.extend(gone or [_unstamped(filled)])
        return
    if filled.faults:
        plan.problems.extend(filled.faults)
        return
    written = Written(block.item.pk, token[0], dict(content.typed), content.explanation)
    change = _change(block, written)
    faults = list(_faults(change, filled))
    if faults:
        plan.problems.extend(faults)
    else:
        _place(plan, change)


def _place(plan: Plan, change: Change) -> None:
    block = change.block
    if block.writable and block.item.version == change.written.seen:
        plan.changes.append(change)
    else:
        plan.conflicts.append(change)


def _change(block: Block, written: Written) -> Change:
    item = block.item
    form = InputForm(set_of(item.criteria), block.component, written.typed)
    form.is_valid()
    then = Content(same(form, written.typed), written.explanation)
    lines = tuple(
        Line(block.label(name), block.words(name, block.now), block.words(name, then))
        for name in block.names
        if block.now.value(name) != then.value(name)
    )
    return Change(block, written, form, lines)


def _faults(change: Change, filled: Filled) -> Iterable[Problem]:
    """What the form refuses, each at its cell."""
    first = change.block.names[0]
    for name, errors in change.form.errors.items():
        for told in errors:
            what, _, remedy = str(told).partition(". ")
            where = filled.where(name if name in filled.places else first)
            said = f"{what[:1].lower()}{what[1:]}".rstrip(".")
            yield Problem(where, said, remedy.rstrip(".") or "Hãy xem lại ô này")
    if len(change.written.explanation) > LONGEST:
        yield Problem(
            filled.where(EXPLANATION), "giải trình quá dài", "Hãy đưa phần dài vào minh chứng"
        )


def _not_yours(filled: Filled) -> Problem:
    block, content = filled.block, filled.content
    name = next(each for each in block.names if content.value(each) != block.now.value(each))
    what = f"mục {block.item.code} không phải phần việc của anh/chị"
    return Problem(filled.where(name), what, "Hãy trả ô về như lúc tải tệp")


def _unstamped(filled: Filled) -> Problem:
    what = f"trang «Phiên bản» không có mục {filled.block.item.code}"
    return Problem(filled.where(""), what, "Hãy tải lại bản khai rồi điền vào tệp mới")


def _judge(plan: Plan, assessment: Assessment) -> None:
    """Add the points as they stand and as they would."""
    if not plan.changes:
        return
    material = material_of(assessment)
    before = material.scores(material.run())
    instead: dict[Any, Raw | None] = {
        each.block.item.pk: None if each.form.answered is None else each.form.answered.raw
        for each in plan.changes
    }
    after = _scores(plan, material, instead)
    plan.changes = [
        Change(
            each.block,
            each.written,
            each.form,
            each.lines,
            before.get(each.block.item.pk),
            after.get(each.block.item.pk),
        )
        for each in plan.changes
    ]


def _scores(
    plan: Plan, material: Material, instead: Mapping[Any, Raw | None]
) -> dict[Any, ComponentScore]:
    try:
        return material.scores(material.run(instead=instead))
    except BadInput as bad:
        plan.problems.extend(bad.problems)
        return {}


def drafts_of(changes: Sequence[Change]) -> list[Draft]:
    """What the service keeps."""
    return [change.draft() for change in changes]
