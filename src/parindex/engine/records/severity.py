"""How faults are ranked: by what one has to look at to see them, and by what becomes of the rows."""

from __future__ import annotations

from enum import StrEnum


class FaultClass(StrEnum):
    """What a fault lies in, from the coarsest to the subtlest."""

    FILE_LAYOUT = "file_layout"
    VALUE = "value"
    WITHIN_ROW = "within_row"
    BETWEEN_ROWS = "between_rows"
    REFERENCE = "reference"
    PAST = "past"

    @property
    def rank(self) -> int:
        """0 for what must be mended first."""
        return list(FaultClass).index(self)

    @property
    def vietnamese(self) -> str:
        return {
            FaultClass.FILE_LAYOUT: "bố cục tệp",
            FaultClass.VALUE: "giá trị",
            FaultClass.WITHIN_ROW: "trong một dòng",
            FaultClass.BETWEEN_ROWS: "giữa các dòng",
            FaultClass.REFERENCE: "so với danh mục",
            FaultClass.PAST: "so với số liệu trước đây",
        }[self]


class Severity(StrEnum):
    """What becomes of the rows, from the gravest to the mildest."""

    REJECT_FILE = "reject_file"
    REJECT_ROW = "reject_row"
    WARN = "warn"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    @property
    def vietnamese(self) -> str:
        return {
            Severity.REJECT_FILE: "từ chối cả lần nạp",
            Severity.REJECT_ROW: "cách ly dòng",
            Severity.WARN: "nhận và cảnh báo",
        }[self]
