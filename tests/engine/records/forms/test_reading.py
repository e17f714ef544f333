"""Biểu 06a as it arrives: what is data and what is not, and every cell in its right column."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from parindex.engine.records.forms.read import UNDIVIDED, Reading, read_form
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput
from tests.engine.records.forms.kit import (
    CIVIL,
    HEADING,
    LAND,
    NUMBERS,
    SIGNATURES,
    TITLE,
    TOTAL,
    form,
    workbook,
)


def figures(reading: Reading) -> dict[str, list[int]]:
    """The rows of data by sector."""
    return {row.sector: list(row.counts.values) for row in reading.form.rows}


EXPECTED = {"Đất đai": LAND[2:], "Hộ tịch": CIVIL[2:]}


def test_the_usual_form(tmp_path: Path) -> None:
    reading = read_form(form(tmp_path / "a.xlsx"))
    assert figures(reading) == EXPECTED
    assert [row.line for row in reading.form.rows] == [9, 10]
    assert reading.form.total is not None
    assert list(reading.form.total.values) == TOTAL[2:]
    assert reading.form.total_line == 11
    assert reading.form.unit == "UBND xã ví dụ"
    assert reading.form.period == Period(date(2023, 4, 1), date(2023, 6, 30))
    assert reading.columns == dict(zip(range(1, 14), "ABCDEFGHIJKLM", strict=True))
    assert reading.notes == ()
    reasons = {each.line: each.reason for each in reading.skipped}
    assert reasons[11] == "dòng tổng cộng"
    assert reasons[12] == "dòng trống"
    assert reasons[14] == reasons[16] == "phần dưới bảng: chữ ký, ghi chú"


@pytest.mark.parametrize(
    "numbers",
    [
        [f"({n})" for n in range(1, 14)],
        list(range(1, 14)),
        [str(n) for n in range(1, 14)],
        ["A", "B", *(f"({n})" for n in range(1, 12))],
        [
            "(1)",
            "(2)",
            "(3)=(4)+(5)+(6)",
            "(4)",
            "(5)",
            "(6)",
            "(7)=(8)+(9)+(10)",
            "(8)",
            "(9)",
            "(10)",
            "(11)=(12)+(13)",
            "(12)",
            "(13)",
        ],
    ],
    ids=["brackets", "numbers", "texts", "letters", "sums"],
)
def test_the_numbering_row_tells_the_columns(tmp_path: Path, numbers: list[object]) -> None:
    path = form(tmp_path / "a.xlsx", heading=[["Không có tiêu đề nào"], numbers], merged=False)
    assert figures(read_form(path)) == EXPECTED


def test_columns_may_stand_in_any_place_and_order(tmp_path: Path) -> None:
    # One empty column in front, and the pending columns before the finished ones.
    order = [0, 1, 2, 3, 4, 5, 10, 11, 12, 6, 7, 8, 9]

    def moved(row: list[object]) -> list[object]:
        full = [*row, *[""] * (13 - len(row))]
        return ["", *(full[place] for place in order)]

    rows = [moved(row) for row in (NUMBERS, LAND, CIVIL, TOTAL)]
    with pytest.raises(BadInput, match="không tìm thấy bảng"):
        # The numbers of a numbering row ascend; these columns are told by words alone.
        read_form(workbook(tmp_path / "a.xlsx", [*TITLE, *rows]))
    titles = ["STT", "Lĩnh vực", "Tổng số tiếp nhận", "Tiếp nhận trực tuyến"]
    titles += ["Tiếp nhận trực tiếp, bưu chính", "Tiếp nhận từ kỳ trước", "Tổng đã giải quyết"]
    titles += ["Đã giải quyết trước hạn", "Đã giải quyết đúng hạn", "Đã giải quyết quá hạn"]
    titles += ["Tổng đang giải quyết", "Đang giải quyết trong hạn", "Đang giải quyết quá hạn"]
    reading = read_form(workbook(tmp_path / "b.xlsx", [*TITLE, moved(titles), *rows[1:]]))
    assert figures(reading) == EXPECTED
    assert reading.columns[7] == "K"
    assert reading.columns[11] == "H"


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "merging lost"])
def test_words_alone_tell_the_columns_over_three_heading_rows(
    tmp_path: Path, *, merged: bool
) -> None:
    reading = read_form(form(tmp_path / "a.xlsx", heading=HEADING, merged=merged))
    assert figures(reading) == EXPECTED
    assert reading.notes == ("biểu không có dòng đánh số cột; các cột được nhận ra theo tiêu đề",)


def test_words_as_another_system_prints_them(tmp_path: Path) -> None:
    heading = [
        [
            "TT",
            "Lĩnh vực, công việc giải quyết theo cấp",
            "Tiếp nhận",
            "",
            "",
            "",
            "Hồ sơ đã xử lý",
            "",
            "",
            "",
            "Hồ sơ đang xử lý",
        ],
        [
            "",
            "",
            "Tổng số",
            "Trong đó",
            "",
            "Từ kỳ trước",
            "Tổng số",
            "Trước hạn",
            "Đúng hạn (Bao gồm cả hồ sơ chờ bổ sung và trả lại/xin rút)",
            "Quá hạn",
            "Tổng số",
            "Trong hạn (Bao gồm cả hồ sơ chờ bổ sung)",
            "Quá hạn",
        ],
        ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính"],
    ]
    assert figures(read_form(form(tmp_path / "a.xlsx", heading=heading, merged=False))) == EXPECTED


def test_a_numbering_row_that_contradicts_the_heading_is_refused(tmp_path: Path) -> None:
    swapped = [list(row) for row in HEADING]
    swapped[1][7], swapped[1][9] = swapped[1][9], swapped[1][7]
    with pytest.raises(BadInput) as caught:
        read_form(form(tmp_path / "a.xlsx", heading=[*swapped, NUMBERS]))
    assert "dòng 8, cột" in str(caught.value)
    assert "nhưng tiêu đề phía trên" in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        "TỔNG CỘNG",
        "Tổng cộng:",
        "tổng  số",
        "TONG CONG",
        "Tổng số hồ sơ",
        "Tổng cộng (I + II)",
        "Cộng",
        unicodedata.normalize("NFD", "Tổng cộng"),
        "Tổng\u00a0cộng",
    ],
)
@pytest.mark.parametrize("column", [0, 1], ids=["merged over the number", "in the sector column"])
def test_a_total_is_no_data(tmp_path: Path, words: str, column: int) -> None:
    total = ["", "", *TOTAL[2:]]
    total[column] = words
    reading = read_form(form(tmp_path / "a.xlsx", [LAND, CIVIL, total]))
    assert figures(reading) == EXPECTED
    assert reading.form.total is not None


@pytest.mark.parametrize("sector", ["Công thương", "Tổng hợp", "Cộng đồng dân cư", "Công chứng"])
def test_a_sector_that_begins_like_a_total_is_data(tmp_path: Path, sector: str) -> None:
    reading = read_form(form(tmp_path / "a.xlsx", [[1, sector, *LAND[2:]], CIVIL, TOTAL]))
    assert list(figures(reading)) == [sector, "Hộ tịch"]


def test_a_total_above_the_rows(tmp_path: Path) -> None:
    reading = read_form(form(tmp_path / "a.xlsx", [TOTAL, LAND, CIVIL]))
    assert figures(reading) == EXPECTED
    assert reading.form.total_line == 9


def test_sections_with_and_without_sums(tmp_path: Path) -> None:
    data = [
        ["I", "Trên hệ thống các Bộ"],
        LAND,
        ["II", "Trên hệ thống của tỉnh", *CIVIL[2:]],
        [1, "Hộ tịch", *CIVIL[2:]],
        TOTAL,
    ]
    reading = read_form(form(tmp_path / "a.xlsx", data))
    assert figures(reading) == EXPECTED
    assert [row.section for row in reading.form.rows] == [
        "Trên hệ thống các Bộ",
        "Trên hệ thống của tỉnh",
    ]
    (part,) = reading.form.subtotals
    assert (part.line, part.lines) == (11, (12,))
    told = {each.line: (each.reason, each.text) for each in reading.skipped}
    assert told[9] == ("dòng tiêu đề phần", "Trên hệ thống các Bộ")
    assert told[11] == ("dòng cộng của phần", "Trên hệ thống của tỉnh")


def test_roman_numbers_alone_number_the_data(tmp_path: Path) -> None:
    data = [["I", *LAND[1:]], ["II", *CIVIL[1:]], TOTAL]
    assert figures(read_form(form(tmp_path / "a.xlsx", data))) == EXPECTED


def test_rows_of_a_row_are_the_data(tmp_path: Path) -> None:
    data = [
        [1, "Tư pháp", *TOTAL[2:]],
        ["1.1", *LAND[1:]],
        ["1.2", *CIVIL[1:]],
        ["Tổng số", "", *TOTAL[2:]],
    ]
    reading = read_form(form(tmp_path / "a.xlsx", data))
    assert figures(reading) == EXPECTED
    assert reading.form.subtotals[0].lines == (10, 11)


def test_repeated_headings_rates_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    data = [
        ["", "Trong đó: quá hạn", "", "", "", "", "", "", "", 3],
        LAND,
        [],
        *HEADING,
        NUMBERS,
        CIVIL,
        ["", "Tỷ lệ (%)", 100, "65,0 %", "23,75 %"],
        TOTAL,
    ]
    reading = read_form(form(tmp_path / "a.xlsx", data))
    assert figures(reading) == EXPECTED
    reasons = {each.line: each.reason for each in reading.skipped}
    assert reasons[9] == "dòng «trong đó», đã nằm trong dòng trên"
    assert reasons[11] == "dòng trống"
    assert {reasons[line] for line in (12, 13, 14)} == {"dòng tiêu đề bảng lặp lại"}
    assert reasons[15] == "dòng đánh số cột"
    assert reasons[17] == "dòng tỷ lệ"


def test_rows_without_running_numbers(tmp_path: Path) -> None:
    data = [["", *LAND[1:]], ["", *CIVIL[1:]], TOTAL]
    assert figures(read_form(form(tmp_path / "a.xlsx", data))) == EXPECTED


def test_a_form_with_its_total_alone(tmp_path: Path) -> None:
    reading = read_form(form(tmp_path / "a.xlsx", [TOTAL]))
    assert figures(reading) == {UNDIVIDED: TOTAL[2:]}
    assert "biểu chỉ có dòng tổng cộng; số liệu được lấy từ dòng này" in reading.notes


def test_counts_as_people_write_them(tmp_path: Path) -> None:
    # 1.204 + 0 + 96 = 1.300; the same number typed in five ways.
    row = [1, "Đất đai", "1.300", "1 204", "-", "96", 1300.0, "1.300", "–", 0, "0", "", ""]
    row[4], row[5] = "96", "-"
    reading = read_form(form(tmp_path / "a.xlsx", [row]))
    assert figures(reading) == {"Đất đai": [1300, 1204, 96, 0, 1300, 1300, 0, 0, 0, 0, 0]}


def test_blanks_are_zeros_where_the_form_writes_none(tmp_path: Path) -> None:
    row = [1, "Đất đai", 5, 5, "", "", 5, "", 5, "", "", "", ""]
    reading = read_form(form(tmp_path / "a.xlsx", [row, [2, "Hộ tịch"], [3, "Y tế", 1, 1]]))
    assert figures(reading) == {
        "Đất đai": [5, 5, 0, 0, 5, 0, 5, 0, 0, 0, 0],
        "Hộ tịch": [0] * 11,
        "Y tế": [1, 1, *[0] * 9],
    }
    assert "biểu để trống 27 ô; các ô này được hiểu là 0" in reading.notes


def test_a_blank_in_a_form_that_writes_its_zeros_is_a_missing_figure(tmp_path: Path) -> None:
    row = list(LAND)
    row[4] = ""
    with pytest.raises(BadInput) as caught:
        read_form(form(tmp_path / "a.xlsx", [row, CIVIL, TOTAL]))
    (problem,) = caught.value.problems
    assert problem.where.endswith("dòng 9, cột E")
    assert problem.what.startswith("ô trống mà các cột liên quan không cân đối")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (-3, "số âm «-3»"),
        ("- 3", "số âm «- 3»"),
        ("(3)", "số âm «(3)»"),
        (2.5, "số lẻ «2.5»"),
        ("2,5", "số lẻ «2,5»"),
        ("1.234,5", "số lẻ «1.234,5»"),
        ("1.23", "số lẻ «1.23»"),
        ("12 %", "số lẻ «12 %»"),
        ("khoảng 3", "«khoảng 3» không phải số hồ sơ"),
        ("#REF!", "«#REF!» không phải số hồ sơ"),
        (True, "«True» không phải số hồ sơ"),
    ],
)
def test_a_cell_that_holds_no_count_is_told_with_row_and_column(
    tmp_path: Path, cell: object, says: str
) -> None:
    row = list(LAND)
    row[7] = cell
    with pytest.raises(BadInput) as caught:
        read_form(form(tmp_path / "a.xlsx", [CIVIL, row, TOTAL]))
    (problem,) = caught.value.problems
    assert (problem.where[-14:], problem.what) == ("dòng 10, cột H", says)


def test_every_bad_cell_is_told_at_once(tmp_path: Path) -> None:
    rows = [list(LAND), list(CIVIL)]
    rows[0][3], rows[1][12] = -1, 0.5
    with pytest.raises(BadInput) as caught:
        read_form(form(tmp_path / "a.xlsx", [*rows, TOTAL]))
    assert [problem.where.split(", ", 2)[2] for problem in caught.value.problems] == [
        "dòng 9, cột D",
        "dòng 10, cột M",
    ]


def test_figures_without_a_sector_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"dòng 10: dòng có số liệu nhưng không có tên lĩnh vực"):
        read_form(form(tmp_path / "a.xlsx", [LAND, ["", "", *CIVIL[2:]], TOTAL]))


def test_a_second_table_beneath_the_total_is_told(tmp_path: Path) -> None:
    below = [[], *HEADING, NUMBERS, [1, "Khác", *LAND[2:]]]
    with pytest.raises(BadInput, match=r"dòng 17: có số liệu nằm dưới dòng tổng cộng"):
        read_form(form(tmp_path / "a.xlsx", below=below))


def test_the_sheet_is_found_or_asked_for(tmp_path: Path) -> None:
    whole = [*TITLE, *HEADING, NUMBERS, LAND, CIVIL, TOTAL]
    other = [*TITLE, *HEADING, NUMBERS, CIVIL]
    path = workbook(tmp_path / "a.xlsx", whole, more={"Danh mục": [["Mã", "Tên"]]})
    assert read_form(path).sheet == "Biểu"
    path = workbook(tmp_path / "b.xlsx", whole, more={"Cũ": other}, hidden=["Cũ"])
    assert figures(read_form(path)) == EXPECTED
    path = workbook(tmp_path / "c.xlsx", whole, more={"Cũ": other})
    with pytest.raises(BadInput, match=r"có 2 trang chứa biểu: Biểu, Cũ\. Hãy chọn .* --sheet"):
        read_form(path)
    assert list(figures(read_form(path, sheet="Cũ"))) == ["Hộ tịch"]
    with pytest.raises(BadInput, match=r"không có trang «Mới». Hãy chọn một trong: Biểu, Cũ"):
        read_form(path, sheet="Mới")


def test_an_old_xls_workbook() -> None:
    reading = read_form(Path(__file__).parent / "files" / "bieu-06a.xls")
    assert figures(reading) == EXPECTED
    assert reading.form.period == Period(date(2023, 4, 1), date(2023, 6, 30))
    assert reading.form.simulated


def test_signatures_stay_out_even_without_a_total(tmp_path: Path) -> None:
    reading = read_form(form(tmp_path / "a.xlsx", [LAND, CIVIL], below=SIGNATURES))
    assert figures(reading) == EXPECTED
    assert reading.notes == ("biểu không có dòng tổng cộng nên không đối chiếu được tổng",)
