"""What the tests of records share: small CSV files, and a store that knows a few units."""

from __future__ import annotations

import atexit
import csv
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from parindex.engine.records.intake import import_records
from parindex.engine.records.report import ImportReport

UNITS = [
    {"code": "T1", "name": "Sở ví dụ", "level": "province", "valid_from": "2000-01-01"},
    {
        "code": "H1",
        "name": "Huyện ví dụ",
        "level": "district",
        "valid_from": "2000-01-01",
        "valid_to": "2025-06-30",
    },
    {
        "code": "X1",
        "name": "Xã ví dụ",
        "level": "commune",
        "parent_code": "H1",
        "valid_from": "2000-01-01",
    },
]


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Write rows as CSV; the columns are all keys that occur, missing values stay empty."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def dossier(code: str, **fields: Any) -> dict[str, Any]:
    """A dossier that nothing is wrong with, unless the fields given say otherwise."""
    usual = {"procedure_code": "P1", "unit_code": "X1", "received_at": "2023-03-01 08:00"}
    return {"dossier_code": code, **usual, **fields}


@cache
def _store_with_units() -> Path:
    # Made once and copied: most of the time of a small import is the opening of a database.
    folder = Path(tempfile.mkdtemp(prefix="parindex-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    import_records(folder / "store", "units", [write_csv(folder / "units.csv", UNITS)])
    return folder / "store"


class Store:
    """A store in a folder, with short verbs."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        self.path = folder / "store"
        shutil.copytree(_store_with_units(), self.path)

    def take(self, kind: str, rows: Sequence[Mapping[str, Any]], name: str = "") -> ImportReport:
        """Import rows as one file."""
        path = write_csv(self.files / (name or f"{kind}.csv"), rows)
        return import_records(self.path, kind, [path])

    def take_text(self, kind: str, text: str | bytes, **options: Any) -> ImportReport:
        """Import the very text of a file."""
        path = self.files / "text.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_records(self.path, kind, [path], **options)

    def quarantine(self, kind: str) -> list[dict[str, Any]]:
        """All faults kept for a kind, by file and line."""
        found = duckdb.connect().execute(
            f"SELECT * FROM '{self.path}/quarantine/{kind}/*.parquet' ORDER BY file, line, rule"  # noqa: S608
        )
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
