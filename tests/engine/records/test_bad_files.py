"""Files that cannot be used: one clear sentence, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.engine.records.intake import import_records
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import UNITS, Store, write_csv

MEGABYTE = 1024 * 1024
GOOD = b"code,name,level,valid_from\nA,a,province,2000-01-01\n"

FILES = {
    "empty": (b"", "tệp rỗng"),
    "binary": (b"PK\x03\x04\x00\x00\xff\xfe", "bị hỏng hoặc bị cụt"),
    "nul bytes": (GOOD + b"B,\0,province,2000-01-01\n", "tệp nhị phân"),
    "gzip": (b"\x1f\x8b\x08" + b"\xa1" * 100, "tệp nén .gz bị hỏng"),
    "one line of 50 MB": (b"junk" * (50 * MEGABYTE // 4), "dòng đầu tiên dài bất thường"),
    "50 MB of short lines": (b"lorem ipsum\n" * (50 * MEGABYTE // 12), "thiếu cột bắt buộc"),
    "header alone": (b"code,name,level,valid_from\n", "không có dữ liệu"),
    "no header": (b"\n\nA,a,province,2000-01-01\n", "không có tên cột"),
    "wrong kind": (
        b"dossier_code,unit_code\nA,B\n",
        "thiếu cột bắt buộc code, name, level, valid_from",
    ),
    "column twice": (b"code,Code,name,level,valid_from\nA,A,a,province,2000-01-01\n", "bị lặp lại"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    content, sentence = FILES[name]
    path = tmp_path / f"{name}.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=sentence) as caught:
        import_records(tmp_path / "store", "units", [path])
    assert str(caught.value).startswith(str(path))
    assert not (tmp_path / "store").exists()


def test_missing_files_and_folders_are_all_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        import_records(tmp_path / "store", "units", [tmp_path / "none.csv", tmp_path])
    assert [problem.what for problem in caught.value.problems] == [
        "không tìm thấy tệp",
        "thư mục không có tệp nào thuộc các loại .csv, .tsv, .txt, .gz, .xlsx, .xlsm, .xls, .parquet",
    ]
    with pytest.raises(BadInput, match="chưa có tệp nào"):
        import_records(tmp_path / "store", "units", [])


def test_an_unknown_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"«hồ sơ».*Hãy dùng một trong: units, dossiers"):
        import_records(tmp_path / "store", "hồ sơ", [tmp_path / "x.csv"])


@pytest.mark.parametrize("name", ["*.csv", "a[b]?.csv", "http:__x'y\".csv", "-- drop; .csv"])
def test_a_file_name_is_a_name_and_nothing_else(tmp_path: Path, name: str) -> None:
    write_csv(tmp_path / "other.csv", UNITS)
    path = write_csv(tmp_path / name, UNITS[:1])
    report = import_records(tmp_path / "st'o[re]*", "units", [path])
    assert report.added == 1
    again = import_records(tmp_path / "st'o[re]*", "units", [path])
    assert again.unchanged == 1


def test_a_row_too_long_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "u.csv"
    path.write_bytes(
        GOOD + b"B," + b"x" * (3 * MEGABYTE) + b",province,2000-01-01\nC,c,province,2000-01-01\n"
    )
    report = import_records(tmp_path / "store", "units", [path])
    assert (report.added, report.quarantined) == (2, {"ragged_row": 1})


def test_an_unclosed_quote_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    report = store.take_text("units", GOOD + b'B,"b,province,2000-01-01\nC,c,province,2000-01-01\n')
    assert (report.added, report.quarantined) == (1, {"ragged_row": 1})
    (fault,) = store.quarantine("units")
    assert fault["line"] == 3
    assert "C,c,province" in fault["row"]


def test_the_store_must_be_a_folder_of_its_own(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "u.csv", UNITS)
    with pytest.raises(BadInput, match="không phải thư mục"):
        import_records(path, "units", [path])
    with pytest.raises(BadInput, match="thư mục đã có dữ liệu khác"):
        import_records(tmp_path, "units", [path])
    assert [entry.name for entry in tmp_path.iterdir()] == ["u.csv"]


def test_a_quote_in_the_wrong_place_costs_its_own_row_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rows = [f"A{n},P1,X1,2023-03-01\n" for n in range(2_000)]
    rows[500] = 'A500,"P"1,X1,2023-03-01\n'
    rows[900] = 'A900,P1,"X"1,2023-03-01\n'
    header = "dossier_code,procedure_code,unit_code,received_at\n"
    report = store.take_text("dossiers", header + "".join(rows))
    assert (report.added, report.quarantined) == (1_998, {"ragged_row": 2})
    assert [fault["line"] for fault in store.quarantine("dossiers")] == [502, 902]
