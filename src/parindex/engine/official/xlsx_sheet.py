"""A worksheet to be printed: formats, frozen heading, footer, and text that is never a formula."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from textwrap import wrap

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.engine.official import layout
from parindex.engine.official.blocks import Tone

_A4 = 9
_LONGEST_TEXT = 32_767
_LONGEST_FOOTER = 250
_MM_PER_INCH = 25.4
_SIZE = 11
_LINE = 15
_HIGHEST = 405
"""Heights in points: a line of text, and just below what a row can have."""
_NARROWER = 1.25
"""Letters to a digit's width, by which columns are measured; the font's are narrower still."""
_FILL = {Tone.FIELD: "#E4E4E4", Tone.TOTAL: "#E4E4E4", Tone.CRITERION: "#F4F4F4"}


class Formats:
    """The workbook's formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        base = {"font_name": layout.FONT, "font_size": _SIZE, "valign": "top", **properties}
        key = tuple(sorted(base.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(base)
        return self.made[key]

    def cell(self, tone: Tone = Tone.PLAIN, **properties: object) -> Format:
        """A bordered cell of a table row of that weight."""
        weight: dict[str, object] = {"bold": True} if tone is not Tone.PLAIN else {}
        if tone in _FILL:
            weight["bg_color"] = _FILL[tone]
        return self.get(border=1, text_wrap=True, **weight, **properties)

    def number(self, places: int, tone: Tone = Tone.PLAIN) -> Format:
        """A number grouped by thousands with that many decimals."""
        pattern = "#,##0" + (f".{'0' * places}" if places else "")
        return self.cell(tone, num_format=pattern, align="right")

    @property
    def heading(self) -> Format:
        return self.get(
            border=1,
            bold=True,
            text_wrap=True,
            align="center",
            valign="vcenter",
            bg_color="#D9D9D9",
        )


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text that may take several lines: its first and last column, and its size in points."""

    text: str
    left: int
    right: int
    size: float

    def height(self, widths: Sequence[int]) -> float:
        """The height that the text takes in columns of those widths, in points."""
        larger = self.size / _SIZE
        room = int(sum(widths[self.left : self.right + 1]) * _NARROWER / larger)
        lines = sum(max(1, len(wrap(line, room))) for line in self.text.split("\n"))
        return lines * _LINE * larger


@dataclass(slots=True)
class Sheet:
    """A worksheet and the next row to fill.

    `wrapped` keeps the texts that may take several lines, by row.
    """

    sheet: Worksheet
    formats: Formats
    row: int = 0
    wrapped: dict[int, list[Wrapped]] = field(default_factory=lambda: defaultdict(list))

    def text(self, column: int, text: str, form: Format, *, until: int | None = None) -> None:
        """A text stays a text, whatever it begins with; what no cell can hold is cut and marked.

        `until` is the last column of the cells that are merged for it.
        """
        if len(text) > _LONGEST_TEXT:
            text = f"{text[: _LONGEST_TEXT - 1]}…"
        if form.text_wrap:
            right = column if until is None else until
            self.wrapped[self.row].append(Wrapped(text, column, right, form.font_size))
        if until is not None:
            self.sheet.merge_range(self.row, column, self.row, until, "", form)
        if text:
            self.sheet.write_string(self.row, column, text, form)
        else:
            self.sheet.write_blank(self.row, column, None, form)

    def texts(self, texts: Sequence[str], form: Format) -> None:
        """A row of texts from the first column on."""
        for column, text in enumerate(texts):
            self.text(column, text, form)
        self.row += 1

    def number(self, column: int, value: Fraction, form: Format) -> None:
        """A spreadsheet holds binary numbers only; the nearest one shows the same digits."""
        self.sheet.write_number(self.row, column, float(value), form)

    def formula(self, column: int, formula: str, value: Fraction | str, form: Format) -> None:
        """A live formula with its value, for viewers that do not calculate."""
        cached = value if isinstance(value, str) else float(value)
        self.sheet.write_formula(self.row, column, f"={formula}", form, cached)

    def title(self, text: str, *notices: str) -> None:
        """The sheet's title and what must be known about its figures."""
        self.texts([text], self.formats.get(bold=True, font_size=14))
        for notice in notices:
            self.texts([notice], self.formats.get(italic=True))
        self.row += 1

    def heading(self, titles: Sequence[str], *, frozen: bool = False, left: int = 0) -> None:
        """A heading row; a frozen one stays in sight and is repeated on every printed page."""
        if frozen:
            self.sheet.freeze_panes(self.row + 1, left)
            self.sheet.repeat_rows(self.row)
        self.texts(titles, self.formats.heading)

    def settle(self, widths: Sequence[int]) -> None:
        """Give the rows written so far the height of their texts in columns of those widths.

        A workbook that is written row by row needs it after each.
        """
        for row, texts in self.wrapped.items():
            height = max(text.height(widths) for text in texts)
            if height > _LINE:
                self.sheet.set_row(row, min(height, _HIGHEST))
        self.wrapped.clear()

    def set_up(self, widths: Sequence[int], footer: str) -> None:
        """Column widths in characters; A4 on its side, one page wide, within the margins.

        Rows get the height of their texts: not every program fits them when it opens the file.
        """
        sheet = self.sheet
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self.settle(widths)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(
            left=layout.MARGIN_LEFT / _MM_PER_INCH,
            right=layout.MARGIN_RIGHT / _MM_PER_INCH,
            top=layout.MARGIN_TOP / _MM_PER_INCH,
            bottom=layout.MARGIN_BOTTOM / _MM_PER_INCH,
        )
        sheet.set_header("&C&P")
        # An ampersand starts a code in a footer; two of them print one.
        sheet.set_footer(f"&C&9{footer.replace('&', '&&')[:_LONGEST_FOOTER]}")
