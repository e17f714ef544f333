"""The page of record kinds says what the schemas say."""

from __future__ import annotations

from pathlib import Path

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.documentation import records_page

PAGE = Path(__file__).parents[3] / "docs" / "records.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == records_page()


def test_every_field_and_choice_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for kind in KINDS.values():
        assert f"`{kind.name}`" in page
        for field in kind.fields:
            assert f"| `{field.name}` |" in page
            assert all(f"`{value}` ({name})" in page for value, name in field.choices)
