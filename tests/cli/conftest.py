"""One small store for all tests that only read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.kit import RECORDS, Outcome, done, table


@dataclass(frozen=True)
class Store:
    """A store, and what each import into it told as JSON."""

    path: Path
    imports: Mapping[str, Outcome]
    files: Mapping[str, Path]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("kho")
    files = {kind: table(folder / f"{kind}.csv", rows) for kind, rows in RECORDS.items()}
    path = folder / "kho"
    imports = {
        kind: done("records", "import", kind, file, "--store", path, "--json")
        for kind, file in files.items()
    }
    return Store(path, imports, files)
