"""All measures of `kh-839-2023` and of the set it is linked with, by level.

`criteria.py STORE YEAR RUNS [aggregates]` counts once more than `RUNS` and prints JSON: `warm`, a
list of [wall, cpu] seconds of all but the first count, and `facts`, every figure by measure and
level. With `aggregates` it ends with an error where these cannot be what is counted from.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.work.warm import timed
from parindex.engine.criteria.library import find_set
from parindex.engine.facts.aggregates.answers import Source
from parindex.engine.facts.compute import answer
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import open_snapshot
from parindex.engine.scoring.measured import measures_of
from parindex.engine.values.periods import year_of

SET = "kh-839-2023"


def main() -> None:
    store, year, runs, *source = sys.argv[1:]
    chosen = Source(source[0]) if source else Source.ROWS
    criteria_set = find_set(SET)
    sets = [criteria_set, *map(find_set, criteria_set.linked_sets)]
    measures = list(dict.fromkeys(name for each in sets for name in measures_of(each)))
    period, times = year_of(int(year)), []
    for _ in range(int(runs) + 1):
        facts, took = timed(
            lambda: answer(
                Question(open_snapshot(Path(store)), period, period.last),
                measures,
                ("level",),
                source=chosen,
            )
        )
        times.append(took)
    figures = {
        f"{fact.measure} {fact.level}": [fact.numerator, fact.denominator, fact.missing]
        for fact in facts
    }
    print(json.dumps({"warm": times[1:], "measures": len(measures), "facts": figures}))


if __name__ == "__main__":
    main()
