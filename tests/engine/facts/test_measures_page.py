"""The page of measures says what the measures say."""

from __future__ import annotations

from pathlib import Path

from parindex.engine.facts.documentation import measures_page
from parindex.engine.facts.registry import MEASURES

PAGE = Path(__file__).parents[3] / "docs" / "measures.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == measures_page()


def test_every_measure_names_its_rule_and_source() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, measure in MEASURES.items():
        assert f"`{name}`" in page
        assert measure.rule in page
        assert measure.source in page
        assert measure.unverified in page


def test_what_is_unverified_is_flagged() -> None:
    # The treatment of pending and same-day finishes under PAR rests on no official text.
    assert not MEASURES["dossiers_on_time_par"].verified
    assert MEASURES["units_connected"].verified
