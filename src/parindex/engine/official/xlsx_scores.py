"""The sheet «Bảng điểm»: every component, and sums that stay alive.

The formulas add and round where the set does, so that a changed figure changes every total the
way scoring would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from parindex.engine.criteria.model import RoundAt
from parindex.engine.official import texts
from parindex.engine.official.blocks import Tone
from parindex.engine.official.figures import NOTHING, decimals, maximum
from parindex.engine.official.model import ComponentRow, CriterionRows, FieldRows, Report
from parindex.engine.official.tables import evidence_text
from parindex.engine.official.xlsx_sheet import Sheet
from parindex.engine.scoring.scorecard import State, Totals
from parindex.engine.values.numbers import decimal_text

COLUMNS: tuple[tuple[str, int], ...] = (
    ("code", 10),
    ("criterion", 34),
    ("source", 14),
    ("max", 8),
    ("input", 16),
    ("points", 8),
    ("possible", 9),
    ("state", 11),
    ("reason", 36),
    ("evidence", 26),
    ("explanation", 20),
)
"""Keys of the column titles, and widths in characters."""

_AT = {key: place for place, (key, _) in enumerate(COLUMNS)}
_SUMMED: Mapping[str, Callable[[Totals], Fraction]] = {
    "max": lambda totals: totals.max,
    "points": lambda totals: totals.points,
    "possible": lambda totals: totals.possible,
}
_ROUNDED = ("points", "possible")


@dataclass(slots=True)
class Places:
    """Rows (from 0) where other sheets find the figures."""

    first: int = 0
    last: int = 0
    fields: list[int] = field(default_factory=list)
    counted: int = 0
    overall: int = 0


class ScoreSheet:
    """Fills the sheet from top to bottom and remembers where the figures stand."""

    def __init__(self, sheet: Sheet, report: Report) -> None:
        self.sheet, self.report, self.table = sheet, report, report.table
        self.places = Places()
        self.explained = {each.code: each.text for each in report.explanations}

    def fill(self, *notices: str) -> Places:
        sheet = self.sheet
        sheet.title(texts.SCORE_TABLE, *notices)
        sheet.heading([texts.COLUMNS[key] for key, _ in COLUMNS], frozen=True, left=2)
        self.places.first = sheet.row
        for each in self.table.fields:
            self._field(each)
        self.places.last = sheet.row - 1
        sheet.sheet.autofilter(self.places.first - 1, 0, self.places.last, len(COLUMNS) - 1)
        self._totals()
        return self.places

    def _field(self, rows: FieldRows) -> None:
        at, below = self.sheet.row, self.sheet.row + 1
        starts = []
        for criterion in rows.criteria:
            starts.append(below)
            below += 1 + len(criterion.components)
        self.places.fields.append(at)
        self._heading(rows.code, rows.title, Tone.FIELD)
        for key in _SUMMED:
            cells = ",".join(xl_rowcol_to_cell(start, _AT[key]) for start in starts)
            formula = self._within(rows, key, f"SUM({cells})")
            self._sum(key, formula, rows.totals, Tone.FIELD, RoundAt.FIELD, cells)
        self.sheet.row += 1
        for criterion in rows.criteria:
            self._criterion(criterion)

    def _within(self, rows: FieldRows, key: str, added: str) -> str:
        """The sum kept between the bounds of a bonus or penalty block."""
        if not rows.outside_base:
            return added
        most, least = decimal_text(rows.max), decimal_text(rows.lowest)
        return most if key == "max" else f"MAX({least},MIN({added},{most}))"

    def _criterion(self, rows: CriterionRows) -> None:
        first, last = self.sheet.row + 1, self.sheet.row + len(rows.components)
        self._heading(rows.code, rows.title, Tone.CRITERION)
        for key in _SUMMED:
            top, bottom = (xl_rowcol_to_cell(at, _AT[key]) for at in (first, last))
            cells = f"{top}:{bottom}"
            at = RoundAt.CRITERION
            self._sum(key, f"SUM({cells})", rows.totals, Tone.CRITERION, at, cells)
        self.sheet.row += 1
        for component in rows.components:
            self._component(component)

    def _component(self, row: ComponentRow) -> None:
        texts_of = {
            "code": row.code,
            "criterion": row.title,
            "source": row.source,
            "input": row.input,
            "state": row.state.vietnamese,
            "reason": row.reason,
            "evidence": evidence_text(row),
            "explanation": self.explained.get(row.code, ""),
        }
        for key, text in texts_of.items():
            self.sheet.text(_AT[key], text, self.sheet.formats.cell())
        self._figures(row)
        self.sheet.row += 1

    def _figures(self, row: ComponentRow) -> None:
        """What does not count is written as text, which sums pass over."""
        applies = row.state is not State.NOT_APPLICABLE
        put = self._number if applies else self._aside
        put("max", row.max)
        if row.points is None:
            self._nothing("points")
        else:
            self._number("points", row.counted.points)
        if applies:
            self._number("possible", row.counted.possible)
        else:
            self._nothing("possible")

    def _totals(self) -> None:
        summary = self.report.summary
        self.places.counted = self.places.overall = self.sheet.row
        counted = {key: self._base(key) for key in _SUMMED}
        bonus = {key: self._beside(key) for key in _SUMMED}
        if summary.rebased:
            self._total(texts.SUM_BEFORE_REBASING, _with(counted, bonus), summary.counted)
            counted = self._rebased(counted)
            self.places.overall = self.sheet.row
        self._total(texts.TOTAL, _with(counted, bonus), summary.overall)

    def _total(self, label: str, formulas: Mapping[str, str], totals: Totals) -> None:
        self._heading("", label, Tone.TOTAL)
        for key in _SUMMED:
            self._sum(key, formulas[key], totals, Tone.TOTAL, None, self._all_fields(key))
        self.sheet.row += 1

    def _base(self, key: str) -> str:
        return _sum(self._cells(key, outside_base=False))

    def _beside(self, key: str) -> str:
        cells = [] if key == "max" else self._cells(key, outside_base=True)
        return _sum(cells) if cells else ""

    def _all_fields(self, key: str) -> str:
        return ",".join(xl_rowcol_to_cell(at, _AT[key]) for at in self.places.fields)

    def _cells(self, key: str, *, outside_base: bool) -> list[str]:
        pairs = zip(self.places.fields, self.table.fields, strict=True)
        chosen = [at for at, each in pairs if each.outside_base is outside_base]
        return [xl_rowcol_to_cell(at, _AT[key]) for at in chosen]

    def _rebased(self, counted: Mapping[str, str]) -> dict[str, str]:
        full = decimal_text(self.table.full_scale)
        scaled = {key: f"{counted[key]}*{full}/{counted['max']}" for key in _ROUNDED}
        return {"max": full, **scaled}

    def _heading(self, code: str, title: str, tone: Tone) -> None:
        form = self.sheet.formats.cell(tone)
        for column in range(len(COLUMNS)):
            self.sheet.text(column, "", form)
        self.sheet.text(_AT["code"], code, form)
        self.sheet.text(_AT["criterion"], title, form)

    def _sum(
        self, key: str, formula: str, totals: Totals, tone: Tone, at: RoundAt | None, cells: str
    ) -> None:
        """A sum over `cells`; no points are shown as long as none of them holds any."""
        value = _SUMMED[key](totals)
        if key in _ROUNDED and at is self.table.round_at:
            formula = f"ROUND({formula},{self.table.places})"
        shown: Fraction | str = value
        if key == "points":
            formula = f'IF(COUNT({cells})=0,"{NOTHING}",{formula})'
            shown = NOTHING if totals.reached is None else value
        self.sheet.formula(_AT[key], formula, shown, self._format(key, value, tone))

    def _number(self, key: str, value: Fraction) -> None:
        self.sheet.number(_AT[key], value, self._format(key, value, Tone.PLAIN))

    def _aside(self, key: str, value: Fraction) -> None:
        form = self.sheet.formats.cell(align="right")
        self.sheet.text(_AT[key], f"({maximum(value, self.table.places)})", form)

    def _nothing(self, key: str) -> None:
        self.sheet.text(_AT[key], NOTHING, self.sheet.formats.cell(align="right"))

    def _format(self, key: str, value: Fraction, tone: Tone) -> object:
        places = self.table.places
        shown = decimals(value, places) if key == "max" else places
        return self.sheet.formats.number(shown, tone)


def _sum(cells: Iterator[str] | Sequence[str]) -> str:
    return f"SUM({','.join(cells)})"


def _with(counted: Mapping[str, str], bonus: Mapping[str, str]) -> dict[str, str]:
    return {key: f"{each}+{bonus[key]}" if bonus[key] else each for key, each in counted.items()}
