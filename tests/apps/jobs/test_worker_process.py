"""The worker as a process: killed in the middle, its work is taken up again and done exactly once."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.apps.site.test_serving import PARINDEX, environment, run, serving
from tests.ports import free_port

UNITS, COMPONENTS = 150, 40
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site on which a round of many units was asked for."""
    site = tmp_path_factory.mktemp("asked") / "site"
    command = [sys.executable, "-m", "tests.apps.jobs.asking", str(UNITS), str(COMPONENTS)]
    variables = {**environment(site), "DJANGO_SETTINGS_MODULE": "parindex.site.settings"}
    subprocess.run(command, env=variables, cwd=ROOT, check=True, timeout=120)
    return site


@pytest.fixture
def home(asked: Path, tmp_path: Path) -> Path:
    """A copy of that site."""
    return Path(shutil.copytree(asked, tmp_path / "site"))


def ask(home: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "parindex.sqlite3", timeout=20)) as database:
        found = database.execute(question).fetchall()
        database.commit()
    return found


def wait_for(home: Path, question: str, reached: Callable[[Any], bool]) -> None:
    until = time.monotonic() + 90
    while not reached(ask(home, question)[0][0]):
        assert time.monotonic() < until, ask(home, "SELECT state, step, outcome FROM jobs_job")
        time.sleep(0.02)


JOB = "SELECT state FROM jobs_job"
ITEMS = "SELECT count(*) FROM assessments_item"


def test_a_killed_worker_loses_and_doubles_nothing(home: Path) -> None:
    with subprocess.Popen([*PARINDEX, "worker"], env=environment(home)) as worker:
        wait_for(home, ITEMS, lambda count: count >= 25 * COMPONENTS)
        worker.send_signal(signal.SIGKILL)
    assert ask(home, ITEMS)[0][0] < UNITS * COMPONENTS
    assert ask(home, "SELECT ready FROM assessments_round") == [(0,)]
    assert ask(home, JOB) == [("running",)]
    # A minute of silence, without waiting for it.
    ask(home, "UPDATE jobs_job SET beat_at = '2020-01-01 00:00:00'")
    done = run(home, "worker", "--once")
    assert (done.returncode, done.stderr) == (0, "")
    assert ask(home, "SELECT state, attempts, outcome FROM jobs_job") == [
        ("done", 2, f"Đã mở đợt Đợt lớn cho {UNITS} đơn vị.")
    ]
    assert ask(home, ITEMS) == [(UNITS * COMPONENTS,)]
    assert ask(home, "SELECT count(*) FROM assessments_assessmentstanding") == [(UNITS,)]
    once = "SELECT count(*) FROM events_event WHERE kind IN ('assessments.round_opened', 'assessments.round_ready')"
    assert ask(home, once) == [(2,)]
    assert "Nguyên vẹn" in run(home, "events", "verify").stdout


def test_the_server_has_a_worker_beside_it_that_comes_back_and_ends_with_it(home: Path) -> None:
    with serving(home, port=free_port()) as (server, _):
        wait_for(home, JOB, lambda state: state == "running")
        first = ask(home, "SELECT worker FROM jobs_job")[0][0]
        process = int(first.split(":")[1])
        assert process != server.pid
        subprocess.run(["/bin/kill", "-9", str(process)], check=True)
        ask(home, "UPDATE jobs_job SET beat_at = '2020-01-01 00:00:00'")
        wait_for(home, "SELECT worker FROM jobs_job", lambda worker: worker not in {"", first})
        second = int(ask(home, "SELECT worker FROM jobs_job")[0][0].split(":")[1])
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
    assert not Path(f"/proc/{second}").exists()
    # What it was doing when it was asked to end waits for the next, and that attempt is not counted.
    state, attempts = ask(home, "SELECT state, attempts FROM jobs_job")[0]
    assert (state, attempts) in {("waiting", 1), ("done", 2)}
