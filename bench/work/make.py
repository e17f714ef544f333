"""Making the data that is measured on: `make.py WHAT …`, see the functions."""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import duckdb
import xlsxwriter

from bench.sizes import SEED
from parindex.simulation.days import generate_day
from parindex.simulation.generate import generate

_BATCH = 200_000


def exports(folder: str, years: str, rows: str) -> None:
    """The exports of the years, CSV."""
    generate(Path(folder), SEED, _years(years), int(rows))


def day(folder: str, years: str, rows: str, each: str) -> None:
    """One more day over these exports."""
    count = int(each)
    generate_day(Path(folder), SEED, _years(years), int(rows), new=count, changed=count)


def table(store: str, database: str) -> None:
    """The columns of the measure as a table of SQLite, moments as ISO text."""
    Path(database).unlink(missing_ok=True)
    files = f"'{store}/dossiers/**/*.parquet'"
    moments = ", ".join(
        f"strftime({name}, '%Y-%m-%d %H:%M:%S')"
        for name in ("received_at", "due_at", "finished_at")
    )
    found = duckdb.execute(
        f"SELECT unit_code, {moments}, status FROM read_parquet({files}, hive_partitioning = false)"
    )
    with sqlite3.connect(database) as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        target.execute(
            "CREATE TABLE dossiers (unit_code TEXT, received_at TEXT, due_at TEXT,"
            " finished_at TEXT, status TEXT)"
        )
        while rows := found.fetchmany(_BATCH):
            target.executemany("INSERT INTO dossiers VALUES (?, ?, ?, ?, ?)", rows)


def parquet(source: str, target: str) -> None:
    """The rows of a CSV as Parquet, every value as it is written there."""
    query = f"FROM read_csv('{source}', all_varchar = true)"
    duckdb.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet)")


def workbook(source: str, rows: str, target: str) -> None:
    """The first rows of a CSV as an Excel workbook, every value as it is written there."""
    with (
        Path(source).open(encoding="utf-8", newline="") as lines,
        xlsxwriter.Workbook(target, {"constant_memory": True}) as book,
    ):
        sheet = book.add_worksheet()
        for number, row in enumerate(islice(csv.reader(lines), int(rows) + 1)):
            for column, value in enumerate(row):
                if value:
                    sheet.write_string(number, column, value)


def _years(told: str) -> list[int]:
    return [int(year) for year in told.split(",")]


_WAYS: dict[str, Callable[..., None]] = {
    each.__name__: each for each in (exports, day, table, parquet, workbook)
}

if __name__ == "__main__":
    _WAYS[sys.argv[1]](*sys.argv[2:])
