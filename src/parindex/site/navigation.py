"""The menu: every visitor sees the pages that they may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from parindex.apps.access.http import Request
from parindex.apps.access.roles import Visitor
from parindex.apps.access.routes import admits
from parindex.apps.guides.catalogue import section_for
from parindex.apps.pages.addresses import address


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu: its words and the name of its route."""

    title: str
    route: str

    @property
    def address(self) -> str:
        return address(self.route)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together, under a heading."""

    title: str
    links: tuple[Link, ...]


MENU = (
    Section(
        "Công việc",
        (
            Link("Việc của tôi", "home"),
            Link("Cần đôn đốc", "urging"),
            Link("Kế hoạch", "planning:plans"),
            Link("Quán triệt", "acknowledgements:notices"),
            Link("Góp ý", "feedback:mine"),
            Link("Việc chạy nền", "jobs:jobs"),
        ),
    ),
    Section(
        "Đánh giá",
        (
            Link("Đợt đánh giá", "assessments:rounds"),
            Link("Bộ chỉ số", "criteria:sets"),
            Link("Số liệu", "facts:facts"),
            Link("Các năm trước", "pastyears:results"),
            Link("Kho minh chứng", "evidence:documents"),
        ),
    ),
    Section(
        "Tổ chức",
        (Link("Đơn vị", "organizations:units"), Link("Tài khoản", "people:people")),
    ),
    Section("Trợ giúp", (Link("Hướng dẫn", "guides:mine"),)),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For templates: `menu`, the sections with the links that the visitor may follow.

    `page_help` is the address of what the guide of their role says of the page, if it says anything.
    """
    visitor = getattr(cast("Request", request), "visitor", None)
    if visitor is None or not visitor.is_known:
        return {"menu": ()}
    sections = (
        {
            "title": section.title,
            "links": [
                {"title": each.title, "address": each.address, "current": _current(each, request)}
                for each in section.links
                if admits(visitor, each.route)
            ],
        }
        for section in MENU
    )
    return {
        "menu": [section for section in sections if section["links"]],
        "visitor": visitor,
        "page_help": _help(request, visitor),
    }


def _current(link: Link, request: HttpRequest) -> str:
    """The value of `aria-current`: the page itself, a page below it, or neither."""
    if link.address == request.path:
        return "page"
    return "true" if link.address != "/" and request.path.startswith(link.address) else ""


def _help(request: HttpRequest, visitor: Visitor) -> str:
    match = request.resolver_match
    found = section_for(visitor, match.view_name) if match else None
    if found is None:
        return ""
    guide, section = found
    return f"{address('guides:guide', guide)}#{section}"
