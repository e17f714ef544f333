"""Biểu II.06a/VPCP/KSTT as data: thirteen columns, four balances, one row for each sector.

Source: Thông tư 01/2020/TT-VPCP, Biểu II.06a/VPCP/KSTT. Columns 1 and 2 are the running number and
the sector; columns 3 to 13 count dossiers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from parindex.engine.values.periods import Period

FORM_CODE = "II.06a/VPCP/KSTT"
TITLE = (
    "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
    " TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
)
SIMULATED_NOTICE = "DỮ LIỆU MÔ PHỎNG - không phải số liệu thật"

NUMBER_COLUMN, SECTOR_COLUMN = 1, 2
FIRST_COUNT, LAST_COUNT = 3, 13
COUNT_COLUMNS = tuple(range(FIRST_COUNT, LAST_COUNT + 1))


@dataclass(frozen=True, slots=True)
class Counts:
    """The eleven counts of a row, in the order of columns 3 to 13."""

    received: int = 0
    received_online: int = 0
    received_otherwise: int = 0
    carried_over: int = 0
    finished: int = 0
    finished_early: int = 0
    finished_on_day: int = 0
    finished_late: int = 0
    pending: int = 0
    pending_in_time: int = 0
    pending_overdue: int = 0

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in COUNT_NAMES)

    def column(self, number: int) -> int:
        """The count in the column of that number, 3 to 13."""
        return self.values[number - FIRST_COUNT]


COUNT_NAMES = tuple(field.name for field in fields(Counts))

MEANINGS = {
    "received": "tổng số hồ sơ tiếp nhận (cột 3)",
    "received_online": "hồ sơ tiếp nhận trực tuyến trong kỳ (cột 4)",
    "received_otherwise": "hồ sơ tiếp nhận trực tiếp, qua bưu chính trong kỳ (cột 5)",
    "carried_over": "hồ sơ từ kỳ trước chuyển sang (cột 6)",
    "finished": "tổng số hồ sơ đã giải quyết (cột 7)",
    "finished_early": "hồ sơ giải quyết trước hạn (cột 8)",
    "finished_on_day": "hồ sơ giải quyết đúng hạn (cột 9)",
    "finished_late": "hồ sơ giải quyết quá hạn (cột 10)",
    "pending": "tổng số hồ sơ đang giải quyết (cột 11)",
    "pending_in_time": "hồ sơ đang giải quyết còn trong hạn (cột 12)",
    "pending_overdue": "hồ sơ đang giải quyết đã quá hạn (cột 13)",
}
"""What each count is, by its name, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The count in column `whole` must be the sum of those in `parts`."""

    whole: int
    parts: tuple[int, ...]

    @property
    def words(self) -> str:
        """`(3) = (4) + (5) + (6)`."""
        return f"({self.whole}) = {' + '.join(f'({part})' for part in self.parts)}"


BALANCES = (
    Balance(3, (4, 5, 6)),
    Balance(7, (8, 9, 10)),
    Balance(11, (12, 13)),
    Balance(3, (7, 11)),
)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of data: `line` is its row on the sheet (0 where the form is not from a file)."""

    sector: str
    counts: Counts
    line: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A row that sums the rows `lines` of its section; no data."""

    title: str
    counts: Counts
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form06a:
    """The content of one form, as written in it.

    `unit` is the name of the reporting unit and `period` the days it covers, None where the form
    does not say. `total` is the row TỔNG CỘNG as written, None where there is none.
    """

    unit: str | None
    period: Period | None
    rows: tuple[FormRow, ...]
    total: Counts | None = None
    total_line: int = 0
    subtotals: tuple[Subtotal, ...] = ()
    simulated: bool = False


def sum_of(counts: Iterable[Counts]) -> Counts:
    """Column by column the sum of the counts."""
    columns = zip(*(each.values for each in counts), strict=True)
    return Counts(*map(sum, columns))
