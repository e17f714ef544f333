"""Folders of passage: gone with their block, and found by others where the process died."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from parindex.engine.reading.passing import clear_abandoned, passing_folder

HOLD = """
import sys, time
from parindex.engine.reading.passing import passing_folder
with passing_folder() as folder:
    (folder / "spill").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


def test_only_what_was_abandoned_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "parindex-of-somebody").mkdir()
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    other = Path(process.stdout.readline().strip())
    with passing_folder() as mine:
        clear_abandoned()
        assert other.is_dir()
        assert mine.is_dir()
        process.kill()
        process.communicate()
        assert (other / "spill").exists()
        clear_abandoned()
        assert not other.exists()
        assert mine.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["parindex-of-somebody"]
