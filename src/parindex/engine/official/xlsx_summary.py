"""The sheet «Tổng hợp»: fields, sources and the total, all drawn live from «Bảng điểm»."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from parindex.engine.official import texts
from parindex.engine.official.annexes import run_lines
from parindex.engine.official.blocks import Tone
from parindex.engine.official.figures import NOTHING, PERCENT_PLACES, decimals, lost
from parindex.engine.official.model import Report
from parindex.engine.official.xlsx_scores import COLUMNS as SCORE_COLUMNS
from parindex.engine.official.xlsx_scores import Places
from parindex.engine.official.xlsx_sheet import Sheet
from parindex.engine.scoring.scorecard import Totals

WIDTHS = (10, 60, 14, 14, 16, 14, 14)
_FIRST = 2
"""Column of the first figure: maximum, reached, possible, lost, percent."""

_FIGURES = ("max", "points", "possible", "lost", "percent")
_TITLES: Mapping[str, str] = {**texts.COLUMNS, "percent": f"{texts.COLUMNS['percent']} (%)"}
_IN_SCORES = {key: xl_col_to_name(at) for at, (key, _) in enumerate(SCORE_COLUMNS)}
_LEAST = -1_000_000
"""No number of points is so low; a comparison with it tells numbers from texts."""

Drawn = Callable[[str], str]
"""From a column's key to the formula that draws its figure from the score sheet."""


@dataclass(slots=True)
class SummarySheet:
    """Fills the sheet; `places` says where the score sheet keeps its figures."""

    sheet: Sheet
    report: Report
    places: Places

    def fill(self, title: str, *notices: str) -> None:
        self.sheet.title(title, *notices)
        self._by_field()
        self._by_source()
        self._ranking()
        self._run()

    def _by_field(self) -> None:
        summary = self.report.summary
        self._heading(texts.BY_FIELD, "code", "field")
        for line, at in zip(summary.by_field, self.places.fields, strict=True):
            self._line(line.code, line.label, line.totals, _cell_in(at))
        if summary.rebased:
            label, at = texts.SUM_BEFORE_REBASING, self.places.counted
            self._line("", label, summary.counted, _cell_in(at), Tone.TOTAL)
        self._line("", texts.TOTAL, summary.overall, _cell_in(self.places.overall), Tone.TOTAL)
        rated = texts.RATED if summary.complete else texts.RATED_FOR_NOW
        rating = rated.format(rating=summary.rating) if summary.rating else ""
        self.sheet.texts([rating], self.sheet.formats.get(bold=True))
        self.sheet.row += 1

    def _by_source(self) -> None:
        self._heading(texts.BY_SOURCE, "code", "source")
        for line in self.report.summary.by_source:
            label = xl_rowcol_to_cell(self.sheet.row, 1)
            self._line(line.code, line.label, line.totals, self._of_source(label))
        self.sheet.row += 1

    def _of_source(self, label: str) -> Drawn:
        """Sum the components whose source is the one in the cell `label`."""
        sources = self._column("source")

        def drawn(key: str) -> str:
            cells = self._column(key)
            added = f"SUMIF({sources},{label},{cells})"
            if key != "points":
                return added
            none = f'COUNTIFS({sources},{label},{cells},">={_LEAST}")=0'
            return f'IF({none},"{NOTHING}",{added})'

        return drawn

    def _column(self, key: str) -> str:
        letter, first, last = _IN_SCORES[key], self.places.first + 1, self.places.last + 1
        return f"{_sheet_name()}${letter}${first}:${letter}${last}"

    def _line(
        self, code: str, label: str, totals: Totals, drawn: Drawn, tone: Tone = Tone.PLAIN
    ) -> None:
        sheet, places = self.sheet, self.report.table.places
        for column, text in enumerate((code, label)):
            sheet.text(column, text, sheet.formats.cell(tone))
        shown = {"max": decimals(totals.max, places)}
        values: Mapping[str, Fraction | str] = {
            "max": totals.max,
            "points": NOTHING if totals.reached is None else totals.points,
            "possible": totals.possible,
        }
        for column, (key, value) in enumerate(values.items(), _FIRST):
            form = sheet.formats.number(shown.get(key, places), tone)
            sheet.formula(column, drawn(key), value, form)
        most, reached, possible = (self._beside(at) for at in range(3))
        form = sheet.formats.number(places, tone)
        sheet.formula(_FIRST + 3, f"MAX(0,{most}-{possible})", lost(totals), form)
        percent = NOTHING if totals.percent is None else totals.percent
        formula = f'IF(OR({most}=0,COUNT({reached})=0),"{NOTHING}",100*SUM({reached})/{most})'
        sheet.formula(_FIRST + 4, formula, percent, sheet.formats.number(PERCENT_PLACES, tone))
        sheet.row += 1

    def _beside(self, place: int) -> str:
        return str(xl_rowcol_to_cell(self.sheet.row, _FIRST + place))

    def _heading(self, title: str, *keys: str) -> None:
        self.sheet.texts([title], self.sheet.formats.get(bold=True))
        self.sheet.heading([_TITLES[key] for key in (*keys, *_FIGURES)])

    def _ranking(self) -> None:
        if not self.report.standings:
            return
        sheet, places = self.sheet, self.report.table.places
        sheet.texts([texts.RANKING], sheet.formats.get(bold=True))
        sheet.heading([texts.COLUMNS[key] for key in ("place", "subject", "points", "rating")])
        for each in self.report.standings:
            sheet.text(0, str(each.place), sheet.formats.cell(align="center"))
            sheet.text(1, each.subject, sheet.formats.cell())
            sheet.number(2, each.totals.points, sheet.formats.number(places))
            sheet.text(3, each.rating or texts.NO_RATING, sheet.formats.cell())
            sheet.row += 1
        sheet.row += 1

    def _run(self) -> None:
        self.sheet.texts([texts.RUN_HEADING], self.sheet.formats.get(bold=True))
        for label, value in run_lines(self.report.stamp):
            self.sheet.text(0, "", self.sheet.formats.get())
            self.sheet.text(1, f"{label}: {value}", self.sheet.formats.get())
            self.sheet.row += 1


def _cell_in(row: int) -> Drawn:
    return lambda key: f"{_sheet_name()}{_IN_SCORES[key]}{row + 1}"


def _sheet_name() -> str:
    return f"'{texts.SHEETS['scores']}'!"
