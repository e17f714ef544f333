"""A small file that opens to something huge is refused before it is read into memory."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from parindex.engine.records.forms.workbook import open_sheets
from parindex.engine.values.problems import BadInput


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bieu.xlsx"


def test_what_unpacks_to_more_than_any_form_is_refused(path: Path) -> None:
    Workbook().save(path)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/anh.bin", bytes(65 * 1024**2))
    assert path.stat().st_size < 200_000
    with pytest.raises(BadInput, match=r"mở ra quá lớn \(trên 64 MB hoặc trên 4 triệu ô\)"):
        open_sheets(path)


def test_two_cells_that_span_millions_are_refused(path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["J1000000"] = "đầu", "cuối"
    book.save(path)
    with pytest.raises(BadInput, match="trên 4 triệu ô"):
        open_sheets(path)


def test_an_xls_that_weighs_more_than_any_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xls"
    with path.open("wb") as file:
        file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        file.truncate(64 * 1024**2 + 1)
    with pytest.raises(BadInput, match="nặng hơn 64 MB"):
        open_sheets(path)


def test_a_form_of_usual_size_is_read(path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["K2000"] = "đầu", "cuối"
    book.save(path)
    (sheet,) = open_sheets(path)
    assert (sheet.at(0, 0), sheet.at(1999, 10)) == ("đầu", "cuối")
