"""The whole harness on little data: every way gives the same results, and the page tells them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.__main__ import ROWS
from bench.data import GIVEN, Data, NotUsable, linked_copy
from bench.measuring import ROOT
from bench.sizes import SIZES
from bench.work.agree import differences

HARNESS = [sys.executable, "-m", "bench", "--size", "tiny"]


def bench(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*HARNESS, "--folder", str(folder), "--page", str(folder / "page.md"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    done = bench(folder)
    # A way that gives other results than the others ends the run.
    assert done.returncode == 0, done.stderr
    return folder


def test_every_row_is_measured_and_told(folder: Path) -> None:
    found = json.loads((folder / "tiny" / "results.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in found] == list(ROWS)
    text = (folder / "page.md").read_text(encoding="utf-8")
    for row in found:
        assert f"## {row['title']}\n" in text
        assert all(sample["wall"] > 0 for each in row["series"] for sample in each["samples"])
        assert all(f"| {each['name']} |" in text for each in row["series"])
    assert "dữ liệu mô phỏng" in text


def test_data_is_used_again_and_other_rows_stay(folder: Path) -> None:
    before = (folder / "tiny" / "csv" / "dossiers-2023.csv").stat().st_mtime_ns
    done = bench(folder, "--rows", "measure-warm")
    assert done.returncode == 0, done.stderr
    assert "Chuẩn bị" not in done.stderr
    assert (folder / "tiny" / "csv" / "dossiers-2023.csv").stat().st_mtime_ns == before
    found = json.loads((folder / "tiny" / "results.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in found] == list(ROWS)


def test_exports_of_another_size_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GIVEN, str(folder / "tiny" / "csv"))
    assert Data(SIZES["tiny"], folder, print).exports == folder / "tiny" / "csv"
    with pytest.raises(NotUsable, match=r"Số hồ sơ mỗi năm: 20\.000"):
        _ = Data(SIZES["small"], folder, print).exports


def test_a_copy_of_a_store_shares_what_never_changes(tmp_path: Path) -> None:
    (tmp_path / "store" / "dossiers").mkdir(parents=True)
    (tmp_path / "store" / "dossiers" / "a.parquet").write_bytes(b"rows")
    (tmp_path / "store" / "CURRENT").write_text("1")
    for _ in range(2):  # an earlier copy goes
        linked_copy(tmp_path / "store", tmp_path / "copy")
        (tmp_path / "copy" / "CURRENT").write_text("2")
    data = Path("dossiers", "a.parquet")
    assert (tmp_path / "store" / data).samefile(tmp_path / "copy" / data)
    assert (tmp_path / "store" / "CURRENT").read_text() == "1"


def test_a_group_that_differs_or_lacks_is_named() -> None:
    ours = {("A", "2023-01-01"): (1, 2, 0), ("B", "2023-01-01"): (1, 1, 0)}
    assert differences(ours, dict(ours)) == []
    other = {("A", "2023-01-01"): (2, 2, 0)}
    assert differences(ours, other) == [
        "('A', '2023-01-01'): (1, 2, 0) / (2, 2, 0)",
        "('B', '2023-01-01'): (1, 1, 0) / None",
    ]
