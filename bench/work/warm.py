"""One measure by unit and month again and again in one process, ours and hand-written SQL in turn.

`warm.py STORE FIRST LAST RUNS` prints JSON: `ours` (the engine kept between the questions), `fresh`
(an engine for each) and `sql`, each a list of [wall, cpu] seconds, and `groups`, how many groups all
agree on. Ends with status 1 where they differ.
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
from parindex.engine.facts.compute import answer
from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import open_snapshot
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

    def facts(engine: Engine | None) -> list[Fact]:
        question = Question(open_snapshot(Path(store)), period, period.last)
        return answer(question, [MEASURE], ("level", "unit", "month"), engine=engine)

    times: dict[str, list[tuple[float, float]]] = {"ours": [], "fresh": [], "sql": []}
    with DuckDBEngine().kept() as engine:
        for number in range(int(runs) + 1):
            ours = timed(lambda: facts(engine))
            fresh = timed(lambda: facts(None))
            sql = timed(lambda: measured(connection, files, first, last))
            if number:  # the first round warms up
                for name, (_, took) in zip(times, (ours, fresh, sql), strict=True):
                    times[name].append(took)
    counts = _of_facts(ours[0])
    found = {
        (unit, str(month)): (num or 0, den, missing) for unit, month, num, den, missing in sql[0]
    }
    wrong = differences(counts, found)
    if wrong or not counts or ours[0] != fresh[0]:
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
