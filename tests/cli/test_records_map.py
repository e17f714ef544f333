"""`parindex records map` from the outside: screen, YAML, JSON, refusals."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from parindex.cli.main import main

EXPORT = (
    "MaHoSo,MaTTHC,DonViId,KenhThucHien,NgayTiepNhan,NgayHenTra,NgayKetThucXuLy,TrangThaiHoSoId,"
    "MucDo,HoTen\n"
    "A,1.0,X1,2,08/10/2023 08:05,18/10/2023,31/02/2023,10,4,Nguyễn\n"
    "B,1.0,X1,1,08/10/2023,18/10/2023,,1,4,Trần\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "xuat.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """The exit status of `parindex` with the given words."""
    monkeypatch.setattr(sys, "argv", ["parindex", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_the_yaml_alone_goes_to_standard_output(
    export: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "records", "map", export) == 0
    told = capsys.readouterr()
    assert told.out.startswith("# Bảng ánh xạ đề xuất từ tệp xuat.csv.")
    assert "  MaHoSo: dossier_code" in told.out
    assert "đoán từ tên cột, khớp" in told.err
    assert "31/02/2023»: ngày không có thật" in told.err
    assert "Dòng 3: không lấy" in told.err
    assert "18/10/2023 23:59:59" in told.err
    assert "Nguyễn" not in told.err + told.out


def test_a_file_is_written_once(
    export: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = export.with_name("map.yaml")
    assert run(monkeypatch, "records", "map", export, "--out", out) == 0
    assert f"nạp với --map {out}" in capsys.readouterr().out
    out.write_text("của tôi", encoding="utf-8")
    assert run(monkeypatch, "records", "map", export, "--out", out) == 2
    assert "tệp đã có" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "của tôi"


def test_json(
    export: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "records", "map", export, "--json", "--preset", "one-stop-mahoso") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["preset"], told["guesses"]) == ("dossiers", "one-stop-mahoso", [])
    assert told["ignored"] == ["HoTen"]
    assert told["rows"][0]["values"]["received_at"] == "2023-10-08T08:05:00"
    assert told["refused"][0] == {"field": "finished_at", "rule": "bad_date", "rows": 1}
    assert told["yaml"].startswith("# Bảng ánh xạ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--kind", "lạ"], "không có loại này"),
        (["--preset", "lạ"], "không có bảng ánh xạ dựng sẵn này"),
        (["--delimiter", "ab"], "dấu phân cách phải là đúng một ký tự"),
        (["--out", "/không/có/x.yaml"], "không ghi được tệp"),
    ],
)
def test_misuse(
    export: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    sentence: str,
) -> None:
    assert run(monkeypatch, "records", "map", export, *words) == 2
    assert sentence in capsys.readouterr().err


def test_a_workbook_with_title_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["DANH SÁCH HỒ SƠ (MÔ PHỎNG)"],
        [],
        ["Mã hồ sơ", "Mã TTHC", "Mã đơn vị", "Ngày tiếp nhận"],
        ["A", "1.0", "X1", datetime(2026, 10, 8, 8, 5)],  # noqa: DTZ001 - a cell has no zone
    ]:
        sheet.append(row)
    path = tmp_path / "so.xlsx"
    book.save(path)
    assert run(monkeypatch, "records", "map", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["missing"] == []
    (row,) = told["rows"]
    assert row["line"] == 4
    assert row["values"]["received_at"] == "2026-10-08T08:05:00"
