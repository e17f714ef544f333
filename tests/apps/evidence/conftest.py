"""Every test of evidence begins with all places open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.apps.evidence.places import PLACES


@pytest.fixture(autouse=True)
def places_open() -> Iterator[None]:
    yield
    PLACES.closed.clear()
