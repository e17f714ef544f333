"""One measure by unit and month again and again in one process, ours and hand-written SQL in turn.

`warm.py STORE FIRST LAST RUNS` prints JSON: `ours` and `sql`, each a list of [wall, cpu] seconds,
and `groups`, how many groups both agree on. Ends with status 1 where they differ.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb

from bench.rivals.measure_sql import files_of, measured
from bench.work.agree import Counts, differences
from parindex.engine.facts.compute import compute_facts
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import Period

MEASURE = "dossiers_on_time_par"

_Result = TypeVar("_Result")


def timed(work: Callable[[], _Result]) -> tuple[_Result, tuple[float, float]]:
    """What the work yields, and its seconds on the wall and of all processors."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, (time.perf_counter() - wall, time.process_time() - cpu)


def main() -> None:
    store, first, last, runs = sys.argv[1:]
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    connection = duckdb.connect()
    files = files_of(Path(store))
    times: dict[str, list[tuple[float, float]]] = {"ours": [], "sql": []}
    for number in range(int(runs) + 1):
        facts, ours = timed(
            lambda: compute_facts(Path(store), period, [MEASURE], ("level", "unit", "month"))
        )
        rows, sql = timed(lambda: measured(connection, files, first, last))
        if number:  # the first round warms up
            times["ours"].append(ours)
            times["sql"].append(sql)
    counts = _of_facts(facts)
    found = {
        (unit, str(month)): (num or 0, den, missing) for unit, month, num, den, missing in rows
    }
    wrong = differences(counts, found)
    if wrong or not counts:
        sys.exit(f"kết quả khác nhau: {'; '.join(wrong)}")
    print(json.dumps({**times, "groups": len(counts)}))


def _of_facts(facts: list[Fact]) -> Counts:
    return {
        (fact.unit or "", str(fact.period.first)): (
            fact.numerator,
            fact.denominator or 0,
            fact.missing,
        )
        for fact in facts
        if fact.denominator or fact.missing
    }


if __name__ == "__main__":
    main()
