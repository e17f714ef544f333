"""CSV to Parquet by DuckDB alone, nothing judged: `copy_csv.py whole|by-month TARGET FILE…`.

Prints the number of rows written.
"""

from __future__ import annotations

import sys

import duckdb

_MOMENTS = "['%Y-%m-%d %H:%M', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S']"


def main() -> None:
    way, target, *files = sys.argv[1:]
    connection = duckdb.connect()
    if way == "whole":
        query = f"COPY (FROM read_csv({files})) TO '{target}' (FORMAT parquet)"
    else:
        query = (
            "COPY (SELECT * EXCLUDE (day), year(day) AS year, month(day) AS month"
            f" FROM (SELECT *, try_strptime(received_at::VARCHAR, {_MOMENTS}) AS day"
            f" FROM read_csv({files})))"
            f" TO '{target}' (FORMAT parquet, PARTITION_BY (year, month))"
        )
    row = connection.execute(query).fetchone()
    print(row[0] if row else 0)


if __name__ == "__main__":
    main()
