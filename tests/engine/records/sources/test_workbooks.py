"""Workbooks as offices keep them: titles, merged names, several sheets, every kind of cell."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from parindex.engine.reading.files import MEGABYTE
from parindex.engine.records.sources import workbook_archive
from parindex.engine.records.sources.model import Form
from parindex.engine.records.sources.workbook import open_workbook
from parindex.engine.values.problems import BadInput
from tests.engine.records.sources.kit import one, row_numbers, rows, written

HEADER = ("Mã hồ sơ", "Ngày nhận")


def workbook(folder: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with the given rows on each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    book.save(folder / "data.xlsx")
    return folder / "data.xlsx"


def shaped(folder: Path, shape: Callable[[Worksheet], None]) -> Path:
    """A workbook of one sheet that `shape` fills."""
    book = openpyxl.Workbook()
    shape(book.worksheets[0])
    book.save(folder / "data.xlsx")
    return folder / "data.xlsx"


def test_a_sheet_with_title_rows_and_gaps(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        S=[
            ["ỦY BAN NHÂN DÂN (số liệu giả định)"],
            [],
            [None, "Mã hồ sơ", "Ngày nhận", None],
            [None, "H1", datetime(2023, 3, 1, 8, 0, 15)],  # noqa: DTZ001 - a cell has no zone
            [],
            [None, "H2", datetime(2023, 3, 2), None, None],  # noqa: DTZ001
            [None, None],
        ],
    )
    source = one(path, expected=["ma_ho_so", "ngay_nhan"])
    assert (source.form, source.header, source.header_lines) == (Form.PARQUET, ("", *HEADER), 3)
    assert rows(source) == [(None, "H1", "2023-03-01 08:00:15"), (None, "H2", "2023-03-02")]
    assert row_numbers(source) == [4, 6]
    assert (source.name, source.path, source.lines) == ("data.xlsx", path, 6)
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    # Without knowing the names: the first row as full as a table is.
    assert one(path).header == ("", *HEADER)


CELLS = [
    (1.0, "1"),
    (0.1, "0.1"),
    (0.1 + 0.2, "0.3"),
    (-2.50, "-2.5"),
    (1234567.891, "1234567.891"),
    (123456789012345, "123456789012345"),
    (9007199254740991, "9007199254740991"),
    (1.5e21, "1500000000000000000000"),
    (0.000001, "0.000001"),
    ("00012", "00012"),
    ("1.234,5", "1.234,5"),
    ("=1+1", "=1+1"),
    (True, "true"),
    (False, "false"),
    (date(2023, 3, 1), "2023-03-01"),
    (time(8, 30), "08:30:00"),
    (timedelta(hours=30), "30:00:00"),
]


def test_every_kind_of_cell_is_the_text_one_would_type(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.append(["a", "b"])
        for number, (value, _) in enumerate(CELLS, start=2):
            sheet.cell(number, 1, "x")
            cell = sheet.cell(number, 2, value)
            if isinstance(value, str):
                cell.data_type = "s"

    assert [b for _, b in rows(one(shaped(tmp_path, shape)))] == [text for _, text in CELLS]


def test_a_cell_that_shows_an_error_keeps_it(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C2"] = "a", "b"
        sheet["B3"], sheet["C3"] = "x", "#REF!"
        sheet["B4"], sheet["C4"] = "#N/A", 1
        sheet["AA5"] = "#DIV/0!"
        sheet["AA2"] = "c"
        sheet["B6"] = "y"

    found = rows(one(shaped(tmp_path, shape)))
    assert [(row[1], row[2], row[26]) for row in found] == [
        ("x", "#REF!", None),
        ("#N/A", "1", None),
        (None, None, "#DIV/0!"),
        ("y", None, None),
    ]


def test_names_in_merged_cells_over_two_rows(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.append(["Danh sách"])
        sheet.append(["Mã hồ sơ", "Thời gian", None, "Đơn vị"])
        sheet.append([None, "Tiếp nhận", "Trả\nkết quả", None])
        sheet.append(["H1", "2023-01-02", "2023-01-03", "X1"])
        for area in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
            sheet.merge_cells(area)

    source = one(shaped(tmp_path, shape), expected=["ma ho so", "don vi", "trả kết quả"])
    assert source.header == ("Mã hồ sơ", "Thời gian Tiếp nhận", "Trả kết quả", "Đơn vị")
    assert rows(source) == [("H1", "2023-01-02", "2023-01-03", "X1")]
    assert row_numbers(source) == [4]


def test_a_name_merged_over_two_columns_with_data_is_told(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.append(["Mã", "Ngày giờ", None])
        sheet.append(["H1", "2023-01-02", "08:00"])
        sheet.merge_cells("B1:C1")

    with pytest.raises(BadInput, match="dòng 1 gộp sang cột C"):
        one(shaped(tmp_path, shape))


def test_a_name_merged_over_empty_columns_is_a_name(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.append(["Mã", "Ngày", None])
        sheet.append(["H1", "2023-01-02"])
        sheet.merge_cells("B1:C1")

    assert rows(one(shaped(tmp_path, shape))) == [("H1", "2023-01-02")]


def test_the_only_sheet_with_data_is_taken(tmp_path: Path) -> None:
    source = one(workbook(tmp_path, Bìa=[], Dữ_liệu=[["a", "b"], ["1", "2"]], Cuối=[]))
    assert (source.name, rows(source)) == ("data.xlsx", [("1", "2")])


def test_among_several_sheets_the_one_with_the_expected_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path, Tổng=[["x", "y"], [1, 2]], Chi_tiết=[["Mã", "Ngày"], ["H1", "n"]])
    source = one(path, expected=["mã", "ngày"])
    assert (source.name, rows(source)) == ("data.xlsx «Chi_tiết»", [("H1", "n")])
    other = one(path, sheet="TỔNG")
    assert (other.name, rows(other)) == ("data.xlsx «Tổng»", [("1", "2")])
    assert source.sha256 != other.sha256
    with pytest.raises(BadInput, match=r"chứa dữ liệu: «Tổng», «Chi_tiết».*--sheet"):
        one(path)
    with pytest.raises(BadInput, match=r"không có trang tính «Ba».*«Tổng», «Chi_tiết»"):
        one(path, sheet="Ba")


def test_a_hidden_sheet_counts_only_when_asked_for(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.worksheets[0].append(["1"])
    hidden = book.create_sheet("Danh mục")
    hidden.append(["b"])
    hidden.append(["2"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "data.xlsx"
    book.save(path)
    assert one(path).header == ("a",)
    assert one(path, sheet="Danh mục").header == ("b",)


def test_many_rows_go_through_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(20_003):
            sheet.write_row(number, 0, ["a", "b"] if number == 0 else [number, f"H{number}"])
    source = one(path)
    assert (source.lines, row_numbers(source)) == (20_003, list(range(2, 20_004)))
    assert rows(source)[-1] == ("20002", "H20002")


def old_workbook(folder: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    moment = xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm")
    sheet.write_merge(0, 0, 0, 1, "Danh sách (số liệu giả định)")
    for column, name in enumerate(HEADER):
        sheet.write(1, column, name)
    sheet.write(2, 0, 12.0)
    sheet.write(2, 1, datetime(2023, 3, 1, 8, 0, 15), moment)  # noqa: DTZ001
    book.save(folder / "data.xls")
    return folder / "data.xls"


def test_an_old_workbook_is_read_alike(tmp_path: Path) -> None:
    source = one(old_workbook(tmp_path), expected=["ma ho so"])
    assert (source.header, rows(source)) == (HEADER, [("12", "2023-03-01 08:00:15")])
    # The content decides, not the ending.
    renamed = (tmp_path / "data.xls").rename(tmp_path / "renamed.xlsx")
    assert rows(one(renamed, expected=["ma ho so"])) == [("12", "2023-03-01 08:00:15")]


def replaced(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return target


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_that_reaches_to_the_last_cell_is_not_unfolded(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "a", "x"

    with pytest.raises(BadInput, match="trên 32 triệu ô"):
        one(shaped(tmp_path, shape))


def test_a_zip_bomb_is_not_unpacked_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path, S=[["a"], ["1"]])
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/x.bin", bytes(2 * MEGABYTE))
    assert bomb.stat().st_size < MEGABYTE
    limits = workbook_archive.Limits(unpacked=2 * MEGABYTE)
    with (
        pytest.raises(BadInput, match=r"mở ra quá lớn \(trên 2 MB"),
        open_workbook(bomb, limits),
    ):
        raise AssertionError("it was opened")


def test_damage_inside_a_workbook_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, S=[["a"], ["1"]])
    cut = written(tmp_path, path.read_bytes()[:-200], "cut.xlsx")
    with pytest.raises(BadInput, match="bị hỏng hoặc bị cụt"):
        one(cut)
    with pytest.raises(BadInput, match="bị hỏng"):
        one(replaced(path, SHEET, lambda xml: xml[: len(xml) // 2] + b"<<<"))
    with pytest.raises(BadInput, match="bị hỏng"):
        one(replaced(path, "xl/workbook.xml", lambda xml: b"<a>"))


@pytest.mark.parametrize("size", [600, 1600, 3000, 4100])
def test_a_cut_old_workbook_is_told_in_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], size: int
) -> None:
    content = old_workbook(tmp_path).read_bytes()
    with pytest.raises(BadInput, match="bị hỏng"):
        one(written(tmp_path, content[:size], "cut.xls"))
    assert capfd.readouterr().err == ""


def archive(folder: Path, name: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<x/>")
    return path


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    for name in ("web.xls", "web.xlsx"):
        with pytest.raises(BadInput, match="nhưng không phải bảng tính Excel"):
            one(written(tmp_path, "<html><table><tr><td>a</td></tr></table></html>", name))
    with pytest.raises(BadInput, match="nhưng không phải bảng tính Excel"):
        one(archive(tmp_path, "word.xlsx"))
    with pytest.raises(BadInput, match="tệp nhị phân"):
        one(archive(tmp_path, "word.csv"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    with pytest.raises(BadInput, match="bị hỏng"):
        one(written(tmp_path, ole, "broken.xls"))
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(BadInput, match="đặt mật khẩu"):
        one(written(tmp_path, locked, "locked.xlsx"))


def test_a_workbook_without_rows_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="trang tính không có dữ liệu"):
        one(workbook(tmp_path, S=[], T=[]))
    with pytest.raises(BadInput, match="«S»: tệp chỉ có dòng tên cột"):
        one(workbook(tmp_path, S=[["a", "b"]]))
    with pytest.raises(BadInput, match="«S»: tên cột bị lặp lại: mã"):
        one(workbook(tmp_path, S=[["Mã", "MÃ"], ["1", "2"]]))
