"""Every test of evidence begins with all places open and a staging folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.evidence.places import PLACES


@pytest.fixture(autouse=True)
def places_open() -> Iterator[None]:
    yield
    PLACES.closed.clear()


@pytest.fixture(autouse=True)
def staging_folder(tmp_path_factory: pytest.TempPathFactory, settings: object) -> Path:
    """Tests that run beside this one stage their files elsewhere."""
    folder = tmp_path_factory.mktemp("uploads")
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    return folder
