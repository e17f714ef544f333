"""The declaration as a workbook in somebody's hands: taken out, cells changed, brought back."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from tests.apps.assessments import kit

PLACE = [kit.CODE, "VP"]


def taken_out(client: Client) -> Workbook:
    answer = client.get(reverse("exchange:take_out", args=PLACE))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def cell(book: Workbook, key: str) -> Cell:
    """The cell to be filled in of a field: `1.2/tu_so`, `qd-766-2022/1.1/tu_so`."""
    whole = key if key.count("/") == 2 else f"{kit.CODE}/{key}"
    sheet = book["Bản khai"]
    for row in sheet.iter_rows():
        if row[10].value == whole:
            return row[8]
    raise AssertionError(key)


def filled(book: Workbook, values: Mapping[str, Any]) -> Workbook:
    for key, value in values.items():
        found = cell(book, key)
        found.value = value
        if isinstance(value, str):
            # What begins with «=» is a text here, as in a cell formatted as one.
            found.data_type = "s"
    return book


def file_of(book: Workbook) -> SimpleUploadedFile:
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("ban-khai.xlsx", content.getvalue())


def brought_back(client: Client, file: SimpleUploadedFile) -> str:
    answer = client.post(reverse("exchange:bring_back", args=PLACE), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


def confirmed(client: Client, page: str) -> Any:
    found = re.search(r'name="shown" value="([^"]+)"', page)
    assert found is not None
    return client.post(reverse("exchange:confirm", args=PLACE), {"shown": found[1]})
