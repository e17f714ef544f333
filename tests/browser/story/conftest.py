"""The example's province and people, its made-up records, and a browser for each person."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

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
def worker(
    transactional_db: None,
    records: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[None]:
    """A worker beside the site, as it runs in an office: one database, one folder of files."""
    settings.PARINDEX_JOBS_AT_ONCE = False
    settings.RECORDS_STORE = records
    settings.MEDIA_ROOT = tmp_path / "files"
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    monkeypatch.setenv("PARINDEX_HOME", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "parindex.site.settings")
    monkeypatch.setenv("PARINDEX_DATABASE_URL", f"sqlite:///{connection.settings_dict['NAME']}")
    monkeypatch.setenv("PARINDEX_STORE", str(records))
    with subprocess.Popen([sys.executable, "-m", "parindex", "worker"]) as process:
        yield
        process.terminate()


@pytest.fixture
def stage(worker: None, page_of: Pages, tmp_path: Path) -> Stage:
    """Units and accounts; everything after that is done on pages."""
    open_example_accounts(PASSWORD, register_example_units())
    return Stage(page_of, tmp_path)
