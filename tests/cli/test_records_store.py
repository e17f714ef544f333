"""`parindex records history, undo, compact, retention, purge, pin`, and stores on a full disk."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from parindex.engine.records.journal import VIETNAM
from tests.cli.kit import RECORDS, done, listing, refused, table


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Units, two batches of dossiers (the second changes two rows and adds one), nothing else."""
    store, rows = tmp_path / "kho", RECORDS["dossiers"][:4]
    changed = [{**row, "sector": "đất đai"} for row in rows[2:]]
    more = {**rows[0], "dossier_code": "S1-moi"}
    for kind, name, content in (
        ("units", "units.csv", RECORDS["units"]),
        ("dossiers", "thang-1.csv", rows),
        ("dossiers", "thang-2.csv", [*changed, more]),
    ):
        file = table(tmp_path / name, content)
        done("records", "import", kind, file, "--store", store)
    return store


def files(store: Path) -> dict[str, bytes | None]:
    """The files of a store with their content; a folder that is empty is nothing."""
    return {name: content for name, content in listing(store).items() if content is not None}


def told(store: Path, *command: object) -> Any:
    return done("records", *command, "--store", store, "--json").json


def batches(store: Path) -> list[str]:
    """Oldest first."""
    listed = told(store, "history")
    assert isinstance(listed, list)
    return [entry["batch"] for entry in reversed(listed)]


def test_history_tells_every_change_newest_first(store: Path) -> None:
    _, _, second = batches(store)
    done("records", "undo", second, "--store", store)
    listed = told(store, "history")
    assert isinstance(listed, list)
    keys = [
        *("batch", "number", "action", "kind", "at", "by", "files", "counts"),
        *("warnings", "days", "of", "undone_by", "folded_by"),
    ]
    assert [list(entry) for entry in listed] == [keys] * 4
    assert [(entry["number"], entry["action"]) for entry in listed] == [
        (4, "undo"),
        *((number, "import") for number in (3, 2, 1)),
    ]
    undo, taken, *_ = listed
    assert (undo["of"], taken["undone_by"], taken["batch"]) == (second, undo["batch"], second)
    assert taken["counts"] == {
        "added": 1,
        "replaced": 2,
        "unchanged": 0,
        "quarantined": 0,
        "cleared": 0,
    }
    assert [file["name"] for file in taken["files"]] == ["thang-2.csv"]
    assert taken["days"] == [["2023-01-09", "2023-01-09"]]
    assert abs((datetime.now(VIETNAM) - datetime.fromisoformat(taken["at"])).total_seconds()) < 600
    only = done("records", "history", "--store", store, "--kind", "units", "--json").json
    assert [entry["kind"] for entry in only] == ["units"]


def test_history_on_the_screen(store: Path) -> None:
    _, _, second = batches(store)
    done("records", "undo", second, "--store", store)
    out = done("records", "history", "--store", store).out
    rows = [line for line in out.splitlines() if re.match(r"│ \d{6}-", line)]
    assert [row.split("│")[2].strip() for row in rows] == ["hoàn tác", "nạp", "nạp", "nạp"]
    assert "thêm 1, thay 2" in rows[1]
    assert "đã hoàn tác" in rows[1]
    assert "thang-2.csv" in rows[1]


def test_warnings_can_be_read_after_the_import(store: Path, tmp_path: Path) -> None:
    usual = {"procedure_code": "P1", "unit_code": "X1", "received_at": "2098-01-05"}
    usual["due_at"] = "2098-02-05"
    rows = [{"dossier_code": f"MAI-{number}", **usual} for number in range(3)]
    file = table(tmp_path / "mai.csv", rows)
    taken = done("records", "import", "dossiers", file, "--store", store, "--json").json
    assert taken["warnings"] == {"received_at_in_future": 3}
    (last, *others) = told(store, "history")
    assert last["warnings"] == taken["warnings"]
    assert [each["warnings"] for each in others] == [{}] * 3
    status = told(store, "status")["kinds"][1]
    assert (status["last_import"], status["warnings"]) == (last["batch"], taken["warnings"])
    for command in ("history", "status"):
        out = done("records", command, "--store", store).out
        heading = f"Hồ sơ thủ tục hành chính, cảnh báo của lần nạp {last['batch']}:\n"
        assert f"{heading}    3 cảnh báo: " in out
    # A batch taken back is no longer what the store stands on; the history keeps it.
    done("records", "undo", last["batch"], "--store", store)
    status = told(store, "status")["kinds"][1]
    assert (status["last_import"], status["warnings"]) == (others[0]["batch"], {})
    assert told(store, "history")[1]["warnings"] == taken["warnings"]


