"""`make load` at a tiny size: people come, pages are counted, every accepted save is in the history."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from load.__main__ import PAGES

from tests.parts import LOCUST

ROOT = Path(__file__).parents[2]


@LOCUST.required
def test_a_tiny_site_is_measured(tmp_path: Path) -> None:
    size = ["--units", "6", "--components", "5", "--people", "4"]
    work = ["--rate", "12", "--seconds", "3", "--saves", "6"]
    page = tmp_path / "load.md"
    places = ["--folder", str(tmp_path / "made"), "--page", str(page)]
    done = subprocess.run(
        [sys.executable, "-m", "load", *size, *work, *places],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["SQLite"]
    assert set(told["pages"]) == {name for name, _ in PAGES}
    assert all(each["count"] and not each["errors"] for each in told["pages"].values())
    # Twelve a second for three seconds, and few more until somebody looks.
    assert 36 <= sum(each["count"] for each in told["pages"].values()) <= 48
    assert set(told["statuses"]) <= {"302", "409"}
    assert sum(told["statuses"].values()) == 24
    accepted = told["statuses"]["302"]
    assert told["history"] == {"found": accepted, "lost": 0, "invented": 0, "overwritten": 0}
    assert "| Việc của tôi |" in page.read_text("utf-8")


def test_a_lost_save_is_noticed() -> None:
    """The check itself: a save that the site took and the history lacks counts as lost."""
    from load.checking import told_by  # noqa: PLC0415 - beside its test

    saves = [
        {"mark": "a-1", "status": 302},
        {"mark": "b-1", "status": 409},
        {"mark": "c-1", "status": 302},
    ]
    written = [("i", 1, "a-1"), ("i", 1, "b-1")]
    assert told_by(saves, written, {"i": "a-1"}) == {
        "found": 1,
        "lost": 2,
        "invented": 1,
        "overwritten": 1,
    }
