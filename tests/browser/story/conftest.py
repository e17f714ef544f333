"""The example's province and people, its made-up records, and a browser for each person."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from parindex.apps.pages import processes
from parindex.services.example import load_example_records
from parindex.site.example import open_example_accounts, register_example_units
from tests.apps.people import PASSWORD
from tests.browser.story.stage import Pages, Stage

DOSSIERS = 4000


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("story")
    load_example_records(work, DOSSIERS, lambda step: None)
    return work / "kho"


@pytest.fixture
def apart(
    transactional_db: None, records: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """What the site starts as a process of its own works on the test's database and records."""
    settings.RECORDS_STORE = records
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "parindex.site.settings")
    monkeypatch.setenv("PARINDEX_DATABASE_URL", f"sqlite:///{connection.settings_dict['NAME']}")
    monkeypatch.setenv("PARINDEX_STORE", str(records))
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> None:
        command = [sys.executable, "-m", "parindex", *arguments]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))

    monkeypatch.setattr(processes, "start", start)
    yield
    for process in running:
        assert process.wait(timeout=60) == 0


@pytest.fixture
def stage(apart: None, page_of: Pages, tmp_path: Path) -> Stage:
    """Units and accounts; everything after that is done on pages."""
    open_example_accounts(PASSWORD, register_example_units())
    return Stage(page_of, tmp_path)
