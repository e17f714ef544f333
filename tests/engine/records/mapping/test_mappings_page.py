"""docs/mappings.md: what it shows can be read, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parindex.engine.records.mapping import preset_names
from tests.engine.records.mapping.kit import mapping_of

PAGE = Path(__file__).parents[4] / "docs" / "mappings.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_are_mappings(tmp_path: Path, text: str) -> None:
    assert mapping_of(tmp_path, text).columns


def test_there_are_examples_and_every_preset_is_named() -> None:
    assert len(EXAMPLES) == 2
    assert all(f"`{name}`" in PAGE.read_text(encoding="utf-8") for name in preset_names())
