"""One store with a few units, made once and copied for every file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cli.kit import done
from tests.records.kit import UNITS, Scene


@pytest.fixture(scope="session")
def store_with_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("units") / "kho"
    done("records", "import", "units", UNITS, "--store", store)
    return store


@pytest.fixture
def scene(tmp_path: Path, store_with_units: Path) -> Iterator[Scene]:
    place, folder = tmp_path / "noi-dat-kho", tmp_path / "tep"
    place.mkdir()
    folder.mkdir()
    shutil.copytree(store_with_units, place / "kho")
    with ExitStack() as closing:
        yield Scene(folder, place / "kho", [], closing)
    shutil.rmtree(folder, ignore_errors=True)
