"""A plan as the official document again: what was read, with what people corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from parindex.engine.official import texts
from parindex.engine.official.blocks import (
    Block,
    Closing,
    Letter,
    Metadata,
    Pages,
    Paragraph,
    Style,
)
from parindex.engine.official.office import OfficeDetails
from parindex.engine.official.printable import printable, unbroken
from parindex.engine.plans.model import Plan, Task

KIND = "KẾ HOẠCH"
NUMBER = "Số: {number}/{symbol}"
OBJECTIVES = "MỤC TIÊU"
REQUIREMENTS = "YÊU CẦU"
TASKS = "NỘI DUNG VÀ PHÂN CÔNG THỰC HIỆN"
DUTIES = "TỔ CHỨC THỰC HIỆN"
LEAD = "Đơn vị thực hiện: {units}."
COORDINATING = "Phối hợp thực hiện: {units}."
PERIOD = "Thời gian thực hiện: {period}."

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PART = re.compile(r"\d+|[^\W\d_]+")
_ENDS = (".", ";", ":", "!", "?", "…")


def lay_out_plan(plan: Plan, *, made: datetime, notices: Sequence[str] = ()) -> Pages:
    """The plan in the layout of Nghị định 30/2020/NĐ-CP, ready for the writers of .docx and .pdf.

    `made` is when the file was made; `notices` stand under the title (a draft, made-up data). What the
    plan does not know, such as the number of a draft, is left to be filled in by hand.
    """
    plan = printable(plan)
    return Pages(
        metadata=_metadata(plan, made),
        letter=_letter(plan, notices),
        body=unbroken(tuple(_body(plan))),
        closing=_closing(plan),
        annexes=(),
        footer="",
    )


def _office(plan: Plan) -> OfficeDetails:
    signer = plan.signer
    return OfficeDetails(
        issuer=plan.issuer or "",
        authority=(signer.authority if signer else None) or "",
        office=(signer.office if signer else None) or "",
    )


def _metadata(plan: Plan, made: datetime) -> Metadata:
    number = "/".join(filter(None, (plan.number, plan.symbol)))
    title = f"{KIND.capitalize()} {number}".strip()
    return Metadata(title, plan.issuer or "", plan.title or "", (), made)


def _letter(plan: Plan, notices: Sequence[str]) -> Letter:
    superior, issuer = _office(plan).letterhead
    day = texts.long_date(plan.date)
    return Letter(
        superior=superior.upper(),
        issuer=issuer.upper(),
        nation=texts.NATION,
        motto=texts.MOTTO,
        number=_number(plan),
        place_and_date=texts.PLACE_AND_DATE.format(place=plan.place or texts.FILL_IN, day=day),
        kind=KIND,
        subject=plan.title or texts.FILL_IN,
        notices=tuple(notices),
        addressed_to=texts.ADDRESSED_TO,
        addressees=(),
    )


def _number(plan: Plan) -> str:
    """Numbers below 10 take a leading 0 (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    number = plan.number or ""
    written = f"{int(number):02d}" if number.isdecimal() else number or "       "
    return NUMBER.format(number=written, symbol=plan.symbol or "KH")


def _body(plan: Plan) -> Iterator[Block]:
    for basis in plan.bases:
        is_basis = basis.startswith("Căn cứ")
        yield Paragraph(Style.BASIS if is_basis else Style.BODY, basis)
    parts = [
        (OBJECTIVES, list(_points(plan.objectives))),
        (REQUIREMENTS, list(_points(plan.requirements))),
        (_tasks_title(plan), list(_tasks(plan.tasks))),
        (DUTIES, list(_numbered(plan.duties))),
    ]
    present = [(title, blocks) for title, blocks in parts if blocks]
    for numeral, (title, blocks) in zip(_NUMERALS, present, strict=False):
        yield Paragraph(Style.HEADING, f"{numeral}. {title}")
        yield from blocks[:-1] if title == present[-1][0] else blocks
    if present:
        yield Paragraph(Style.LAST, _closed(present[-1][1][-1].text))


def _closed(text: str) -> str:
    return text.rstrip(" .;") + texts.END_MARK


def _points(said: Sequence[str]) -> Iterator[Paragraph]:
    mark = "- " if len(said) > 1 else ""
    for each in said:
        yield Paragraph(Style.BODY, f"{mark}{_ended(each)}")


def _numbered(said: Sequence[str]) -> Iterator[Paragraph]:
    for place, each in enumerate(said, 1):
        mark = f"{place}. " if len(said) > 1 else ""
        yield Paragraph(Style.BODY, f"{mark}{_ended(each)}")


def _tasks_title(plan: Plan) -> str:
    """The heading that all tasks stand under, as the plan words it."""
    tops = {task.group[0] for task in plan.tasks if task.group}
    return tops.pop().upper() if len(tops) == 1 else TASKS


def _tasks(tasks: Sequence[Task]) -> Iterator[Paragraph]:
    above: tuple[str, ...] = ()
    for task in tasks:
        headings = task.group[1:]
        for depth, heading in enumerate(headings):
            if headings[: depth + 1] != above[: depth + 1]:
                yield Paragraph(Style.SUBHEADING, _numbered_heading(task.ref, depth, heading))
        above = headings
        yield from _task(task)


def _numbered_heading(ref: str, depth: int, heading: str) -> str:
    """A heading with its number: the first parts of the number of a task below it."""
    parts = _PART.findall(ref)
    number = ".".join(parts[: depth + 1])
    return f"{number}. {heading}" if len(parts) > depth + 1 else heading


def _task(task: Task) -> Iterator[Paragraph]:
    style = Style.SUBHEADING if len(_PART.findall(task.ref)) == 1 else Style.BODY
    yield Paragraph(style, f"{_mark(task.ref)} {task.title}")
    for item in task.items:
        yield Paragraph(Style.BODY, f"- {_ended(item)}")
    if task.lead:
        yield Paragraph(Style.BODY, LEAD.format(units="; ".join(task.lead)))
    if task.coordinating:
        yield Paragraph(Style.BODY, COORDINATING.format(units="; ".join(task.coordinating)))
    if task.period and task.period.text:
        yield Paragraph(Style.BODY, PERIOD.format(period=task.period.text.rstrip(" .")))


def _mark(ref: str) -> str:
    """`1.1.` for a numbered task, `a)` for a point of one."""
    last = _PART.findall(ref)[-1:] or [ref]
    return f"{last[0]})" if last[0].isalpha() else f"{ref}."


def _ended(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."


def _closing(plan: Plan) -> Closing:
    listed = plan.recipients or (texts.FILE_COPY,)
    ends = [";"] * (len(listed) - 1) + ["."]
    signer = plan.signer
    return Closing(
        recipients_label=texts.RECIPIENTS,
        recipients=tuple(
            f"- {each.rstrip('.;')}{end}" for each, end in zip(listed, ends, strict=True)
        ),
        signing=tuple(line.upper() for line in _office(plan).signing),
        name=(signer.name if signer else None) or "",
    )
