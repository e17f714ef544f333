"""Event rows folded into records; the expected records are worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from parindex.engine.records import folding
from parindex.engine.records.database import open_database
from parindex.engine.records.folding import fold
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.sources.model import ROW, Form, Source
from parindex.engine.records.sources.prepare import prepare
from parindex.engine.values.problems import BadInput
from tests.engine.records.mapping.kit import mapping_of, written

MAPPING = """\
kind: dossiers
columns:
  MaHoSo: dossier_code
  MaTTHC: procedure_code
  DonVi: unit_code
  NgayTiepNhan: received_at
  NgayTra: finished_at
  TrangThai: status
  SoLan: sector
fold:
  key: [MaHoSo]
  order_by: ThoiGian
  columns:
    NgayTiepNhan: {take: first, of: ThoiGian, where: {SuKien: tiếp nhận}}
    NgayTra: {take: last, of: ThoiGian, where: {SuKien: [Trả kết quả, trả lại]}}
    SoLan: count
"""

EVENTS = """\
MaHoSo,ThoiGian,SuKien,MaTTHC,DonVi,TrangThai,NguoiXuLy
A,05/10/2023 09:00,Xử lý,,,processing,N
A,01/10/2023 08:00,Tiếp nhận,1.0,X1,received,M
B,02/10/2023 08:00,tiếp nhận,2.0,X1,received,M
a ,10/10/2023 16:00,TRẢ KẾT QUẢ,,,delivered,N
B,03/10/2023 08:00,Xử lý,,,,N
"""


@pytest.fixture
def mapping(tmp_path: Path) -> SourceMapping:
    return mapping_of(tmp_path, MAPPING)


def folded(folder: Path, mapping: SourceMapping, text: str | bytes, **options: Any) -> Source:
    path = folder / "events.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    (source,) = prepare([path], work)
    with open_database(work, [source.data], **options) as database:
        return fold(database, source, mapping, work)


def records(source: Source) -> list[dict[str, Any]]:
    """The records of a folded source: by column name, with the row."""
    assert source.form is Form.PARQUET
    found = duckdb.connect().execute(f"SELECT * FROM '{source.data}' ORDER BY {ROW}")  # noqa: S608
    return [dict(zip([*source.header, ROW], row, strict=True)) for row in found.fetchall()]


def test_events_become_one_record_each(tmp_path: Path, mapping: SourceMapping) -> None:
    source = folded(tmp_path, mapping, EVENTS)
    assert source.name == "events.csv"
    # The person who handled it (NguoiXuLy) is not mapped and not kept.
    assert records(source) == [
        {
            "MaHoSo": "A",
            "MaTTHC": "1.0",
            "DonVi": "X1",
            "NgayTiepNhan": "01/10/2023 08:00",
            "NgayTra": "10/10/2023 16:00",
            "TrangThai": "delivered",
            "SoLan": "3",
            "row": 2,
        },
        {
            "MaHoSo": "B",
            "MaTTHC": "2.0",
            "DonVi": "X1",
            "NgayTiepNhan": "02/10/2023 08:00",
            "NgayTra": None,
            "TrangThai": "received",
            "SoLan": "2",
            "row": 4,
        },
    ]


def test_rows_without_a_key_or_a_place_stay_alone(tmp_path: Path, mapping: SourceMapping) -> None:
    text = (
        "MaHoSo,ThoiGian,SuKien,MaTTHC,DonVi,TrangThai\n"
        ",01/10/2023,tiếp nhận,1.0,X1,received\n"
        ",02/10/2023,tiếp nhận,1.0,X1,received\n"
        "A,01/10/2023,tiếp nhận,1.0,X1,received\n"
        "A,31/02/2023,trả kết quả,1.0,X1,delivered\n"
        "A,03/10/2023,xử lý,1.0,X1,processing\n"
    )
    found = records(folded(tmp_path, mapping, text))
    assert [(r["MaHoSo"], r["TrangThai"], r["SoLan"], r["row"]) for r in found] == [
        (None, "received", "1", 2),
        (None, "received", "1", 3),
        ("A", "processing", "2", 4),
        ("A", "delivered", "1", 5),
    ]


def test_order_by_number_and_by_the_order_of_the_file(tmp_path: Path) -> None:
    text = "MaHoSo,Buoc,TrangThai\nA,10,finished\nA,9,processing\nA,2,received\n"
    fields = "MaTTHC: procedure_code\n  DonVi: unit_code\n  Ngay: received_at"
    head = f"kind: dossiers\ncolumns:\n  MaHoSo: dossier_code\n  {fields}\n  TrangThai: status\n"
    numbered = mapping_of(tmp_path, head + "fold: {key: [MaHoSo], order_by: Buoc}\n")
    assert [r["TrangThai"] for r in records(folded(tmp_path, numbered, text))] == ["finished"]
    unordered = mapping_of(tmp_path, head + "fold: {key: [MaHoSo]}\n")
    assert [r["TrangThai"] for r in records(folded(tmp_path, unordered, text))] == ["received"]


def test_earliest_and_latest_are_compared_as_dates(tmp_path: Path) -> None:
    mapping = mapping_of(
        tmp_path,
        "kind: dossiers\nconstants: {procedure_code: P, unit_code: X}\n"
        "columns: {MaHoSo: dossier_code, Nhan: received_at, Hen: due_at, Xong: finished_at}\n"
        "fold: {key: [MaHoSo], columns: {Nhan: earliest, Hen: latest, Xong: latest}}\n",
    )
    text = (
        "MaHoSo,Nhan,Hen,Xong\n"
        "A,10/10/2023,9/10/2023,01/10/2023\n"
        "A,9/10/2023,2023-10-10,31/02/2023\n"
        "A,,08/10/2023,02/10/2023\n"
    )
    (record,) = records(folded(tmp_path, mapping, text))
    # A date that does not exist outdoes the others: the record is refused, not guessed.
    assert (record["Nhan"], record["Hen"], record["Xong"]) == (
        "9/10/2023",
        "2023-10-10",
        "31/02/2023",
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_record_leads_to_its_line(tmp_path: Path, mapping: SourceMapping, ends: str) -> None:
    text = (
        "MaHoSo,ThoiGian,SuKien,MaTTHC,DonVi,TrangThai\n"
        'A,01/10/2023,"tiếp\nnhận",1.0,X1,received\n'
        "\n"
        "B,01/10/2023,tiếp nhận,1.0,X1,received\n"
        "A,02/10/2023,xử lý,1.0,X1,processing\n"
        "C,01/10/2023,tiếp nhận,1.0,X1,received\n"
    ).replace("\n", ends)
    found = records(folded(tmp_path, mapping, text))
    assert [(r["MaHoSo"], r["row"]) for r in found] == [("A", 2), ("B", 5), ("C", 7)]


def test_a_parquet_source_keeps_its_row_numbers(tmp_path: Path, mapping: SourceMapping) -> None:
    work = tmp_path / "work"
    work.mkdir()
    data = work / "sheet.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT * FROM (VALUES ('A', '1', 8), ('A', '2', 12), ('B', '1', 9))"  # noqa: S608
        f" v(c0, c1, row)) TO '{data}' (FORMAT parquet)"
    )
    sheet = Source(data, "sheet", data, Form.PARQUET, ("MaHoSo", "ThoiGian"), "0")
    with open_database(work) as database:
        lacking = mapping_of(tmp_path, MAPPING)
        with pytest.raises(BadInput, match="không có cột «SuKien» mà fold"):
            fold(database, sheet, lacking, work)
        plain = MAPPING.partition("  columns:\n    Ngay")[0]
        found = fold(database, sheet, mapping_of(tmp_path, plain), work)
    assert records(found) == [{"MaHoSo": "A", "row": 8}, {"MaHoSo": "B", "row": 9}]


def test_without_a_fold_the_source_stays(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, MAPPING.partition("fold:")[0])
    source = folded(tmp_path, mapping, EVENTS)
    assert (source.form, source.data) == (Form.CSV, tmp_path / "events.csv")


def test_a_lost_event_is_not_passed_over(tmp_path: Path, mapping: SourceMapping) -> None:
    ragged = EVENTS + "A,11/10/2023,trả lại\n"
    with pytest.raises(BadInput, match=r"dòng 7: 1 dòng không khớp"):
        folded(tmp_path, mapping, ragged)


def test_many_keys_are_folded_part_by_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mapping: SourceMapping
) -> None:
    monkeypatch.setattr(folding, "_ROWS_AT_A_TIME", 100)
    rows = [
        f"H{number},{day:02}/10/2023,xử lý,1.0,X1,processing"
        for day in (1, 3, 2)
        for number in range(500)
    ]
    text = "MaHoSo,ThoiGian,SuKien,MaTTHC,DonVi,TrangThai\n" + "\n".join(rows) + "\n"
    found = records(folded(tmp_path, mapping, text))
    assert [r["row"] for r in found] == list(range(2, 502))
    assert {r["SoLan"] for r in found} == {"3"}
    assert len({r["MaHoSo"] for r in found}) == 500


def test_columns_are_found_by_loose_names(tmp_path: Path, mapping: SourceMapping) -> None:
    text = EVENTS.replace("MaHoSo,ThoiGian,SuKien", "Mã hồ sơ,Thời gian,Sự kiện")
    source = folded(tmp_path, mapping, text)
    assert source.header[0] == "Mã hồ sơ"
    assert [r["SoLan"] for r in records(source)] == ["3", "2"]


def test_what_is_left_behind_is_nothing(tmp_path: Path, mapping: SourceMapping) -> None:
    path = written(tmp_path, EVENTS, "events.csv")
    work = tmp_path / "work"
    work.mkdir()
    (source,) = prepare([path], work)
    with open_database(work, [path]) as database:
        fold(database, source, mapping, work)
        fold(database, source, mapping, work)
        assert database.number("SELECT count(*) FROM duckdb_tables() WHERE NOT internal") == 0
    assert len(list(work.iterdir())) == 2
