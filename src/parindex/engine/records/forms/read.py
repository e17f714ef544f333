"""Biểu 06a read from a workbook: what was recognised, what was passed over and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.records.forms.cells import folded
from parindex.engine.records.forms.columns import Columns, find_columns
from parindex.engine.records.forms.figures import Figures, read_figures
from parindex.engine.records.forms.heading import Heading, read_heading
from parindex.engine.records.forms.lines import Line, Role, tell_lines
from parindex.engine.records.forms.model import Form06a, FormRow
from parindex.engine.records.forms.workbook import Sheet, letter, open_sheets
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput

UNDIVIDED = "Không chia theo lĩnh vực"
"""The sector under which a form that has only its total is taken."""

_SIMULATED = "du lieu mo phong"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row of the sheet that is no data, and why."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A form as read: its content, where on the sheet it stood, and what a person should know.

    `columns` gives the letter of the sheet column for each form column, `notes` how doubtful
    places were understood.
    """

    path: Path
    sheet: str
    form: Form06a
    columns: dict[int, str]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]


def read_form(path: Path, *, sheet: str | None = None, period: Period | None = None) -> Reading:
    """Read Biểu 06a from a workbook (.xlsx, .xls).

    `sheet` names the sheet where several hold the form; `period` stands in for what the title
    lines say. `BadInput` with one sentence for each fault: not a form, cells that hold no count.
    """
    found, columns = _the_table(path, open_sheets(path), sheet)
    where = f"{path}, trang «{found.name}»"
    heading = read_heading(found, columns.top, where, period)
    lines = tell_lines(found, columns)
    figures = read_figures(lines, columns, where)
    form = Form06a(
        unit=heading.unit,
        period=heading.period,
        rows=figures.rows or _the_total_alone(figures, where),
        total=figures.total,
        total_line=figures.total_line,
        subtotals=figures.subtotals,
        simulated=any(_SIMULATED in folded(cell) for row in found.rows for cell in row),
    )
    places = {number: letter(place) for number, place in sorted(columns.places.items())}
    notes = tuple(_notes(columns, heading, figures))
    return Reading(path, found.name, form, places, tuple(_skipped(lines, figures)), notes)


def _the_table(path: Path, sheets: Sequence[Sheet], name: str | None) -> tuple[Sheet, Columns]:
    """The one sheet that holds the form, with its columns."""
    if name is not None and name not in [sheet.name for sheet in sheets]:
        raise BadInput.of(
            path,
            f"không có trang «{name}»",
            f"Hãy chọn một trong: {', '.join(sheet.name for sheet in sheets)}",
        )
    wanted = [sheet for sheet in sheets if name in (None, sheet.name)]
    tables = [
        (sheet, columns)
        for sheet in wanted
        if (columns := find_columns(sheet, f"{path}, trang «{sheet.name}»"))
    ]
    if not tables:
        raise BadInput.of(
            path,
            "không tìm thấy bảng của Biểu 06a (dòng đánh số (1) đến (13), hoặc tiêu đề đủ các cột"
            " tiếp nhận, đã giải quyết, đang giải quyết)",
            "Hãy kiểm tra xem có chọn nhầm tệp không",
        )
    if len(tables) > 1:
        raise BadInput.of(
            path,
            f"có {len(tables)} trang chứa biểu: {', '.join(sheet.name for sheet, _ in tables)}",
            "Hãy chọn một trang bằng --sheet",
        )
    return tables[0]


def _the_total_alone(figures: Figures, where: str) -> tuple[FormRow, ...]:
    """A form without sectors reports its total; one without figures is none."""
    if figures.total is None:
        raise BadInput.of(where, "biểu không có dòng số liệu nào", "Hãy kiểm tra lại nội dung biểu")
    return (FormRow(UNDIVIDED, figures.total, figures.total_line),)


def _skipped(lines: Sequence[Line], figures: Figures) -> Iterator[Skipped]:
    subtotals = {part.line for part in figures.subtotals}
    for line in lines:
        if line.number in subtotals:
            yield Skipped(line.number, "dòng cộng của phần", line.title)
        elif line.role is not Role.FIGURES:
            yield Skipped(line.number, line.role.value, line.title)


def _notes(columns: Columns, heading: Heading, figures: Figures) -> Iterator[str]:
    if not columns.numbered:
        yield "biểu không có dòng đánh số cột; các cột được nhận ra theo tiêu đề"
    if heading.code is None:
        yield "biểu không ghi ký hiệu II.06a/VPCP/KSTT"
    if heading.named_period and heading.period:
        yield (
            f"biểu chỉ ghi tên kỳ; hiểu là {heading.period} theo lịch, dùng --from, --to nếu chốt số"
            " liệu vào ngày khác"
        )
    if figures.blanks:
        yield f"biểu để trống {vietnamese(figures.blanks)} ô; các ô này được hiểu là 0"
    if not figures.rows:
        yield "biểu chỉ có dòng tổng cộng; số liệu được lấy từ dòng này"
    if figures.total is None:
        yield "biểu không có dòng tổng cộng nên không đối chiếu được tổng"
