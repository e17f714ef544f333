"""What the writer and the reader of an errors workbook must agree on."""

from __future__ import annotations

SUMMARY_SHEET, GROUPS_SHEET, ROWS_SHEET = "Lỗi cần xử lý trước", "Tất cả lỗi", "Dòng cần sửa"

KEY_SHEET = "parindex"
"""A hidden sheet: `MARK` and the kind in its first row, then each field with its column's heading."""
MARK = "parindex-errors-1"

ID, FILE, LINE, REASONS = "Mã dòng", "Tệp", "Dòng", "Lý do và cách sửa"
CAME = "Nguyên văn dòng không tách được thành cột"
BESIDE = (ID, FILE, LINE, REASONS)
"""Headings of the columns before the data; `CAME` stands behind the data where a row needs it."""
