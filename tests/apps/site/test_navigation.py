"""The menu marks the line whose pages the visitor is on, and no other."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from parindex.apps.access.roles import Role
from parindex.apps.organizations.queries import today, visitor_of
from parindex.site.navigation import navigation
from tests.apps.people import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", {"Việc của tôi": "page"}),
        ("/don-doc/", {"Cần đôn đốc": "page"}),
        ("/minh-chung/", {"Kho minh chứng": "page"}),
        ("/minh-chung/0f8e/", {"Kho minh chứng": "true"}),
        ("/dot-danh-gia/nam-2023/minh-chung/", {"Đợt đánh giá": "true"}),
        ("/khong-co/", {}),
    ],
)
def test_one_line_at_most_is_marked(world: World, path: str, marked: dict[str, str]) -> None:
    request = RequestFactory().get(path)
    visitor = visitor_of(world.own[Role.COORDINATOR], today())
    request.__dict__.update(visitor=visitor, resolver_match=None)
    lines = [link for section in navigation(request)["menu"] for link in section["links"]]
    assert {each["title"]: each["current"] for each in lines if each["current"]} == marked