def test_a_journal_from_before_warnings_were_kept_is_read(store: Path) -> None:
    for path in (store / "journal").glob("*.json"):
        entry = json.loads(path.read_text(encoding="utf-8"))
        del entry["warnings"]
        path.write_text(json.dumps(entry), encoding="utf-8")
    assert [each["warnings"] for each in told(store, "history")] == [{}] * 3


def test_undo_says_what_it_did(store: Path) -> None:
    _, first, second = batches(store)
    report = told(store, "undo", second)
    assert isinstance(report, dict)
    version = report.pop("version")
    assert version.startswith("000004-")
    assert report == {
        "batch": second,
        "kind": "dossiers",
        "removed": 3,
        "restored": 2,
        "overruled": 0,
        "quarantined_rows": 0,
        "standing_again": 0,
        "repeated_in": [],
    }
    out = done("records", "undo", first, "--store", store).out
    assert f"Đã hoàn tác lần nạp {first}" in out
    assert "bỏ 4 dòng, trả lại 0 dòng trước đó" in out
    (sentence,) = refused("records", "undo", first, "--store", store)
    assert "lần nạp này đã được hoàn tác" in sentence
    (sentence,) = refused("records", "undo", "x" * 500, "--store", store)
    assert "kho không có lần nạp" in sentence
    (sentence,) = refused("records", "undo", first, "--store", store.parent / "khác")
    assert "không phải kho dữ liệu" in sentence


def test_compact_keeps_young_batches_and_says_so(store: Path) -> None:
    assert "không có gì cần gộp" in done("records", "compact", "--store", store).out
    reports = told(store, "compact", "--keep-days", "0", "--kind", "dossiers")
    assert isinstance(reports, list)
    (report,) = reports
    assert report.pop("version").startswith("000004-")
    assert report == {
        "kind": "dossiers",
        "rows": 5,
        "files_before": 3,
        "files_after": 1,
        "masked_before": 2,
        "masked_after": 0,
        "quarantine_before": 0,
        "quarantine_after": 0,
        "changed": True,
    }
    _, first, *_ = batches(store)
    (sentence,) = refused("records", "undo", first, "--store", store)
    assert "đã được gộp với các lần khác" in sentence
    assert "đã gộp" in done("records", "history", "--store", store).out


