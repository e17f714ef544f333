"""The menu: every visitor sees the pages that they may open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from parindex.apps.access.http import Request
from parindex.apps.access.routes import Access, declared_routes


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu: its words and the name of its route."""

    title: str
    route: str

    @property
    def address(self) -> str:
        return reverse(self.route)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together, under a heading."""

    title: str
    links: tuple[Link, ...]


MENU = (
    Section("Công việc", (Link("Việc của tôi", "home"),)),
    Section("Tổ chức", (Link("Đơn vị", "organizations:units"),)),
)


@cache
def _access(name: str) -> Access:
    found = next(each.access for each in declared_routes() if each.name == name)
    if found is None:
        raise LookupError(f"{name} declares no access")
    return found


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For templates: `menu`, the sections with the links that the visitor may follow."""
    visitor = getattr(cast("Request", request), "visitor", None)
    if visitor is None or not visitor.is_known:
        return {"menu": ()}
    sections = (
        Section(section.title, tuple(link for link in section.links if _may(link, visitor)))
        for section in MENU
    )
    return {"menu": [section for section in sections if section.links], "visitor": visitor}


def _may(link: Link, visitor: Any) -> bool:
    rule = _access(link.route).rule("GET")
    return rule is not None and rule.admits(visitor)
