"""Workbooks of earlier years as people fill them in, and the way through the pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.pastyears.rows import COLUMNS
from tests.apps.people import World

Cells = Mapping[str, object]


def workbook(rows: Sequence[Cells], name: str = "nam-truoc.xlsx") -> SimpleUploadedFile:
    """A file with the column names in its third row, as the sample has them below a title."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Kết quả các năm trước"
    for place, title in enumerate(COLUMNS.values(), 1):
        sheet.cell(3, place, title)
    for line, cells in enumerate(rows, 4):
        for place, column in enumerate(COLUMNS, 1):
            sheet.cell(line, place, cells.get(column))
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def row(unit: str, code: str, points: object, year: object = 2022, **cells: object) -> Cells:
    return {"unit": unit, "code": code, "year": year, "maximum": 1, "points": points, **cells}


def preview(client: Client, file: SimpleUploadedFile, criteria: PublishedSet) -> str:
    answer = client.post(reverse("pastyears:choose"), {"file": file, "criteria": str(criteria.pk)})
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, page: str) -> Any:
    found = re.search(r'name="rows" value="([^"]+)"', page)
    assert found is not None
    return client.post(reverse("pastyears:confirm"), {"rows": found[1]})


def imported(
    client: Client, world: World, *rows: Cells, criteria: PublishedSet | None = None
) -> None:
    page = preview(client, workbook(rows), criteria or world.criteria)
    assert confirm(client, page).status_code == 302