def test_retention_and_purge(store: Path) -> None:
    out = done("records", "retention", "dossiers=12", "tasks=60", "--store", store).out
    assert "12 tháng" in out
    assert "lưu mãi" in out
    assert told(store, "retention") == {"dossiers": 12, "tasks": 60}
    assert told(store, "retention", "tasks=") == {"dossiers": 12}
    assert told(store, "pin", "truoc-khi-xoa") == {
        "truoc-khi-xoa": told(store, "status")["version"]
    }
    report = told(store, "purge")
    assert isinstance(report, dict)
    assert list(report) == ["kinds", "versions", "held_by_pins", "freed", "version"]
    assert [(kind["kind"], kind["removed"]) for kind in report["kinds"]] == [("dossiers", 5)]
    assert list(report["held_by_pins"]) == ["truoc-khi-xoa"]
    out = done("records", "purge", "--store", store).out
    assert "ghim «truoc-khi-xoa»" in out
    assert "truoc-khi-xoa" in done("records", "pin", "--store", store).out
    assert told(store, "pin", "truoc-khi-xoa", "--remove") == {}
    out = done("records", "purge", "--store", store, "--keep-versions", "1").out
    assert "Xóa 2 phiên bản cũ" in out
    assert not list((store / "dossiers").rglob("*.parquet"))
    assert len(batches(store)) == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["retention", "dossiers"], "không đúng dạng LOẠI=SỐ_THÁNG"),
        (["retention", "dossiers=-1"], "không đúng dạng LOẠI=SỐ_THÁNG"),
        (["retention", "dossiers=٣"], "không đúng dạng LOẠI=SỐ_THÁNG"),
        (["retention", f"dossiers={'9' * 5000}"], "số tháng không dùng được"),
        (["retention", "units=12"], "đây là danh mục"),
        (["retention", "hoso=12"], "không có loại này"),
        (["history", "--kind", "hoso"], "không có loại này"),
        (["compact", "--kind", "hoso"], "không có loại này"),
        (["compact", "--keep-days", "-1"], "giá trị của «--keep-days» không dùng được"),
        (["purge", "--keep-versions", "0"], "giá trị của «--keep-versions» không dùng được"),
        (["purge", "--wait", "-1"], "giá trị của «--wait» không dùng được"),
        (["pin", "--remove"], "thiếu"),
        (["pin", "a", "--remove", "--version", "1"], "bỏ ghim thì không chọn phiên bản"),
        (["pin", "a/b"], "tên chỉ gồm chữ"),
    ],
)
def test_bad_requests_are_one_sentence_and_change_nothing(
    store: Path, arguments: list[str], sentence: str
) -> None:
    before = files(store)
    (told,) = refused("records", *arguments, "--store", store)
    assert sentence in told
    assert files(store) == before


def test_a_store_that_is_none_is_not_made(tmp_path: Path) -> None:
    for command in (
        *(["history"], ["undo", "000001-00000000"], ["compact"], ["purge"]),
        *(["retention"], ["retention", "dossiers=12"], ["pin"], ["pin", "a"]),
    ):
        (sentence,) = refused("records", *command, "--store", tmp_path / "kho")
        assert "không phải kho dữ liệu" in sentence
        assert not (tmp_path / "kho").exists()


def large(path: Path, rows: int) -> Path:
    """Dossiers whose codes do not compress."""
    return table(
        path,
        (
            {
                "dossier_code": os.urandom(20).hex(),
                "procedure_code": "P1",
                "unit_code": "X1",
                "received_at": "2023-05-08",
            }
            for _ in range(rows)
        ),
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "dia"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "parindex-test", str(disk)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a disk of its own takes the right to mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_and_the_store_is_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    store = small_disk / "kho"
    units = table(tmp_path / "units.csv", RECORDS["units"])
    done("records", "import", "units", units, "--store", store)
    before = files(store)
    file = large(tmp_path / "lon.csv", 40_000)
    (sentence,) = refused("records", "import", "dossiers", file, "--store", store)
    assert "không đủ chỗ trên đĩa" in sentence
    assert files(store) == before
    few = large(tmp_path / "nho.csv", 50)
    assert (
        done("records", "import", "dossiers", few, "--store", store, "--json").json["added"] == 50
    )


LIMITED = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = json.loads(sys.argv[2])
from parindex.cli.main import main
main()
"""


# Too little for the rows, enough for them but not for their index, not even for the journal.
@pytest.mark.parametrize(("limit", "rows"), [(100_000, 40_000), (20_000, 4_000), (100, 10)])
def test_what_the_system_refuses_to_write_is_told(tmp_path: Path, limit: int, rows: int) -> None:
    store = tmp_path / "kho"
    units = table(tmp_path / "units.csv", RECORDS["units"])
    done("records", "import", "units", units, "--store", store)
    before = files(store)
    file = table(
        tmp_path / "ho-so.csv",
        (
            {
                "dossier_code": f"A{number:06}",
                "procedure_code": "P1",
                "unit_code": "X1",
                "received_at": "2023-05-08",
            }
            for number in range(rows)
        ),
    )
    argv = ["parindex", "records", "import", "dossiers", str(file), "--store", str(store)]
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), json.dumps(argv)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert re.search(r"đĩa", ended.stderr)
    assert files(store) == before
