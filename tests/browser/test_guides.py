"""The guides: one for each role, their pictures there, small, and none left over."""

from __future__ import annotations

import re

from parindex.apps.access.roles import Role
from tests.browser.pictures import ENDING, FOLDER, GUIDES, shown_in_guides

LARGEST, LARGEST_TOGETHER = 150_000, 3_000_000
_LINK = re.compile(r"\]\(([^)#]+)\)")


def test_every_picture_is_there_and_none_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(shown_in_guides())
    assert {path.suffix for path in FOLDER.iterdir()} == {ENDING}


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert {name for name, size in sizes.items() if size > LARGEST} == set()
    assert sum(sizes.values()) < LARGEST_TOGETHER


def test_every_role_has_a_guide() -> None:
    table = (GUIDES / "README.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in table.splitlines() if "](" in line}
    assert {str(role.label) for role in Role} == set(rows)
    for row in rows.values():
        [name] = _LINK.findall(row)
        assert (GUIDES / name).is_file()


def test_every_link_of_a_guide_leads_somewhere() -> None:
    for guide in GUIDES.glob("*.md"):
        for target in _LINK.findall(guide.read_text(encoding="utf-8")):
            assert (guide.parent / target).exists(), (guide.name, target)
