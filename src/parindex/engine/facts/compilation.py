"""From a scan to the SQL text of an engine; the one place where the query library is called.

The library takes longer to load than most questions take to answer. So the text of a scan over the
built-in measures is kept in the user's cache folder, and whoever asks again needs the library no
more. The text holds no dates: `bind` puts those of the period in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from parindex.engine.facts.measure import Related
from parindex.engine.facts.placement import Frame
from parindex.engine.facts.planner import Scan
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.sql_cache import cached

Dialect: TypeAlias = Literal["duckdb", "pyspark"]


def counting_sql(scan: Scan, dialect: Dialect = "duckdb") -> str:
    """The query of `expression.counted`, without the dates of a period."""

    def compiled() -> str:
        from parindex.engine.facts.expression import counted  # noqa: PLC0415 - see above

        return _text(counted(scan), dialect)

    return _known("counted", scan, dialect, compiled)


def rows_sql(scan: Scan, dialect: Dialect = "duckdb") -> str:
    """The query of `expression.judged_rows`, without the dates of a period."""

    def compiled() -> str:
        from parindex.engine.facts.expression import answered_rows  # noqa: PLC0415 - see above

        return _text(answered_rows(scan), dialect)

    return _known("rows", scan, dialect, compiled)


def by_day_sql(scan: Scan) -> str:
    """The query of `expression.counted_by_day`, which rests on no period."""

    def compiled() -> str:
        from parindex.engine.facts.expression import counted_by_day  # noqa: PLC0415 - see above

        return _text(counted_by_day(scan), "duckdb")

    return _known("by day", scan, "duckdb", compiled)


def marks_sql(related: Related) -> str:
    """The query of `expression.marked_by_day`, which rests on no period."""
    from parindex.engine.facts.expression import marked_by_day  # noqa: PLC0415 - see above

    return _text(marked_by_day(related), "duckdb")


def bind(sql: str, frame: Frame) -> str:
    """The query with the dates of a frame of values; the same literals suit every engine."""
    values = {
        "FRAME_FIRST()": f"DATE '{frame.first}'",
        "FRAME_LAST()": f"DATE '{frame.last}'",
        "FRAME_AS_OF()": f"DATE '{frame.as_of}'",
        "FRAME_WORKING_DAYS()": str(frame.working_days),
    }
    for call, value in values.items():
        sql = sql.replace(call, value)
    return sql


def _text(expression: object, dialect: Dialect) -> str:
    import ibis  # noqa: PLC0415 - see above

    return str(ibis.to_sql(expression, dialect=dialect, pretty=False))


def _known(what: str, scan: Scan, dialect: Dialect, compiled: Callable[[], str]) -> str:
    if any(MEASURES.get(measure.name) is not measure for measure in scan.measures):
        return compiled()
    names = [measure.name for measure in scan.measures]
    # In the order of DIMENSIONS, not of the question: the text is the same.
    grouping = [sorted(scan.by), scan.every_month, scan.days]
    return cached([what, dialect, names, grouping, scan.made_up, scan.marked], compiled)
