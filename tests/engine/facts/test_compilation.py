"""Every measure, however grouped, is a query in each engine's language, with every date put in."""

from __future__ import annotations

from datetime import date

import pytest
import sqlglot

from parindex.engine.facts.compilation import Dialect, bind, counting_sql, rows_sql
from parindex.engine.facts.grouping import DIMENSIONS, can_group
from parindex.engine.facts.placement import Frame
from parindex.engine.facts.planner import MadeUp, plan
from parindex.engine.facts.registry import MEASURES

FRAME = Frame(date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 31), 8765)
SQLGLOT = {"duckdb": "duckdb", "pyspark": "spark"}


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_every_measure_is_a_query_of_the_engine(dialect: Dialect) -> None:
    for number, measure in enumerate(MEASURES.values()):
        by = [name for name in DIMENSIONS if can_group(measure, [name])]
        made_up = list(MadeUp)[number % len(MadeUp)]
        (scan,) = plan([measure], by, {measure.kind: made_up})
        sql = bind(counting_sql(scan, dialect), FRAME)
        assert "FRAME_FIRST()" not in sql
        assert "FRAME_LAST()" not in sql
        assert "FRAME_AS_OF()" not in sql
        assert "FRAME_WORKING_DAYS()" not in sql
        columns = sqlglot.parse_one(sql, dialect=SQLGLOT[dialect]).named_selects
        keys = [name for name in columns if name.endswith("_")]
        assert sorted(keys) == sorted(f"{name}_" for name in by)
        counts = ["numerator_0", "denominator_0", "missing_0"]
        assert columns[len(keys) :] == counts + ["simulated_0"] * (made_up is MadeUp.SOME)


def test_all_measures_that_place_rows_alike_share_one_scan() -> None:
    scans = plan(MEASURES.values(), ("unit",), {})
    assert sum(len(scan.measures) for scan in scans) == len(MEASURES)
    shared = {(scan.kind, id(scan.placement), scan.related) for scan in scans}
    assert len(shared) == len(scans)
    received = next(scan for scan in scans if scan.measures[0].name == "dossiers_on_time_par")
    assert len(received.measures) == 12
    assert "FRAME_AS_OF()" in rows_sql(received)
