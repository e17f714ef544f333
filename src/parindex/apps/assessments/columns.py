"""Columns of the items of an assessment."""

from __future__ import annotations

from parindex.apps.assessments.overview import Line, Overview
from parindex.apps.assessments.places import address_of
from parindex.apps.assessments.states import tone_of
from parindex.apps.pages.columns import Column
from parindex.apps.pages.shown import NOTHING, points
from parindex.apps.pages.waiting import tags


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
            html=lambda line: tags(line.lacks),
        ),
    )


def _before(line: Line) -> str:
    """What was scored the year before, of how much where that was another maximum."""
    if line.before is None:
        return NOTHING
    most = line.before.most
    of = f" / {points(most)}" if most != line.component.max else ""
    return f"{points(line.before.scored)}{of}"
