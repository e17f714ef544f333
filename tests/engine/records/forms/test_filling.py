"""Biểu 06a filled from dossiers: counted by hand, balanced, and read back to the same numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.engine.facts.compute import compute_facts
from parindex.engine.official.form_06a import period_name, write_form
from parindex.engine.records.forms.balances import violations
from parindex.engine.records.forms.count import NO_SECTOR, Filled, fill_form
from parindex.engine.records.forms.model import Counts, Form06a, FormRow, sum_of
from parindex.engine.records.forms.read import read_form
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period, month_of, quarter_of, year_of
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import Store, dossier

QUARTER = quarter_of(2023, 2)  # 01/4/2023 to 30/6/2023

# One dossier a line, with the columns a clerk would count it in, from the rule in words.
BY_HAND = [
    # received before the period and finished before it: in no column
    ({"received_at": "2023-03-01", "finished_at": "2023-03-31 23:59"}, ()),
    # received after the period
    ({"received_at": "2023-07-01 00:00"}, ()),
    # carried over, finished on the first day, before it was due
    (
        {"received_at": "2023-03-31", "finished_at": "2023-04-01", "due_at": "2023-04-02"},
        (3, 6, 7, 8),
    ),
    # finished on the day it was due, hours after the time named
    (
        {
            "received_at": "2023-04-01 00:00",
            "finished_at": "2023-04-10 17:30",
            "due_at": "2023-04-10 10:00",
            "channel": "online",
        },
        (3, 4, 7, 9),
    ),
    # one day late
    (
        {
            "received_at": "2023-05-01",
            "finished_at": "2023-05-11",
            "due_at": "2023-05-10",
            "channel": "postal",
        },
        (3, 5, 7, 10),
    ),
    # no due date: on time
    (
        {"received_at": "2023-05-01", "finished_at": "2023-05-30", "channel": "in_person"},
        (3, 5, 7, 9),
    ),
    # withdrawn after it was due: on time
    (
        {
            "received_at": "2023-05-01",
            "finished_at": "2023-06-30 16:00",
            "due_at": "2023-05-10",
            "status": "withdrawn",
            "channel": "online",
        },
        (3, 4, 7, 9),
    ),
    # withdrawn before it was due: on time, not early
    (
        {
            "received_at": "2023-05-01",
            "finished_at": "2023-05-02",
            "due_at": "2023-05-10",
            "status": "stopped",
            "channel": "online",
        },
        (3, 4, 7, 9),
    ),
    # finished after the period: still open at its end, due later
    (
        {
            "received_at": "2023-06-30 23:59",
            "finished_at": "2023-07-01",
            "due_at": "2023-07-01",
            "channel": "online",
        },
        (3, 4, 11, 12),
    ),
    # open at the end and due that very day
    ({"received_at": "2023-06-01", "due_at": "2023-06-30", "channel": "online"}, (3, 4, 11, 13)),
    # open without a due date
    ({"received_at": "2022-01-01"}, (3, 6, 11, 12)),
    # withdrawn, but nobody knows when: on time, on the day it was received
    ({"received_at": "2023-04-05", "status": "withdrawn", "channel": "online"}, (3, 4, 7, 9)),
    ({"received_at": "2023-03-05", "status": "stopped", "due_at": "2023-03-08"}, ()),
    # no channel recorded: column (5)
    (
        {"received_at": "2023-04-05", "finished_at": "2023-04-06", "due_at": "2023-04-07"},
        (3, 5, 7, 8),
    ),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_dossiers_counted_by_hand(store: Store) -> None:
    rows = [dossier(f"D{n}", sector="Đất đai", **told) for n, (told, _) in enumerate(BY_HAND)]
    store.take("dossiers", rows)
    filled = fill_form(store.path, QUARTER, unit="x1")
    expected = [sum(column in told for _, told in BY_HAND) for column in range(3, 14)]
    (row,) = filled.form.rows
    assert (row.sector, list(row.counts.values)) == ("Đất đai", expected)
    assert filled.form.unit == "Xã ví dụ"
    assert filled.without_channel == 1
    assert not filled.form.simulated


def test_sectors_units_and_levels(store: Store) -> None:
    store.take(
        "dossiers",
        [
            dossier("A", received_at="2023-04-03", sector="Hộ tịch"),
            dossier("B", received_at="2023-04-03", sector="Đất đai", unit_code="H1"),
            dossier("C", received_at="2023-04-03", unit_code="T1", origin="mô phỏng"),
            dossier("D", received_at="2023-04-03", sector="Hộ tịch"),
        ],
    )

    def counted(**scope: object) -> dict[str, int]:
        rows = fill_form(store.path, QUARTER, **scope).form.rows
        return {row.sector: row.counts.received for row in rows}

    assert counted() == {"Hộ tịch": 2, "Đất đai": 1, NO_SECTOR: 1}
    assert counted(unit="X1") == {"Hộ tịch": 2}
    assert counted(level=Level.DISTRICT) == {"Đất đai": 1}
    assert fill_form(store.path, QUARTER).form.simulated
    assert not fill_form(store.path, QUARTER, unit="X1").form.simulated
    with pytest.raises(BadInput, match=r"đơn vị «X9»: không có trong danh mục đơn vị"):
        fill_form(store.path, QUARTER, unit="X9")


# Numerator and denominator of each measure as columns of the form.
SAME_NUMBERS = {
    "dossiers_on_time_06a": ((8, 9), (7,)),
    "dossiers_finished_before_due": ((8,), (7,)),
    "dossiers_finished_on_due": ((9,), (7,)),
    "dossiers_finished_late": ((10,), (7,)),
    "dossiers_carried_over": ((6,), None),
    "dossiers_pending_in_time": ((12,), (11,)),
    "dossiers_pending_overdue": ((13,), (11,)),
}


def test_the_form_and_the_measures_tell_the_same_numbers(store: Store) -> None:
    rows = [dossier(f"D{n}", **told) for n, (told, _) in enumerate(BY_HAND)]
    store.take("dossiers", rows)
    total = fill_form(store.path, QUARTER, unit="X1").form.total
    assert total is not None

    def columns(numbers: tuple[int, ...] | None) -> int | None:
        return None if numbers is None else sum(map(total.column, numbers))

    facts = compute_facts(store.path, QUARTER, list(SAME_NUMBERS))
    assert {fact.measure: (fact.numerator, fact.denominator) for fact in facts} == {
        name: (columns(numerator), columns(denominator))
        for name, (numerator, denominator) in SAME_NUMBERS.items()
    }


@dataclass(frozen=True)
class Drawn:
    received: int
    worked: int | None
    term: int | None
    status: str
    channel: str
    sector: str

    def row(self, code: int) -> dict[str, object]:
        first = datetime.fromisoformat("2023-03-01 08:00")

        def day(after: int | None) -> str:
            return "" if after is None else str(first + timedelta(days=after))

        done = None if self.worked is None else self.received + self.worked
        due = None if self.term is None else self.received + self.term
        return dossier(
            f"D{code}",
            received_at=day(self.received),
            finished_at=day(done),
            due_at=day(due),
            status=self.status,
            channel=self.channel,
            sector=self.sector,
        )


drawn = st.builds(
    Drawn,
    received=st.integers(0, 60),
    worked=st.none() | st.integers(0, 40),
    term=st.none() | st.integers(0, 40),
    status=st.sampled_from(["", "processing", "withdrawn", "stopped"]),
    channel=st.sampled_from(["", "online", "in_person", "postal"]),
    sector=st.sampled_from(["", "Đất đai", "=HYPERLINK(1)", "Tổng hợp", "Công chứng"]),
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dossiers=st.lists(drawn, min_size=1, max_size=40))
def test_written_and_read_back_to_the_same_numbers(dossiers: Sequence[Drawn]) -> None:
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        store.take("dossiers", [each.row(code) for code, each in enumerate(dossiers)])
        april = month_of(2023, 4)
        filled = fill_form(store.path, april, unit="X1")
        assert violations(filled.form) == []
        path = Path(name) / "out.xlsx"
        write_form(filled, path)
        reading = read_form(path)
        assert reading.form.period == april
        assert reading.form.unit == "Xã ví dụ"
        assert reading.form.total == filled.form.total
        assert violations(reading.form) == []
        written = [(row.sector, row.counts) for row in filled.form.rows]
        # A form without any dossier still reports its zeros.
        assert [(row.sector, row.counts) for row in reading.form.rows] == (
            written or [("Không chia theo lĩnh vực", Counts())]
        )
        present = [each for each in dossiers if _present(each)]
        assert filled.form.total is not None
        assert filled.form.total.received == len(present)


def _present(each: Drawn) -> bool:
    """Received by 30/4, and not finished before 1/4."""
    done = None if each.worked is None else each.received + each.worked
    if done is None and each.status in ("withdrawn", "stopped"):
        done = each.received
    return each.received <= 60 and (done is None or done >= 31)


def made(unit: str = "Xã ví dụ", *, simulated: bool = False, sectors: int = 2) -> Filled:
    rows = tuple(
        FormRow(f"Lĩnh vực {n}", Counts(1234, 1000, 200, 34, 1230, 1200, 20, 10, 4, 3, 1))
        for n in range(sectors)
    )
    total = sum_of(row.counts for row in rows)
    return Filled(Form06a(unit, QUARTER, rows, total, simulated=simulated), 5)


def test_the_workbook_is_the_official_form(tmp_path: Path) -> None:
    write_form(made(simulated=True), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for expected in (
        "Biểu số II.06a/VPCP/KSTT",
        "Kỳ báo cáo: Quý II/2023",
        "(Từ ngày 01/04/2023 đến ngày 30/06/2023)",
        "Đơn vị tính: Số hồ sơ TTHC",
        "DỮ LIỆU MÔ PHỎNG - không phải số liệu thật",
        "TỔNG CỘNG",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "…, ngày … tháng … năm …",
        "Cột (5) gồm 5 hồ sơ không ghi kênh tiếp nhận.",
    ):
        assert expected in texts
    assert [f"({n})" for n in range(1, 14)] == [
        text for text in texts if text.startswith("(") and text[1:-1].isdigit()
    ]

    numbers = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "n" and c.value]
    assert 2468 in numbers
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # One page wide is what the file format means by saying nothing; 0: as many pages long as needed.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
    assert fonts == {"Times New Roman"}


def test_texts_never_become_formulas(tmp_path: Path) -> None:
    row = FormRow('=cmd|"/C calc"!A1', Counts())
    write_form(Filled(Form06a("=1+1", QUARTER, (row,), Counts()), 0), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_nothing_is_written_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="thư mục chứa tệp này không tồn tại"):
        write_form(made(), tmp_path / "không có" / "a.xlsx")


def test_names_of_periods() -> None:
    assert period_name(year_of(2023)) == "Năm 2023"
    assert period_name(quarter_of(2023, 4)) == "Quý IV/2023"
    assert period_name(month_of(2024, 2)) == "Tháng 2/2024"
    assert period_name(Period(date(2023, 1, 1), date(2023, 6, 30))) == "6 tháng đầu năm 2023"
    assert period_name(Period(date(2023, 7, 1), date(2023, 12, 31))) == "6 tháng cuối năm 2023"
    assert period_name(Period(date(2022, 12, 15), date(2023, 6, 14))) is None


def test_merged_texts_do_not_blow_up_their_rows(tmp_path: Path) -> None:
    write_form(made("Ủy ban nhân dân xã có tên rất dài để thử"), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    heights = [sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)]
    # The title takes two lines of 13 points, the unit's name two or three of 11.
    assert 30 <= heights[0] <= 60
    assert max(heights[1:5]) <= 20
    # With a few sectors the whole form stands on one page: 17 cm of a landscape A4.
    assert sum(heights) < 480
