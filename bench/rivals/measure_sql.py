"""Dossiers on time by unit and month, in SQL written by hand for DuckDB, over the Parquet files.

As a script: `measure_sql.py STORE FIRST LAST` writes CSV to standard output.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import duckdb

SQL = """
SELECT unit_code, date_trunc('month', received_at)::DATE AS month,
       sum(met) AS numerator, count(met) AS denominator, count(*) - count(met) AS missing
FROM (
    SELECT unit_code, received_at,
           CASE WHEN status IN ('withdrawn', 'stopped')
                     AND (finished_at IS NULL OR finished_at::DATE <= $last) THEN true
                WHEN finished_at::DATE <= $last
                     THEN due_at IS NULL OR finished_at::DATE <= due_at::DATE
                WHEN due_at::DATE <= $last THEN false
           END::INT AS met
    FROM read_parquet($files)
    WHERE received_at >= $first::DATE AND received_at < $last::DATE + INTERVAL 1 DAY
)
GROUP BY ALL
"""


def measured(
    connection: duckdb.DuckDBPyConnection, files: list[str], first: str, last: str
) -> list[tuple[Any, ...]]:
    """The rows (unit, first day of month, numerator, denominator, missing)."""
    return connection.execute(SQL, {"files": files, "first": first, "last": last}).fetchall()


def files_of(store: Path) -> list[str]:
    """The files of dossiers in a store from which nothing was taken back or replaced."""
    return sorted(map(str, (store / "dossiers").rglob("*.parquet")))


def main() -> None:
    store, first, last = sys.argv[1:]
    rows = measured(duckdb.connect(), files_of(Path(store)), first, last)
    csv.writer(sys.stdout).writerows(
        (unit, month, numerator or 0, *rest) for unit, month, numerator, *rest in rows
    )


if __name__ == "__main__":
    main()
