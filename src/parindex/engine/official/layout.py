"""Measures of an administrative document: Nghị định 30/2020/NĐ-CP, Phụ lục I.

Lengths in millimetres, font sizes in points. Where the decree gives a range, the value chosen lies
within it; sizes inside tables are not laid down there.
"""

from __future__ import annotations

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 22, 22, 30, 15
PAGE_NUMBER_FROM_EDGE = 10
FOOTER_FROM_EDGE = 9

FONT = "Times New Roman"
LANGUAGE = "vi-VN"

BODY_SIZE = 14
NATION_SIZE = 13
MOTTO_SIZE = 14
BODY_NAME_SIZE = 13
NUMBER_SIZE = 13
DATE_SIZE = 14
TITLE_SIZE = 14
PAGE_NUMBER_SIZE = 14
SIGNATURE_SIZE = 14
RECIPIENTS_LABEL_SIZE = 12
RECIPIENTS_SIZE = 11
ANNEX_LABEL_SIZE = 14
TABLE_SIZE = 12
ANNEX_TABLE_SIZE = 11
FOOTER_SIZE = 9

FIRST_LINE_INDENT = 12.7
PARAGRAPH_SPACING = 6
SIGNATURE_SPACE = 28
"""Room for the signature and the seal above the name."""

ISSUER_COLUMN, NATION_COLUMN = 66, 99
"""The two halves of the head of the page; together the width of the text."""

RULE_SHARE = 0.4
"""Length of a short rule: 1/3 to 1/2 of the line above it."""

RULE_WEIGHT = 0.75
"""Thickness of the rules, in points."""


def text_width(*, landscape: bool) -> int:
    """Width between the margins."""
    return (PAGE_HEIGHT if landscape else PAGE_WIDTH) - MARGIN_LEFT - MARGIN_RIGHT
