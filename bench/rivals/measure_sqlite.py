"""Dossiers on time by unit and month with SQLite: `measure_sqlite.py DATABASE FIRST LAST`.

The table holds the five columns of the measure and no others, moments as ISO text.
"""

from __future__ import annotations

import csv
import sqlite3
import sys

SQL = """
SELECT unit_code, substr(received_at, 1, 7) || '-01' AS month,
       sum(met), count(met), count(*) - count(met)
FROM (
    SELECT unit_code, received_at,
           CASE WHEN status IN ('withdrawn', 'stopped')
                     AND (finished_at IS NULL OR substr(finished_at, 1, 10) <= :last) THEN 1
                WHEN substr(finished_at, 1, 10) <= :last
                     THEN due_at IS NULL OR substr(finished_at, 1, 10) <= substr(due_at, 1, 10)
                WHEN substr(due_at, 1, 10) <= :last THEN 0
           END AS met
    FROM dossiers
    WHERE received_at >= :first AND received_at < date(:last, '+1 day')
)
GROUP BY unit_code, substr(received_at, 1, 7)
"""


def main() -> None:
    database, first, last = sys.argv[1:]
    rows = sqlite3.connect(database).execute(SQL, {"first": first, "last": last})
    csv.writer(sys.stdout).writerows(
        (unit, month, numerator or 0, *rest) for unit, month, numerator, *rest in rows
    )


if __name__ == "__main__":
    main()
