"""`parindex records`: what an import tells as JSON and on the screen, and a store's state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.faults import reasons
from tests.cli.conftest import Store
from tests.cli.kit import RECORDS, done, parindex, table

IMPORT_KEYS = [
    *(
        "kind",
        "batch",
        "files",
        "read",
        "added",
        "replaced",
        "unchanged",
        "identical",
        "superseded",
    ),
    *("left_out", "quarantined_rows", "quarantined", "cleared", "warnings", "examples"),
    *("unlike_last_year", "ignored_columns", "version", "changed", "dry_run"),
]


def test_an_import_tells_what_became_of_every_row(store: Store) -> None:
    told = store.imports["dossiers"].json
    assert list(told) == IMPORT_KEYS
    # 8 of S1, 3 of H1, 128 of X1, and two that cannot be used.
    assert told["version"].startswith("000003-")
    assert told.pop("batch").startswith(f"{told.pop('version')[:6]}-")
    assert told == {
        "kind": "dossiers",
        "files": [str(store.files["dossiers"])],
        "read": 141,
        "added": 139,
        "replaced": 0,
        "unchanged": 0,
        "identical": 0,
        "superseded": 0,
        "left_out": 0,
        "quarantined_rows": 2,
        "quarantined": {"missing_value": 1, "unknown_unit": 1},
        "cleared": 0,
        "warnings": {},
        "examples": {},
        "unlike_last_year": [],
        "ignored_columns": [],
        "changed": True,
        "dry_run": False,
    }


def test_rows_that_come_again_change_nothing_and_changed_ones_replace(tmp_path: Path) -> None:
    first = table(tmp_path / "lan-1.csv", RECORDS["units"])
    renamed = [{**RECORDS["units"][0], "name": "Sở Một mới"}, *RECORDS["units"][1:]]
    second = table(tmp_path / "lan-2.csv", [*renamed, renamed[0]])
    call = ("records", "import", "units", "--store", tmp_path / "kho", "--json")
    assert done(*call, first).json["added"] == 5
    again = done(*call, first).json
    assert (again["unchanged"], again["added"], again["changed"]) == (5, 0, False)
    changed = done(*call, second).json
    assert (changed["replaced"], changed["unchanged"], changed["identical"]) == (1, 4, 1)
    assert changed["changed"] is True
    assert "Kho không thay đổi." in done(*call[:-1], second).out


def test_quarantine_reasons_are_sentences_on_the_screen(store: Store, tmp_path: Path) -> None:
    file = table(
        tmp_path / "ho-so.csv",
        [
            *RECORDS["dossiers"][-2:],
            {
                "dossier_code": "SAI",
                "procedure_code": "P1",
                "unit_code": "X1",
                "received_at": "31/02/2023",
            },
        ],
    )
    units = store.files["units"]
    done("records", "import", "units", units, "--store", tmp_path / "kho")
    lines = done("records", "import", "dossiers", file, "--store", tmp_path / "kho").out.split("\n")
    assert lines == [
        "Hồ sơ thủ tục hành chính: đọc 3 dòng; cách ly 3",
        "    1 lỗi: ngày không có thật hoặc viết sai dạng",
        "    1 lỗi: thiếu giá trị của một trường bắt buộc",
        "    1 lỗi: mã đơn vị không có trong danh mục đơn vị",
        "",
    ]
    status = done("records", "status", "--store", tmp_path / "kho").out
    assert "    1 lỗi: mã đơn vị không có trong danh mục đơn vị" in status
    assert "unknown_unit" not in status


@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_of_a_kind_is_a_sentence(kind: str) -> None:
    told = reasons(KINDS[kind])
    assert {"missing_value", "ragged_row", "duplicate_key"} <= set(told)
    for rule, sentence in told.items():
        assert " " in sentence
        assert rule not in sentence


def test_columns_of_another_system_are_mapped(store: Store, tmp_path: Path) -> None:
    mapping = tmp_path / "bang.yaml"
    mapping.write_text(
        "kind: dossiers\n"
        "columns:\n"
        "  MaHoSo: dossier_code\n"
        "  MaTTHC: procedure_code\n"
        "  DonViId: unit_code\n"
        "  NgayTiepNhan: received_at\n"
        'date_formats: ["%d.%m.%Y"]\n'
        "leave_out: {TrangThai: [3]}\n",
        encoding="utf-8",
    )
    rows = [
        {
            "MaHoSo": f"A{number}",
            "MaTTHC": "P1",
            "DonViId": "X1",
            "NgayTiepNhan": "08.05.2023",
            "TrangThai": state,
            "HoTen": "Không được giữ lại",
        }
        for number, state in ((1, 9), (2, 3))
    ]
    file = table(tmp_path / "xuat.csv", rows)
    done("records", "import", "units", store.files["units"], "--store", tmp_path / "kho")
    told = done(
        *("records", "import", "dossiers", file, "--store", tmp_path / "kho"),
        *("--map", mapping, "--json"),
    ).json
    assert (told["read"], told["added"], told["left_out"]) == (2, 1, 1)
    assert told["ignored_columns"] == ["HoTen"]


def test_status_tells_every_kind(store: Store) -> None:
    told = done("records", "status", "--store", store.path, "--json").json
    assert list(told) == ["store", "version", "simulated", "kinds", "aggregates"]
    assert (told["store"], told["simulated"]) == (str(store.path), False)
    assert told["version"].startswith("000004-")
    keys = [
        *("kind", "rows", "batches", "from", "to", "quarantined_rows", "quarantined"),
        *("files", "masked", "worth_compacting", "last_import", "warnings"),
    ]
    assert [list(kind) for kind in told["kinds"]] == [keys] * 4
    batches = [kind.pop("last_import") for kind in told["kinds"]]
    assert batches == [store.imports[kind["kind"]].json["batch"] for kind in told["kinds"]]
    assert [tuple(kind.values()) for kind in told["kinds"]] == [
        ("units", 5, 1, None, None, 0, {}, 1, 0, False, {}),
        (
            *("dossiers", 139, 1, "2023-01-09", "2023-05-08", 2),
            *({"missing_value": 1, "unknown_unit": 1}, 1, 0, False, {}),
        ),
        ("connections", 4, 1, "2022-06-01", "2022-06-01", 0, {}, 1, 0, False, {}),
        (
            "dialogues",
            3,
            1,
            "2023-02-15",
            "2023-09-15",
            0,
            {},
            1,
            0,
            False,
            {"directive_without_number": 2},
        ),
    ]


def test_made_up_rows_are_named_so(tmp_path: Path) -> None:
    rows = [{**row, "origin": "mô phỏng"} for row in RECORDS["units"]]
    file = table(tmp_path / "u.csv", rows)
    done("records", "import", "units", file, "--store", tmp_path / "kho")
    assert done("records", "status", "--store", tmp_path / "kho", "--json").json["simulated"]
    assert "DỮ LIỆU MÔ PHỎNG" in done("records", "status", "--store", tmp_path / "kho").out


def test_warnings_are_sentences_with_the_first_keys(store: Store, tmp_path: Path) -> None:
    row = {"procedure_code": "P1", "unit_code": "X1", "received_at": "2023-03-01"}
    file = table(tmp_path / "ho-so.csv", [{"dossier_code": "KHONG-HEN", **row}])
    units = store.files["units"]
    done("records", "import", "units", units, "--store", tmp_path / "kho")
    call = ("records", "import", "dossiers", file, "--store", tmp_path / "kho")
    told = done(*call, "--dry-run").out
    assert "1 cảnh báo: thiếu thời điểm hẹn trả" in told
    assert "(ví dụ KHONG-HEN)" in told
    assert "Chạy thử: không ghi gì vào kho." in told
    assert [kind["kind"] for kind in _status(tmp_path / "kho")] == ["units"]
    assert done(*call, "--json").json["warnings"] == {"due_at_missing": 1}


def test_numbers_unlike_last_years_name_unit_level_and_both(store: Store, tmp_path: Path) -> None:
    def dossiers(year: int, times: int) -> Path:
        days = [f"{year}-03-{1 + n % 25:02}" for n in range(times)]
        return table(
            tmp_path / f"{year}.csv",
            [
                {
                    "dossier_code": f"{year}-{n}",
                    "procedure_code": "P1",
                    "unit_code": "X1",
                    "received_at": day,
                    "due_at": day,
                }
                for n, day in enumerate(days)
            ],
        )

    kho = tmp_path / "kho"
    done("records", "import", "units", store.files["units"], "--store", kho)
    done("records", "import", "dossiers", dossiers(2022, 100), "--store", kho)
    call = ("records", "import", "dossiers", dossiers(2023, 1250), "--store", kho)
    told = done(*call, "--dry-run").out
    words = "01/03/2023–25/03/2023: 1.250 dòng, cùng kỳ năm trước 100 dòng"
    assert f"X1 (cấp xã), {words}" in told
    assert f"Tất cả đơn vị, {words}" in told
    assert done(*call, "--json").json["unlike_last_year"][1] == {
        "unit": "X1",
        "level": "commune",
        "from": "2023-03-01",
        "to": "2023-03-25",
        "rows": 1250,
        "year_before": 100,
    }


def test_a_mistaken_file_is_taken_only_where_one_insists(store: Store, tmp_path: Path) -> None:
    rows = [{**RECORDS["dossiers"][0], "dossier_code": f"D{n}", "unit_code": ""} for n in range(20)]
    file = table(tmp_path / "nham.csv", rows)
    done("records", "import", "units", store.files["units"], "--store", tmp_path / "kho")
    call = ("records", "import", "dossiers", file, "--store", tmp_path / "kho")
    refused = parindex(*call)
    assert (refused.status, refused.out, len(refused.told)) == (2, "", 1)
    assert (
        "20 trong 20 dòng (100 %) bị cùng một lỗi, cột «unit_code»: thiếu mã đơn vị" in refused.err
    )
    taken = done(*call, "--accept-anyway", "--json").json
    assert taken["quarantined"] == {"missing_value": 20}


def _status(store: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done("records", "status", "--store", store, "--json").json[
        "kinds"
    ]
    return found


def test_errors_are_written_mended_and_loaded_again(store: Store, tmp_path: Path) -> None:
    kho, out = tmp_path / "kho", tmp_path / "so-loi.xlsx"
    row = {"dossier_code": "A", "procedure_code": "P1", "received_at": "2023-03-01"}
    file = table(tmp_path / "ho-so.csv", [{**row, "unit_code": "LA", "due_at": "2023-03-02"}])
    done("records", "import", "units", store.files["units"], "--store", kho)
    call = ("records", "errors", "dossiers", "--store", kho, "--out", out)
    assert "không ghi tệp" in done(*call).out
    assert done(*call, "--json").json == {
        "kind": "dossiers",
        "out": None,
        "rows": 0,
        "faults": 0,
        "listed": 0,
        "left_out": 0,
    }
    done("records", "import", "dossiers", file, "--store", kho)
    assert "1 dòng cách ly, 1 lỗi; 1 dòng để sửa" in done(*call).out
    refused = parindex(*call)
    assert (refused.status, len(refused.told)) == (2, 1)
    book = openpyxl.load_workbook(out)
    page = book["Dòng cần sửa"]
    (cell,) = [cell for cell in page[2] if cell.value == "LA"]
    cell.value = "X1"
    book.save(out)
    told = done("records", "import", "dossiers", out, "--store", kho).out
    assert "thêm mới 1, rời khu cách ly 1" in told
    assert [kind["quarantined_rows"] for kind in _status(kho)] == [0, 0]
    assert parindex("records", "errors", "khong-co", "--store", kho, "--out", out).status == 2
