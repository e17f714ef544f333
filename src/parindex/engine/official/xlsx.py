"""The report as a workbook with live totals."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

from parindex.engine.official import texts
from parindex.engine.official.annexes import fact_text
from parindex.engine.official.figures import NOTHING, decimals, exact_points
from parindex.engine.official.model import Report, TraceEntry
from parindex.engine.official.opinion_tables import opinion_lead, remark_table
from parindex.engine.official.pages import footer, metadata, subject_line
from parindex.engine.official.tables import target_table
from parindex.engine.official.xlsx_scores import COLUMNS as SCORE_COLUMNS
from parindex.engine.official.xlsx_scores import ScoreSheet
from parindex.engine.official.xlsx_sheet import Formats, Sheet
from parindex.engine.official.xlsx_summary import WIDTHS as SUMMARY_WIDTHS
from parindex.engine.official.xlsx_summary import SummarySheet

_TEXT_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_TARGET_WIDTHS = (12, 60, 24, 14, 40, 14)
_OPINION_WIDTHS = (12, 50, 60, 12, 14, 12)
_TRACE_COLUMNS: tuple[tuple[str, int], ...] = (
    ("set", 12),
    ("code", 10),
    ("component", 30),
    ("state", 11),
    ("max", 8),
    ("points", 8),
    ("exact", 10),
    ("rule", 30),
    ("input", 26),
    ("origin", 12),
    ("facts", 36),
    ("reason", 36),
    ("reference", 26),
)


def write_xlsx(report: Report, path: Path) -> None:
    """Write the workbook to `path`: summary, score table, targets, traces."""
    with xlsxwriter.Workbook(str(path), _TEXT_ONLY) as book:
        _Writer(book, report).write()


class _Writer:
    """The four sheets of one report."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book, self.report, self.formats = book, report, Formats(book)
        self.sheets = {
            key: Sheet(book.add_worksheet(name), self.formats) for key, name in texts.SHEETS.items()
        }
        told = metadata(report)
        book.set_properties(
            {
                "title": told.title,
                "author": told.author,
                "subject": told.subject,
                "keywords": ", ".join(told.keywords),
                # A spreadsheet's dates have no zone.
                "created": told.created.replace(tzinfo=None),
            }
        )

    def write(self) -> None:
        notices = _notices(self.report)
        places = ScoreSheet(self.sheets["scores"], self.report).fill(*notices)
        summary = SummarySheet(self.sheets["summary"], self.report, places)
        summary.fill(subject_line(self.report), *notices)
        self._targets(notices)
        self._traces(notices)
        widths = {
            "summary": SUMMARY_WIDTHS,
            "scores": tuple(width for _, width in SCORE_COLUMNS),
            "targets": _TARGET_WIDTHS,
            "traces": tuple(width for _, width in _TRACE_COLUMNS),
        }
        for key, sheet in self.sheets.items():
            sheet.set_up(widths[key], footer(self.report))
        if self.report.consultations:
            self._opinions(notices)

    def _targets(self, notices: Iterable[str]) -> None:
        sheet, content = self.sheets["targets"], target_table(self.report.targets)
        sheet.title(texts.TARGETS, *notices)
        sheet.heading([each.title for each in content.columns], frozen=True)
        top = sheet.row - 1
        for row in content.rows:
            sheet.texts(row.cells, self.formats.cell())
        sheet.sheet.autofilter(top, 0, sheet.row - 1, len(content.columns) - 1)

    def _opinions(self, notices: Iterable[str]) -> None:
        """A sheet of its own, where other agencies were asked."""
        sheet = Sheet(self.book.add_worksheet(texts.OPINION_SHEET), self.formats)
        sheet.title(texts.OPINIONS, *notices)
        for each in self.report.consultations:
            for line in (each.title, opinion_lead(each)):
                sheet.text(0, line, self.formats.get(bold=line is each.title))
                sheet.row += 1
            sheet.heading(texts.OPINION_COLUMNS)
            for tally in each.tallies:
                for at, told in enumerate((tally.code, tally.title, tally.question)):
                    sheet.text(at, told, self.formats.cell())
                for at, count in enumerate(tally.counts, 3):
                    sheet.number(at, Fraction(count), self.formats.cell(align="right"))
                sheet.row += 1
            if each.remarks:
                sheet.heading(texts.REMARK_COLUMNS)
            for row in remark_table(each.remarks).rows:
                sheet.texts(row.cells, self.formats.cell())
            sheet.row += 1
        sheet.set_up(_OPINION_WIDTHS, footer(self.report))

    def _traces(self, notices: Iterable[str]) -> None:
        sheet = self.sheets["traces"]
        sheet.title(texts.TRACES, *notices)
        sheet.heading([texts.COLUMNS[key] for key, _ in _TRACE_COLUMNS], frozen=True, left=3)
        top = sheet.row - 1
        for entry in self.report.traces:
            self._trace(self.report.stamp.set_id, entry, self.report.table.places)
        for linked in self.report.linked:
            for entry in linked.entries:
                self._trace(linked.set_id, entry, linked.places)
        sheet.sheet.autofilter(top, 0, sheet.row - 1, len(_TRACE_COLUMNS) - 1)

    def _trace(self, set_id: str, entry: TraceEntry, places: int) -> None:
        sheet, form = self.sheets["traces"], self.formats.cell()
        cells = {
            "set": set_id,
            "code": entry.code,
            "component": entry.title,
            "state": entry.state.vietnamese,
            "exact": exact_points(entry.points),
            "rule": entry.rule,
            "input": entry.input,
            "origin": entry.origin,
            "facts": "\n".join(map(fact_text, entry.facts)),
            "reason": entry.trace,
            "reference": entry.reference,
        }
        at = {key: place for place, (key, _) in enumerate(_TRACE_COLUMNS)}
        for key, text in cells.items():
            sheet.text(at[key], text, form)
        sheet.number(at["max"], entry.max, self.formats.number(decimals(entry.max, places)))
        if entry.points is None:
            sheet.text(at["points"], NOTHING, self.formats.cell(align="right"))
        else:
            sheet.number(at["points"], entry.points, self.formats.number(places))
        sheet.row += 1


def _notices(report: Report) -> tuple[str, ...]:
    """What must be known about every figure of the workbook."""
    simulated = [texts.SIMULATED_NOTICE] if report.stamp.simulated else []
    unverified = [] if report.stamp.verified else [texts.UNVERIFIED_NOTICE]
    return (*simulated, *unverified)
