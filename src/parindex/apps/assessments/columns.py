"""Columns of the lists of items: those of an assessment, and those that wait for somebody."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parindex.apps.assessments.overview import Line, Overview
from parindex.apps.assessments.places import address_of
from parindex.apps.assessments.states import tone_of
from parindex.apps.assessments.work import WorkLine
from parindex.apps.pages.columns import Column
from parindex.apps.pages.shown import NOTHING, day, number, points, tag


def item_columns(page: Overview) -> tuple[Column, ...]:
    """The columns of an assessment's page; last year's only where something is known of it."""
    past = (
        Column(
            "nam-truoc",
            "Năm trước",
            lambda line: line.before and line.before.scored,
            html=_before,
            kind="points",
        ),
    )
    return (
        Column("ma", "Mã", lambda line: line.item.code),
        Column(
            "noi-dung",
            "Nội dung",
            lambda line: line.component.title,
            link=lambda line: address_of(line.item),
            heads=True,
        ),
        Column("thuc-hien", "Đơn vị thực hiện", lambda line: line.item.unit),
        Column(
            "buoc",
            "Bước",
            lambda line: line.item.get_state_display(),
            tone=lambda line: tone_of(line.item),
        ),
        Column("diem", "Điểm", lambda line: line.points, kind="points"),
        Column("toi-da", "Tối đa", lambda line: line.component.max, kind="points"),
        *(past if page.past else ()),
        Column("dien-giai", "Diễn giải", lambda line: line.trace),
        Column(
            "thieu",
            "Còn thiếu",
            lambda line: ", ".join(line.lacks),
            html=lambda line: _lacks(line.lacks),
        ),
    )


def _before(line: Line) -> str:
    """What was scored the year before, of how much where that was another maximum."""
    if line.before is None:
        return NOTHING
    most = line.before.most
    of = f" / {points(most)}" if most != line.component.max else ""
    return f"{points(line.before.scored)}{of}"


def _lacks(lacks: Iterable[str]) -> SafeString:
    return format_html_join(" ", "{}", ((tag(each, "warn"),) for each in lacks)) or NOTHING


def _title(line: WorkLine) -> SafeString:
    work = line.work
    link = format_html('<a href="{}">{}</a>', work.address, work.title)
    if not work.returned_for:
        return link
    words = '{}<br><span class="soft">Lý do trả lại: {}</span>'
    return format_html(words, link, work.returned_for)


def _due(line: WorkLine) -> SafeString:
    return format_html("{} {}", day(line.work.due), _urgency(line))


def _urgency(line: WorkLine) -> str:
    if line.is_late:
        return tag(f"quá {number(line.days_late)} ngày", "bad")
    if line.is_near:
        return tag(f"còn {line.left} ngày" if line.left else "hôm nay", "warn")
    return ""


WORK_COLUMNS = (
    Column("viec", "Việc", lambda line: line.work.what, kind="short"),
    Column("noi-dung", "Nội dung", lambda line: line.work.title, html=_title, heads=True),
    Column("han", "Hạn", lambda line: line.work.due, html=_due, kind="day"),
    Column(
        "thieu",
        "Còn thiếu",
        lambda line: line.work.lacks,
        html=lambda line: _lacks(line.work.lacks),
    ),
    Column("thuoc", "Thuộc", lambda line: line.work.context),
)
