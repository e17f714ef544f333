"""The processes of a measurement: the site made once, served as to users, and people at it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.measuring import ROOT
from tests.ports import free_port

CLIENT = ROOT / ".venv-load" / "bin" / "python"


class Failed(Exception):
    """A process of the measurement ended with an error."""


def environment(home: Path, database: str) -> dict[str, str]:
    """The environment of a site in that folder, on that database (empty: SQLite there)."""
    ours = ("PARINDEX_", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return {
        **kept,
        "PYTHONPATH": path,
        "PARINDEX_HOME": str(home),
        "PARINDEX_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "parindex.site.settings",
    }


def make(home: Path, database: str, size: Mapping[str, int]) -> None:
    """Fill a new site in that folder."""
    told = [str(size[key]) for key in ("units", "components", "people")]
    _run([sys.executable, "-m", "load.made", *told], environment(home, database))


def made(cache: Path, size: Mapping[str, int]) -> Path:
    """The folder of a site on SQLite of that size, made if it is not there or its shape has changed."""
    name = "x".join(str(size[key]) for key in ("units", "components", "people"))
    folder = cache / f"{name}-{_shape()}"
    if not folder.exists():
        for old in cache.glob(f"{name}-*"):
            shutil.rmtree(old)
        unfinished = cache / f".{name}"
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished, "", size)
        unfinished.rename(folder)
    return folder


def _shape() -> str:
    """A hash of all that the made-up site follows from."""
    digest = hashlib.sha256()
    apps = ROOT / "src" / "parindex" / "apps"
    named = ("models.py", "handlers.py", "happenings.py", "standings.py", "0001_initial.py")
    ours = [ROOT / "load" / "made.py", ROOT / "tests" / "apps" / "assessments" / "big.py"]
    for path in [*ours, *sorted(each for each in apps.rglob("*.py") if each.name in named)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def serving(home: Path, database: str) -> Iterator[str]:
    """The address of the site, served by the command that serves users."""
    port = free_port()
    command = [sys.executable, "-c", "from parindex.cli.main import main; main()", "web"]
    variables = {**environment(home, database), "PORT": str(port)}
    with subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            if not any(line.startswith("ready:") for line in process.stdout or ()):
                raise Failed("trang web không mở được")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate(timeout=30)


def people(folder: Path, order: dict[str, Any]) -> dict[str, Any]:
    """What the people of that order saw."""
    asked, answered = folder / "order.json", folder / "result.json"
    asked.write_text(json.dumps(order), "utf-8")
    script = ROOT / "load" / "client.py"
    _run([str(CLIENT), str(script), str(asked), str(answered)], dict(os.environ))
    told: dict[str, Any] = json.loads(answered.read_text("utf-8"))
    return told


def history(home: Path, database: str, result: Path) -> dict[str, int]:
    """What the history says of the saves in that result."""
    command = [sys.executable, "-m", "load.checking", str(result)]
    told: dict[str, int] = json.loads(_run(command, environment(home, database)))
    return told


def _run(command: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=variables, capture_output=True, text=True, cwd=ROOT, check=False
    )
    if done.returncode:
        raise Failed(f"{' '.join(command[:3])}\n{done.stdout}{done.stderr}")
    return done.stdout
