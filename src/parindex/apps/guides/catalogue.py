"""Which guides there are, whose they are, and which of their sections concerns which page."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.apps.access.roles import Role, Visitor

COMMON = "chung"
"""What holds for every role: `texts/README.md`."""

OF_ROLE: Mapping[Role, str] = {
    Role.SPECIALIST: "chuyen-vien",
    Role.UNIT_HEAD: "truong-don-vi",
    Role.COORDINATOR: "dieu-phoi",
    Role.LEADER: "lanh-dao",
    Role.APPRAISER: "tham-dinh",
    Role.ADMINISTRATOR: "quan-tri",
    Role.VIEWER: "kiem-tra",
}
"""The guide of each role by its name: of its address, and of its file in `texts`."""

NAMES = (*OF_ROLE.values(), COMMON)

SECTIONS: Mapping[str, Mapping[Role, str]] = {
    "home": {
        Role.SPECIALIST: "xem-viec-duoc-giao",
        Role.UNIT_HEAD: "duyet-mot-muc",
        Role.COORDINATOR: "kiem-tra-du-trinh-lanh-dao",
        Role.LEADER: "xem-truoc-khi-phe-duyet",
    },
    "urging": {
        Role.UNIT_HEAD: "theo-doi-don-vi-minh",
        Role.COORDINATOR: "kiem-tra-du-trinh-lanh-dao",
        Role.LEADER: "theo-doi-trong-nam",
    },
    "assessments:item": {
        Role.SPECIALIST: "tra-loi-mot-muc",
        Role.UNIT_HEAD: "duyet-mot-muc",
        Role.COORDINATOR: "kiem-tra-du-trinh-lanh-dao",
        Role.LEADER: "xem-truoc-khi-phe-duyet",
        Role.APPRAISER: "doc-mot-muc",
        Role.VIEWER: "xem-ket-qua",
    },
    "assessments:assessment": {
        Role.SPECIALIST: "viec-khac",
        Role.UNIT_HEAD: "theo-doi-don-vi-minh",
        Role.COORDINATOR: "kiem-tra-du-trinh-lanh-dao",
        Role.LEADER: "phe-duyet-hoac-tra-lai",
        Role.APPRAISER: "doc-mot-ban-tu-danh-gia",
        Role.VIEWER: "xem-ket-qua",
    },
    "assessments": {
        Role.UNIT_HEAD: "theo-doi-don-vi-minh",
        Role.COORDINATOR: "do-so-lieu-va-mo-dot",
        Role.APPRAISER: "doc-mot-ban-tu-danh-gia",
        Role.VIEWER: "xem-ket-qua",
    },
    "planning": {
        Role.SPECIALIST: "viec-khac",
        Role.UNIT_HEAD: "theo-doi-don-vi-minh",
        Role.COORDINATOR: "dua-ke-hoach-vao",
        Role.LEADER: "theo-doi-trong-nam",
    },
    "acknowledgements": {
        Role.UNIT_HEAD: "xac-nhan-quan-triet",
        Role.COORDINATOR: "dua-ke-hoach-vao",
        Role.LEADER: "theo-doi-trong-nam",
    },
    "evidence": {
        Role.SPECIALIST: "nop-minh-chung",
        Role.UNIT_HEAD: "duyet-mot-muc",
        Role.APPRAISER: "doc-mot-muc",
    },
    "exchange": {Role.SPECIALIST: "viec-khac"},
    "facts": {Role.COORDINATOR: "do-so-lieu-va-mo-dot", Role.VIEWER: "xem-so-lieu-da-do"},
    "pastyears": {Role.COORDINATOR: "do-so-lieu-va-mo-dot"},
    "criteria": {Role.COORDINATOR: "dua-ke-hoach-vao"},
    "feedback": {
        Role.UNIT_HEAD: "gop-y-cho-co-quan-khac",
        Role.COORDINATOR: "do-so-lieu-va-mo-dot",
    },
    "absence": {Role.UNIT_HEAD: "khi-vang-mat"},
    "organizations": {Role.ADMINISTRATOR: "danh-muc-don-vi"},
    "people": {Role.ADMINISTRATOR: "mo-tai-khoan-va-giao-vai-tro"},
    "people:person": {Role.ADMINISTRATOR: "trang-cua-mot-tai-khoan"},
    "people:second_factor": {Role.ADMINISTRATOR: "xac-thuc-hai-buoc"},
}
"""Route, or the app whose other routes it stands for → role → the section of its guide."""


def own_first(visitor: Visitor) -> list[tuple[str, bool]]:
    """Every guide of a role, with whether the role is the visitor's; those that are come first."""
    told = [(name, role in visitor.roles) for role, name in OF_ROLE.items()]
    return sorted(told, key=lambda each: not each[1])


def first_for(visitor: Visitor) -> str:
    """The guide to open: of the first of the visitor's roles, the common one without any."""
    name, is_own = own_first(visitor)[0]
    return name if is_own else COMMON


def section_for(visitor: Visitor, route: str) -> tuple[str, str] | None:
    """Guide and section on a page, for the first of the visitor's roles that any is written for."""
    sections = SECTIONS.get(route) or SECTIONS.get(route.partition(":")[0], {})
    held = visitor.roles
    for role, name in OF_ROLE.items():
        if role in held and role in sections:
            return name, sections[role]
    return None
