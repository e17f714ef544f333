"""Exports hold what was asked, text as text, however many rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from parindex.engine.facts import export
from parindex.engine.facts.export import write_rows
from parindex.engine.values.problems import BadInput

COLUMNS = ("a", "b", "c", "d")
ROW = ("text", True, date(2023, 3, 1), datetime(2023, 3, 1, 8, 30))  # noqa: DTZ001 - Vietnam's time

DANGEROUS = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1"]
"""What OWASP lists as starts of formulas, and one behind a space."""


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, text: str) -> None:
    table, book = tmp_path / "a.csv", tmp_path / "a.xlsx"
    for path in (table, book):
        assert write_rows(path, ["a"], [[text]]) == 1
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{text}"]
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    cell = sheet["A2"]
    assert cell.data_type == "s"
    # openpyxl leaves the file format's own writing of control characters as it is.
    assert str(cell.value).replace("_x000D_", "\r") == text


def test_values_keep_their_kind(tmp_path: Path) -> None:
    table, book = tmp_path / "a.csv", tmp_path / "a.xlsx"
    for path in (table, book):
        write_rows(path, COLUMNS, [ROW, (None, False, None, None)])
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            list(COLUMNS),
            ["text", "có", "2023-03-01", "2023-03-01 08:30:00"],
            ["", "không", "", ""],
        ]
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    head, first, second = sheet.iter_rows(values_only=True)
    assert head == COLUMNS
    assert first == ("text", "có", datetime(2023, 3, 1), datetime(2023, 3, 1, 8, 30))  # noqa: DTZ001
    assert second == (None, "không", None, None)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_SHEET_ROWS", 3)
    path = tmp_path / "a.xlsx"
    assert write_rows(path, ["n"], [[str(n)] for n in range(7)]) == 7
    sheets = openpyxl.load_workbook(path).worksheets
    assert [sheet.title for sheet in sheets] == ["Hồ sơ", "Hồ sơ (2)", "Hồ sơ (3)"]
    found = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in sheets]
    assert found == [["n", "0", "1", "2"], ["n", "3", "4", "5"], ["n", "6"]]


def test_no_rows_are_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert write_rows(path, COLUMNS, []) == 0
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [COLUMNS]


def test_a_failure_on_the_way_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("earlier")

    def rows() -> Iterator[list[str]]:
        yield ["1"]
        raise OSError("disk full")

    with pytest.raises(BadInput, match="không ghi được tệp"):
        write_rows(path, ["a"], rows())
    assert path.read_text() == "earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
