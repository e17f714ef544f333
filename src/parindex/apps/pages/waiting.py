"""What waits for somebody: their own work, and what others owe that they are to urge.

Each app says in its `work.py` what waits in it; the site puts it together into one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parindex.apps.pages.columns import Column
from parindex.apps.pages.shown import NOTHING, day, number, tag

MOST = 200
"""Lines that one list holds; what is less urgent comes when these are done."""
TOLD = 5
"""How many of those who owe the same have a line of their own; one more line counts the others."""
NAMED = 3
"""How many are named where one line tells of several."""
NEAR = 3
"""Days before a deadline from which it counts as near."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do: what, on which thing, belonging to what, where, by when, what it lacks."""

    what: str
    title: str
    context: str
    address: str
    due: date | None = None
    order: int = 0
    lacks: tuple[str, ...] = ()
    returned_for: str = ""


@dataclass(frozen=True, slots=True)
class Urge:
    """What others owe whom the visitor answers for: who, what, of what, where it is urged, by when."""

    who: str
    what: str
    context: str
    address: str
    due: date | None = None


def work_in_order(found: Iterable[Work]) -> list[Work]:
    """The most urgent first, what was returned before the rest; what has no deadline last."""
    return sorted(found, key=lambda each: (_day(each.due), not each.returned_for, each.order))


def urges_in_order(found: Iterable[Urge]) -> list[Urge]:
    """The most urgent first; what belongs together stays in the order given."""
    return sorted(found, key=lambda each: (_day(each.due), each.context))


def _day(due: date | None) -> date:
    return due or date.max


def names(first: Sequence[str], total: int, of: str = "đơn vị") -> str:
    """`Phòng A, Phòng B và 2 đơn vị khác`: those named, of so many."""
    told, left = ", ".join(first), total - len(first)
    others = f"{number(left)} {of} khác" if left else ""
    return " và ".join(filter(None, (told, others)))


def work_columns(today: date) -> tuple[Column, ...]:
    """The columns of the visitor's own work, as it stands on the day."""
    return (
        Column("viec", "Việc", lambda each: each.what, kind="short"),
        Column("noi-dung", "Nội dung", lambda each: each.title, html=_title, heads=True),
        _due_column(today),
        Column(
            "thieu",
            "Còn thiếu",
            lambda each: "; ".join(each.lacks),
            html=lambda each: tags(each.lacks),
        ),
        Column("thuoc", "Thuộc", lambda each: each.context),
    )


def urge_columns(today: date) -> tuple[Column, ...]:
    """The columns of what others owe, as it stands on the day."""
    return (
        Column("ai", "Đơn vị", lambda each: each.who, link=lambda each: each.address),
        Column("no", "Còn nợ", lambda each: each.what),
        _due_column(today),
        Column("thuoc", "Thuộc", lambda each: each.context),
    )


def tags(lacks: Iterable[str]) -> SafeString:
    """What is missing, each set off, or a dash for nothing."""
    return format_html_join(" ", "{}", ((tag(each, "warn"),) for each in lacks)) or NOTHING


def _due_column(today: date) -> Column:
    return Column(
        "han", "Hạn", lambda each: each.due, html=lambda each: _due(each, today), kind="day"
    )


def _title(work: Work) -> SafeString:
    link = format_html('<a href="{}">{}</a>', work.address, work.title)
    if not work.returned_for:
        return link
    words = '{}<br><span class="soft">Lý do trả lại: {}</span>'
    return format_html(words, link, work.returned_for)


def _due(each: Work | Urge, today: date) -> SafeString:
    if each.due is None:
        return NOTHING
    return format_html("{} {}", day(each.due), _urgency(each.due, today))


def _urgency(due: date, today: date) -> str:
    left = (due - today).days
    if left < 0:
        return tag(f"quá {number(-left)} ngày", "bad")
    if left <= NEAR:
        return tag(f"còn {left} ngày" if left else "hôm nay", "warn")
    return ""
