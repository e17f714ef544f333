"""Files that are no form: one sentence each, and quickly."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from parindex.engine.records.forms.read import read_form
from parindex.engine.values.problems import BadInput
from tests.engine.records.forms.kit import HEADING, NUMBERS, TITLE, form, workbook


def refused(path: Path) -> str:
    """The one sentence that the file gets."""
    with pytest.raises(BadInput) as caught:
        read_form(path)
    (problem,) = caught.value.problems
    assert str(problem).startswith(str(path))
    return str(problem)


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    assert "không tìm thấy tệp" in refused(tmp_path / "none.xlsx")
    assert "đây là thư mục" in refused(tmp_path)
    for name, content in {
        "text.xlsx": b"STT,Linh vuc\n",
        "web.xls": b"<html><table><tr><td>1</td></tr></table></html>",
        "pdf.xlsx": b"%PDF-1.7",
        "cut.xlsx": form(tmp_path / "whole.xlsx").read_bytes()[:2000],
        "ole.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert str(path) in refused(path)
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"")
    assert "tệp rỗng" in refused(empty)


def test_a_locked_workbook(tmp_path: Path) -> None:
    assert "mật khẩu" in refused(Path(__file__).parent / "files" / "mat-khau.xlsx")


def repacked(source: Path, target: Path, name: str, content: bytes) -> Path:
    """The archive with one part replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return target


SHEET = "xl/worksheets/sheet1.xml"


def test_a_cell_in_the_last_corner_is_not_unfolded(tmp_path: Path) -> None:
    whole = form(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(whole) as archive:
        xml = archive.read(SHEET)
    far = xml.replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert "lớn" in refused(repacked(whole, tmp_path / "far.xlsx", SHEET, far))


def test_damaged_xml(tmp_path: Path) -> None:
    whole = form(tmp_path / "whole.xlsx")
    for name in (SHEET, "xl/workbook.xml"):
        refused(repacked(whole, tmp_path / "broken.xlsx", name, b"<a><b></a>"))


@pytest.mark.parametrize(
    "rows",
    [
        [["Mã", "Tên"], ["A", "B"]],
        [["STT", "Lĩnh vực", "Tổng số", "Trực tuyến"], [1, "Đất đai", 5, 5]],
        [*TITLE, *HEADING[:1], [1, "Đất đai", *[0] * 11]],
        [["(1)", "(2)", "(3)"], [1, "Đất đai", 5]],
    ],
    ids=["list", "few columns", "groups only", "short numbering"],
)
def test_workbooks_without_the_table(tmp_path: Path, rows: list[list[object]]) -> None:
    assert "không tìm thấy bảng của Biểu 06a" in refused(workbook(tmp_path / "a.xlsx", rows))


def test_a_form_without_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [*TITLE, *HEADING, NUMBERS, [], ["", "Ghi chú"]])
    assert "biểu không có dòng số liệu nào" in refused(path)


def test_an_error_in_a_cell_is_no_zero(tmp_path: Path) -> None:
    whole = form(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(whole) as archive:
        xml = archive.read(SHEET)
    # H9: dossiers of the first sector finished before they were due.
    broken = xml.replace(b'<c r="H9"><v>9</v></c>', b'<c r="H9" t="e"><v>#REF!</v></c>')
    assert broken != xml
    sentence = refused(repacked(whole, tmp_path / "error.xlsx", SHEET, broken))
    assert "dòng 9, cột H: «#REF!» không phải số hồ sơ" in sentence
