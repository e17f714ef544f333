"""Mappings: source columns to fields, as data."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.mapping import preset_kind, preset_names, preset_path, read_mapping
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import Store

MAPPED = """
kind: dossiers
columns:
  Số hồ sơ: dossier_code
  Thủ tục: procedure_code
  Ngày nhận: received_at
  Trạng thái:
    field: status
    values: {Xong: finished, Rút: withdrawn}
  Ngày xong: finished_at
  Trực tuyến: {field: channel, values: {true: online, false: in_person}}
date_formats: ["%m/%d/%Y"]
constants: {unit_code: X1, origin: một cửa}
leave_out:
  Trạng thái: [Nháp]
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def mapping(store: Store, text: str) -> Path:
    path = store.files / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def stored(store: Store, columns: str) -> list[tuple[object, ...]]:
    files = [
        str(store.path / f.path) for f in open_snapshot(store.path).manifest.files_of("dossiers")
    ]
    query = f"SELECT {columns} FROM read_parquet(?) ORDER BY dossier_code"  # noqa: S608
    return duckdb.connect().execute(query, [files]).fetchall()


def test_values_dates_constants_and_rows_left_out(store: Store) -> None:
    text = (
        "Số hồ sơ;Thủ tục;Ngày nhận;Trạng thái;Ngày xong;Trực tuyến;Họ tên\n"
        "1;P;03/31/2023;Xong;04/01/2023;true;A\n"
        "2;P;03/31/2023;Rút;;false;B\n"
        "3;P;;Nháp;;;C\n"
        "4;P;31/03/2023;Xong;04/01/2023;;D\n"
        "5;P;03/31/2023;Lạ;;;E\n"
    )
    report = store.take_text("dossiers", text, mapping=mapping(store, MAPPED))
    assert (report.read, report.added, report.left_out) == (5, 2, 1)
    assert report.ignored_columns == ("Họ tên",)
    assert report.quarantined == {"bad_choice": 1, "bad_date": 1}
    assert stored(store, "received_at::DATE::VARCHAR, status, channel, unit_code, origin") == [
        ("2023-03-31", "finished", "online", "X1", "một cửa"),
        ("2023-03-31", "withdrawn", "in_person", "X1", "một cửa"),
    ]
    # The quarantine shows the row by field, with its line in the source file.
    assert [(fault["line"], fault["value"]) for fault in store.quarantine("dossiers")] == [
        (5, "31/03/2023"),
        (6, "Lạ"),
    ]


def test_every_fault_of_a_mapping_is_told_with_its_line(store: Store) -> None:
    path = mapping(
        store,
        "kind: dossiers\n"
        "colour: red\n"
        "columns:\n"
        "  A: dossier_code\n"
        "  B: dossier_code\n"
        "  C: no_such_field\n"
        "  D: {field: status, values: {x: nonsense}, formats: []}\n"
        "constants: {nothing: 1}\n"
        "leave_out: {A: x}\n"
        "date_formats: text\n",
    )
    with pytest.raises(BadInput) as caught:
        read_mapping(path, KINDS["dossiers"])
    told = {problem.where.rpartition(", ")[2]: problem.what for problem in caught.value.problems}
    assert told["dòng 2"] == "không hiểu khóa «colour»"
    assert told["dòng 5"] == "trường «dossier_code» đã lấy từ cột «A»"
    assert told["dòng 6"] == "loại «dossiers» không có trường «no_such_field»"
    assert "nonsense" in told["dòng 7"] or "formats" in told["dòng 7"]
    assert told["dòng 8"] == "loại «dossiers» không có trường «nothing»"
    assert told["dòng 9"] == "chỗ này phải là một danh sách"
    assert told["dòng 10"] == "chỗ này phải là một danh sách"
    missing = [p.what for p in caught.value.problems if "bắt buộc" in p.what]
    assert len(missing) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n", "phải là một bảng khóa"),
        ("kind: units\ncolumns: {}\n", "dùng cho loại «units»"),
        ("kind: dossiers\ncolumns: [a]\n", "phải là một bảng khóa"),
        ("kind: dossiers\ncolumns: {A: {field: status, values: 3}}\n", "bảng giá trị"),
    ],
)
def test_a_mapping_of_another_shape(store: Store, text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_mapping(mapping(store, text), KINDS["dossiers"])


def test_presets_are_valid_and_named() -> None:
    assert {"one-stop-dossierno", "one-stop-mahoso"} <= set(preset_names())
    for name in preset_names():
        read_mapping(preset_path(name), KINDS[preset_kind(name)])
    with pytest.raises(BadInput, match="one-stop-mahoso"):
        preset_path("khác")


def test_the_preset_for_mahoso(store: Store) -> None:
    text = (
        "MaHoSo,MaTTHC,MaLinhVuc,DonViId,KenhThucHien,NgayNopHoSo,NgayTiepNhan,NgayHenTra,"
        "NgayKetThucXuLy,TrangThaiHoSoId,MucDo,HoSoCoThanhPhanSoHoa,DaSoHoaKetQua\n"
        "H15.50.05.13-261008-0975,1.0,LV,X1,2,08/10/2023 08:00,08/10/2023 08:05,18/10/2023 17:00,"
        "17/10/2023 10:00,10,4,1,0\n"
        "H15.50.05.13-261008-0976,1.0,LV,X1,1,08/10/2023,,,,1,3,0,0\n"
        "H15.50.05.13-261008-0977,1.0,LV,X1,3,08/10/2023,08/10/2023,,,7,3,0,\n"
    )
    report = store.take_text("dossiers", text, mapping=preset_path("one-stop-mahoso"))
    assert (report.added, report.left_out, report.ignored_columns) == (2, 1, ("NgayNopHoSo",))
    assert stored(store, "channel, status, service_level, input_digitised, result_digitised") == [
        ("online", "delivered", "full", True, False),
        ("postal", "withdrawn", "partial", False, None),
    ]


def test_the_preset_for_dossierno(store: Store) -> None:
    text = (
        "dossierNo,serviceCode,govAgencyCode,receiveDate,dueDate,extendDate,finishDate,"
        "dossierStatus,online\n"
        "A,1.0,x1,2023-10-08T01:05:00Z,2023-10-18,,2023-10-17T03:00:00Z,done,true\n"
    )
    report = store.take_text("dossiers", text, mapping=preset_path("one-stop-dossierno"))
    assert report.ignored_columns == ("dossierStatus",)
    assert stored(store, "received_at::VARCHAR, due_at::VARCHAR, channel") == [
        ("2023-10-08 08:05:00", "2023-10-18 23:59:59", "online")
    ]
