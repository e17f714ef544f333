"""`parindex backup` and `restore` as processes, on databases of their own, from one kind to the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from parindex.site.keeping.archive import Manifest
from tests.cli.kit import done
from tests.engine.records.sources.postgres import IN_ADDRESS, running_server
from tests.parts import POSTGRESQL


def manifest_of(path: Path) -> Manifest:
    with zipfile.ZipFile(path) as archive:
        return Manifest.model_validate_json(archive.read("manifest.json"))


def _run(home: Path, database: str, *command: str) -> str:
    ended = _asked(home, database, *command)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _asked(home: Path, database: str, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PARINDEX_HOME": str(home),
        "PARINDEX_DATABASE_URL": database,
        "PARINDEX_STORE": str(home / "kho"),
        "DJANGO_SETTINGS_MODULE": "parindex.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    for name in ("PARINDEX_SECRET_KEY", "PARINDEX_TEST_DATABASE_URL"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )


def _python(name: str) -> tuple[str, str]:
    """A function of `filling` in a process of its own."""
    first = "from parindex.site.started import bring_up; bring_up()"
    return "-c", f"{first}; from tests.apps.site.filling import {name}; {name}()"


_CLI = ("-c", "from parindex.cli.main import main; main()")


@pytest.mark.parametrize(
    "command", [("backup", "x.zip"), ("events", "verify"), ("evidence", "verify")], ids=" ".join
)
def test_what_only_reads_does_not_change_the_shape(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    ended = _asked(tmp_path, "", *_CLI, *command)
    assert ended.returncode == 2
    assert "cơ sở dữ liệu chưa có, hoặc chưa theo cấu trúc của phiên bản này" in ended.stderr
    assert not (tmp_path / "x.zip").exists()


@POSTGRESQL.required
def test_there_and_back_over_both_databases(tmp_path: Path, example_store: Path) -> None:
    first, second, third = (tmp_path / name for name in ("may-1", "may-2", "may-3"))
    first.mkdir()
    (first / "kho").symlink_to(example_store)
    backups = [tmp_path / f"{number}.zip" for number in (1, 2, 3)]
    with running_server() as server:
        postgresql = f"postgresql://tester:{IN_ADDRESS}@{server}/{quote('postgres')}"
        _run(first, "", *_python("fill"))
        _run(first, "", *_CLI, "backup", str(backups[0]))
        _run(second, postgresql, *_CLI, "restore", str(backups[0]))
        _run(second, postgresql, *_CLI, "backup", str(backups[1]))
        _run(third, "", *_CLI, "restore", str(backups[1]))
        _run(third, "", *_CLI, "backup", str(backups[2]))
        manifests = [manifest_of(path) for path in backups]
        assert [each.database for each in manifests] == ["sqlite", "postgresql", "sqlite"]
        for each in manifests[1:]:
            assert each.members == manifests[0].members
            assert (each.chains, each.lake) == (manifests[0].chains, manifests[0].lake)
        scored = ("score", "--criteria", "kh-839-2023", "--year", "2023", "--json", "--store")
        homes = (first, second, third)
        assert len({done(*scored, home / "kho").json["run"] for home in homes}) == 1
        for home, database in ((second, postgresql), (third, "")):
            told = json.loads(_run(home, database, *_python("ask")))
            assert told == {"found": 1, "faults": [], "signs_in": True}
            assert "0 tệp có lỗi" in _run(home, database, *_CLI, "evidence", "verify")
        keys = {(home / "secret-key").read_text() for home in homes}
        assert len(keys) == 3
