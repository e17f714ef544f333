"""`parindex forms …` through the entry point: what is printed, written, and refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parindex.engine.records.forms.read import read_form
from tests.cli.kit import done, refused
from tests.engine.records.forms.kit import CIVIL, LAND, TITLE, TOTAL, form
from tests.engine.records.kit import Store, dossier


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def told_by(*arguments: object) -> str:
    return done("forms", *arguments).out


def json_of(*arguments: object) -> Any:
    return done("forms", *arguments, "--json").json


def refusal(*arguments: object) -> str:
    (sentence,) = refused("forms", *arguments)
    return sentence


WRONG = [1, "Đất đai", 31, *LAND[3:]]


def test_read(tmp_path: Path) -> None:
    told = told_by("read-06a", form(tmp_path / "a.xlsx", [WRONG, CIVIL, TOTAL]))
    for expected in (
        "Đơn vị báo cáo: UBND xã ví dụ",
        "Kỳ báo cáo: từ ngày 01/04/2023 đến ngày 30/06/2023",
        "Cột: (1) A, (2) B, (3) C",
        "Bỏ qua dòng 11: dòng tổng cộng «TỔNG CỘNG»",
        "Không cân đối: dòng 9 «Đất đai»: (3) = (4) + (5) + (6) không khớp, 31 so với 30, lệch +1.",
        "Không cân đối: dòng 11 «TỔNG CỘNG»: cột (3) = tổng các dòng không khớp, 80 so với 81,",
    ):
        assert expected in told
    assert "đều cân đối" not in told
    assert "đều cân đối" in told_by("read-06a", form(tmp_path / "b.xlsx"))


def test_read_as_json(tmp_path: Path) -> None:
    told = json_of("read-06a", form(tmp_path / "a.xlsx", [WRONG, CIVIL, TOTAL]))
    assert (told["unit"], told["from"], told["to"]) == ("UBND xã ví dụ", "2023-04-01", "2023-06-30")
    assert told["rows"][0] == {
        "line": 9,
        "section": "",
        "sector": "Đất đai",
        "received": 31,
        "received_online": 12,
        "received_otherwise": 10,
        "carried_over": 8,
        "finished": 20,
        "finished_early": 9,
        "finished_on_day": 8,
        "finished_late": 3,
        "pending": 10,
        "pending_in_time": 7,
        "pending_overdue": 3,
    }
    assert (told["total"]["line"], told["total"]["received"]) == (11, 80)
    assert told["violations"][0] == {
        "line": 9,
        "place": "Đất đai",
        "balance": "(3) = (4) + (5) + (6)",
        "left": 31,
        "right": 30,
        "difference": 1,
    }
    assert told["columns"]["13"] == "M"
    assert {"line": 11, "reason": "dòng tổng cộng", "text": "TỔNG CỘNG"} in told["skipped"]


def test_import(store: Store, tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx", [WRONG, CIVIL, TOTAL])
    told = told_by("import-06a", path, "--store", store.path)
    assert f"{path}: X1 Xã ví dụ, từ ngày 01/04/2023 đến ngày 30/06/2023, 2 dòng" in told
    assert "lệch +1" in told
    assert "đọc 2 dòng; thêm mới 2" in told
    again = json_of("import-06a", path, "--store", store.path)
    assert (again["unchanged"], again["changed"], again["files"]) == (2, False, [str(path)])
    assert again["forms"][0]["unit_code"] == "X1"
    corrected = form(tmp_path / "b.xlsx", [LAND])
    told = told_by("import-06a", corrected, "--store", store.path)
    assert "«Hộ tịch» có trong biểu nạp trước, không còn trong biểu này: ghi 0" in told


def test_import_with_unit_and_period(store: Store, tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx", title=[["Biểu II.06a/VPCP/KSTT"]])
    days = ("--from", "15/12/2022", "--to", "14/06/2023")
    told = json_of("import-06a", path, "--store", store.path, "--unit", "t1", *days)
    (loaded,) = told["forms"]
    assert (loaded["unit_code"], loaded["from"], loaded["to"]) == (
        "T1",
        "2022-12-15",
        "2023-06-14",
    )


def test_write(store: Store, tmp_path: Path) -> None:
    dossiers = [
        dossier("A", sector="Đất đai", received_at="2023-04-03", finished_at="2023-04-04"),
        dossier("B", sector="Đất đai", received_at="2023-03-03", unit_code="H1"),
    ]
    store.take("dossiers", dossiers)
    out = tmp_path / "out.xlsx"
    where = ("--store", store.path, "--out", out)
    told = told_by("write-06a", *where, "--unit", "X1", "--year", 2023, "--quarter", 2)
    assert "Biểu 06a: Xã ví dụ, từ ngày 01/04/2023 đến ngày 30/06/2023" in told
    assert "Cột (5) gồm 1 hồ sơ không ghi kênh tiếp nhận." in told
    assert f"Đã ghi {out}" in told
    assert read_form(out).form.rows[0].counts.values == (1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0)
    told_by("write-06a", *where, "--all", "--from", "2023-04-01", "--to", "2023-06-30")
    assert read_form(out).form.rows[0].counts.values == (2, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0)
    told_by("write-06a", *where, "--level", "district", "--year", 2023)
    reading = read_form(out)
    assert (reading.form.unit, reading.form.rows[0].counts.received) == ("Các đơn vị cấp huyện", 1)


def test_misuse_is_one_sentence(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    where = ("write-06a", "--store", store.path, "--out", out)
    assert "chọn đúng một trong: --unit, --level, --all" in refusal(*where, "--year", 2023)
    both = refusal(*where, "--all", "--unit", "X1", "--year", 2023)
    assert "chọn đúng một trong" in both
    for period in (
        (),
        ("--quarter", 1),
        ("--year", 2023, "--from", "2023-01-01", "--to", "2023-02-01"),
        ("--quarter", 1, "--from", "2023-01-01", "--to", "2023-02-01"),
    ):
        assert "Hãy ghi --year" in refusal(*where, "--all", *period)
    assert "Hãy ghi cả --from và --to" in refusal(*where, "--all", "--to", "2023-02-01")
    backwards = ("--from", "2023-02-01", "--to", "2023-01-01")
    assert "kết thúc trước khi bắt đầu" in refusal(*where, "--all", *backwards)
    assert "không có trong danh mục" in refusal(*where, "--unit", "X9", "--year", 2023)
    assert not out.exists()
    assert "không phải kho dữ liệu" in refusal(
        "import-06a", form(tmp_path / "a.xlsx"), "--store", tmp_path / "none"
    )
    assert "không tìm thấy tệp" in refusal("read-06a", tmp_path / "none.xlsx")


def test_made_up_dossiers_give_a_marked_form(store: Store, tmp_path: Path) -> None:
    store.take("dossiers", [dossier("A", origin="mô phỏng")])
    out = tmp_path / "out.xlsx"
    options = ("--store", store.path, "--out", out, "--all", "--year", 2023)
    assert "DỮ LIỆU MÔ PHỎNG" in told_by("write-06a", *options)
    assert read_form(out).form.simulated
    title = [*TITLE, ["Dữ liệu mô phỏng"]]
    assert json_of("read-06a", form(tmp_path / "a.xlsx", title=title))["simulated"] is True


def test_facts_name_the_units_that_only_reported(store: Store, tmp_path: Path) -> None:
    days = ("--from", "01/01/2023", "--to", "31/12/2023")
    done("forms", "import-06a", form(tmp_path / "a.xlsx"), "--store", store.path, *days)
    asked = ("facts", "--store", store.path, "--year", 2023, "--measure", "dossiers_on_time_06a")
    told = {each["level"]: each for each in done(*asked, "--json").json}
    # LAND and CIVIL: 49 before due, 16 on the day, 68 in all; other levels have no records at all.
    commune = told["commune"]
    assert (commune["numerator"], commune["denominator"]) == (49 + 16, 68)
    assert (commune["stood_in"], commune["note"]) == (["X1"], None)
    assert told["province"]["stood_in"] == []
    assert told["province"]["note"] is not None
    assert "trong đó 1 đơn vị theo Biểu 06a do đơn vị lập: X1." in done(*asked).out
