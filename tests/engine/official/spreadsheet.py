"""A spreadsheet's arithmetic, as far as the report's formulas need it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import range_boundaries

_TOKENS = re.compile(r"(?:'([^']+)'!)?(\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)(?![\w(])")
_COMPARED = re.compile(r"(?<![<>=])=(?!=)")


def recalculated(path: Path) -> dict[tuple[str, str], object]:
    """Every formula of the workbook, calculated from its plain cells."""
    return _Workbook(path).values()


class _Workbook:
    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)

    def values(self) -> dict[tuple[str, str], object]:
        return {
            (sheet.title, cell.coordinate): self.value(sheet.title, cell.coordinate)
            for sheet in self.book
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }

    def value(self, sheet: str, cell: str) -> object:
        found = self.book[sheet][cell]
        if found.data_type != "f":
            return found.value
        strings: list[str] = []

        def keep(match: re.Match[str]) -> str:
            strings.append(match[1])
            return f"strings[{len(strings) - 1}]"

        text = re.sub(r'"([^"]*)"', keep, found.value[1:])
        text = _TOKENS.sub(lambda m: f"cells({m[1] or sheet!r}, {m[2]!r})", text)
        text = _COMPARED.sub("==", text).replace("IF(", "IF_(").replace("SUMIF_(", "SUMIF(")
        return eval(text, {**_FUNCTIONS, "cells": self.cells, "strings": strings})  # noqa: S307 - our own formulas

    def cells(self, sheet: str, reference: str) -> object:
        left, top, right, bottom = range_boundaries(reference)
        rows = self.book[sheet].iter_rows(top, bottom, left, right)
        found = [self.value(sheet, cell.coordinate) for row in rows for cell in row]
        return found if ":" in reference else found[0]


def _numbers(arguments: tuple[object, ...]) -> list[float]:
    flat = [each for one in arguments for each in (one if isinstance(one, list) else [one])]
    return [each for each in flat if isinstance(each, int | float)]


def _round(value: float, places: int) -> float:
    # A spreadsheet rounds the fifteen digits that it shows, a half away from zero.
    return float(
        Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    )


def _countifs(keys: list[object], key: object, values: list[object], least: str) -> int:
    floor = float(least.removeprefix(">="))
    pairs = zip(keys, values, strict=True)
    return sum(known == key and value >= floor for known, value in pairs if _numbers((value,)))


_FUNCTIONS = {
    "SUM": lambda *each: sum(_numbers(each)),
    "MAX": lambda *each: max(_numbers(each)),
    "MIN": lambda *each: min(_numbers(each)),
    "ROUND": _round,
    "IF_": lambda condition, yes, no: yes if condition else no,
    "COUNT": lambda *each: len(_numbers(each)),
    "OR": lambda *each: any(each),
    "COUNTIFS": _countifs,
    "SUMIF": lambda keys, key, values: sum(
        value
        for known, value in zip(keys, values, strict=True)
        if known == key and isinstance(value, int | float)
    ),
}
