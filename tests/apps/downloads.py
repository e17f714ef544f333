"""Workbooks as tests read them: by another library than the one that writes them."""

from __future__ import annotations

import io
from typing import Any

from django.http import HttpResponse
from openpyxl import load_workbook


def rows_of(response: HttpResponse) -> list[tuple[Any, ...]]:
    """The cells of the workbook's first sheet, row by row."""
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(values_only=True))
