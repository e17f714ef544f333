"""The lines around the table: which form, which period, whose."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from parindex.engine.records.forms.read import read_form
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput
from tests.engine.records.forms.kit import form


def days(text: str) -> Period:
    """`2023-04-01/2023-06-30`."""
    first, last = map(date.fromisoformat, text.split("/"))
    return Period(first, last)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kỳ báo cáo: Quý II/2023", "2023-04-01/2023-06-30"),
        ("Kỳ báo cáo: Quý 2 năm 2023", "2023-04-01/2023-06-30"),
        ("KỲ BÁO CÁO: QUÝ IV NĂM 2023", "2023-10-01/2023-12-31"),
        ("(Quý III/Năm 2023)", "2023-07-01/2023-09-30"),
        ("Kỳ báo cáo: 6 tháng đầu năm 2023", "2023-01-01/2023-06-30"),
        ("Kỳ báo cáo: 6 tháng cuối năm 2023", "2023-07-01/2023-12-31"),
        ("6 tháng năm 2024", "2024-01-01/2024-06-30"),
        ("Kỳ báo cáo: 9 tháng đầu năm 2023", "2023-01-01/2023-09-30"),
        ("Kỳ báo cáo: Tháng 02/2024", "2024-02-01/2024-02-29"),
        ("Kỳ báo cáo: Tháng 12 năm 2023", "2023-12-01/2023-12-31"),
        ("Kỳ báo cáo: Năm 2023", "2023-01-01/2023-12-31"),
        ("Từ ngày 15/12/2022 đến ngày 14/6/2023", "2022-12-15/2023-06-14"),
        ("(Từ ngày 15/12/2022 đến hết ngày 14/06/2023)", "2022-12-15/2023-06-14"),
        ("từ 15-12-2022 đến 14-06-2023", "2022-12-15/2023-06-14"),
        (
            "Từ ngày 15 tháng 12 năm 2022 đến ngày 14 tháng 6 năm 2023",
            "2022-12-15/2023-06-14",
        ),
        (unicodedata.normalize("NFD", "Kỳ báo cáo: Quý II/2023"), "2023-04-01/2023-06-30"),
        ("Từ ngày 15/12/2022\nđến ngày 14/6/2023", "2022-12-15/2023-06-14"),
    ],
)
def test_the_period_is_read(tmp_path: Path, line: str, expected: str) -> None:
    title = [["Biểu số II.06a/VPCP/KSTT"], [line], ["Ví dụ, ngày 05 tháng 7 năm 2025"]]
    assert read_form(form(tmp_path / "a.xlsx", title=title)).form.period == days(expected)


def test_days_go_before_the_name_of_the_period(tmp_path: Path) -> None:
    title = [["Kỳ báo cáo: 6 tháng đầu năm 2023"], ["(Từ ngày 15/12/2022 đến ngày 14/6/2023)"]]
    reading = read_form(form(tmp_path / "a.xlsx", title=title))
    assert reading.form.period == days("2022-12-15/2023-06-14")
    assert reading.notes == ("biểu không ghi ký hiệu II.06a/VPCP/KSTT",)


def test_a_name_alone_is_calendar_days_and_said(tmp_path: Path) -> None:
    title = [["Biểu 06a/VPCP/KSTT"], ["Kỳ báo cáo: Quý I/2023"]]
    (note,) = read_form(form(tmp_path / "a.xlsx", title=title)).notes
    assert note.startswith("biểu chỉ ghi tên kỳ; hiểu là từ ngày 01/01/2023 đến ngày 31/03/2023")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Ví dụ, ngày 05 tháng 7 năm 2025"],
        ["(Kèm theo Công văn số 12/UBND ngày 03 tháng 7 năm 2023)"],
        ["Ban hành kèm theo Thông tư số 01/2020/TT-VPCP năm 2020"],
    ],
)
def test_other_dates_are_no_period(tmp_path: Path, lines: list[str]) -> None:
    title = [["Biểu II.06a/VPCP/KSTT"], *([line] for line in lines)]
    assert read_form(form(tmp_path / "a.xlsx", title=title)).form.period is None


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["Từ ngày 31/02/2023 đến ngày 14/6/2023"], "không có thật"),
        (["Từ ngày 15/6/2023 đến ngày 14/6/2023"], "kết thúc trước khi bắt đầu"),
        (["Từ ngày 15/12/2022 đến ngày 14/6/2032"], "dài hơn một năm"),
        (["Kỳ báo cáo: Quý I/2023", "Kỳ báo cáo: Quý II/2023"], "nhiều kỳ báo cáo khác nhau"),
        (
            ["Từ ngày 01/1/2023 đến ngày 31/3/2023", "Từ ngày 01/4/2023 đến ngày 30/6/2023"],
            "nhiều kỳ báo cáo khác nhau",
        ),
        (["Biểu số II.06b/VPCP/KSTT"], "đây là biểu 06b, không phải Biểu II.06a"),
        (["Biểu số II.06đ/VPCP/KSTT"], "đây là biểu 06d"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, lines: list[str], says: str) -> None:
    path = form(tmp_path / "a.xlsx", title=[[line] for line in lines])
    with pytest.raises(BadInput, match=says):
        read_form(path)


def test_a_year_of_366_days_is_a_year(tmp_path: Path) -> None:
    title = [["Từ ngày 01/01/2024 đến ngày 31/12/2024"]]
    found = read_form(form(tmp_path / "a.xlsx", title=title)).form.period
    assert found == days("2024-01-01/2024-12-31")


def test_the_period_asked_for_stands_in(tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx", title=[["Từ ngày 31/02/2023 đến ngày 14/6/2023"]])
    asked = days("2023-03-15/2023-06-14")
    assert read_form(path, period=asked).form.period == asked


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ([["Đơn vị báo cáo: UBND xã Tân Ví Dụ"]], "UBND xã Tân Ví Dụ"),
        ([["- Đơn vị báo cáo:\n+ Sở Ví dụ\n- Đơn vị nhận báo cáo:\n+ UBND tỉnh"]], "Sở Ví dụ"),
        ([["", "ĐƠN VỊ BÁO CÁO:", "", "Sở Ví dụ"]], "Sở Ví dụ"),
        ([["", "Đơn vị báo cáo"], ["", "Sở Ví dụ"]], "Sở Ví dụ"),
        ([["Đơn vị báo cáo: …………\nĐơn vị nhận báo cáo: UBND tỉnh"]], None),
        ([["Đơn vị nhận báo cáo: UBND tỉnh"]], None),
    ],
)
def test_the_reporting_unit(tmp_path: Path, title: list[list[str]], unit: str | None) -> None:
    assert read_form(form(tmp_path / "a.xlsx", title=title)).form.unit == unit


def test_made_up_figures_are_marked(tmp_path: Path) -> None:
    title = [["DỮ LIỆU MÔ PHỎNG - không phải số liệu thật"]]
    assert read_form(form(tmp_path / "a.xlsx", title=title)).form.simulated
    assert not read_form(form(tmp_path / "b.xlsx")).form.simulated
