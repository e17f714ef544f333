"""Workbooks as offices send them, written cell by cell; all figures in them are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Row = Sequence[Any]
Merge = tuple[int, int, int, int]

TITLE = [
    ["Biểu số II.06a/VPCP/KSTT", "", "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"],
    ["Đơn vị báo cáo: UBND xã ví dụ"],
    ["Kỳ báo cáo: Quý II/2023"],
    ["(Từ ngày 01/4/2023 đến ngày 30/6/2023)"],
]

HEADING = [
    [
        "STT",
        "Lĩnh vực giải quyết",
        "Số lượng hồ sơ tiếp nhận",
        "",
        "",
        "",
        "Số lượng hồ sơ đã giải quyết",
        "",
        "",
        "",
        "Số lượng hồ sơ đang giải quyết",
        "",
        "",
    ],
    [
        "",
        "",
        "Tổng số",
        "Trong kỳ",
        "",
        "Từ kỳ trước",
        "Tổng số",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Tổng số",
        "Trong hạn",
        "Quá hạn",
    ],
    ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính"],
]

MERGED_HEADING: list[Merge] = [
    (0, 0, 2, 0),
    (0, 1, 2, 1),
    (0, 2, 0, 5),
    (0, 6, 0, 9),
    (0, 10, 0, 12),
    (1, 2, 2, 2),
    (1, 3, 1, 4),
    *((1, column, 2, column) for column in range(5, 13)),
]
"""Within the heading: first row and column, last row and column."""

NUMBERS = [f"({number})" for number in range(1, 14)]

LAND = [1, "Đất đai", 30, 12, 10, 8, 20, 9, 8, 3, 10, 7, 3]
CIVIL = [2, "Hộ tịch", 50, 40, 9, 1, 48, 40, 8, 0, 2, 2, 0]
TOTAL = ["TỔNG CỘNG", "", 80, 52, 19, 9, 68, 49, 16, 3, 12, 9, 3]

SIGNATURES = [
    [],
    ["", "", "", "", "", "", "", "", "", "Ví dụ, ngày 05 tháng 7 năm 2023"],
    ["", "NGƯỜI LẬP BIỂU", "", "", "", "", "", "", "", "CHỦ TỊCH"],
    ["", "Nguyễn Văn Ví Dụ", "", "", "", "", "", "", "", "Trần Thị Mẫu"],
    ["Ghi chú: số liệu lấy từ Hệ thống một cửa lúc 8 giờ"],
]


def workbook(
    path: Path,
    rows: Sequence[Row],
    merges: Sequence[Merge] = (),
    *,
    more: Mapping[str, Sequence[Row]] | None = None,
    hidden: Sequence[str] = (),
) -> Path:
    """Write rows as a sheet; a merged range keeps the value of its first cell. `more` sheets follow."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, content in {"Biểu": rows, **(more or {})}.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for top, left, bottom, right in merges:
                sheet.merge_range(top, left, bottom, right, "")
            for row, cells in enumerate(content):
                for column, cell in enumerate(cells):
                    if cell not in ("", None):
                        sheet.write(row, column, cell)
    return path


def form(
    path: Path,
    data: Sequence[Row] = (LAND, CIVIL, TOTAL),
    *,
    title: Sequence[Row] = tuple(TITLE),
    heading: Sequence[Row] = (*HEADING, NUMBERS),
    below: Sequence[Row] = tuple(SIGNATURES),
    merged: bool = True,
) -> Path:
    """A whole form: title, merged heading with the numbering row, data, signatures."""
    merges = [
        (top + len(title), left, bottom + len(title), right)
        for top, left, bottom, right in (MERGED_HEADING if merged else ())
    ]
    return workbook(path, [*title, *heading, *data, *below], merges)
