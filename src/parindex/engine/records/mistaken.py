"""A file most of whose rows have the same fault is the wrong file, or read by the wrong mapping."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction

from parindex.engine.records.database import Database
from parindex.engine.records.faults import MISTAKEN_ROWS, MISTAKEN_SHARE, MOSTLY_REFUSED
from parindex.engine.records.keys import SourceKeys
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput, Problem


def refuse_mistaken(database: Database, batch: Sequence[SourceKeys]) -> None:
    """`BadInput` naming, for each file of the batch that looks mistaken, its most frequent fault.

    Expects `faults`.
    """
    worst = database.connection.execute(
        'SELECT source, count(*) AS times, "column", any_value(says), any_value(names),'
        ' arg_min(value, line), min(line) FROM faults GROUP BY source, rule, "column"'
        " QUALIFY row_number() OVER (PARTITION BY source ORDER BY times DESC, rule) = 1"
        " ORDER BY source"
    ).fetchall()
    problems = [
        _problem(batch[source], times, column, told)
        for source, times, column, *told in worst
        if times >= MISTAKEN_ROWS and times > MISTAKEN_SHARE * _rows(batch[source])
    ]
    if problems:
        raise BadInput(*problems)


def _rows(keys: SourceKeys) -> int:
    return keys.records - keys.left_out + len(keys.rejects.lines)


def _problem(keys: SourceKeys, times: int, column: str | None, told: Sequence[object]) -> Problem:
    says, names, value, line = told
    rows = _rows(keys)
    where = ""
    if column is not None:
        theirs = json.loads(str(names)).get(column, column)
        where = f", cột «{theirs}»"
    example = f" (ví dụ «{value}» ở dòng {line})" if value else f" (ví dụ dòng {line})"
    share = vietnamese(Fraction(100 * times, rows), 0)
    return Problem(
        str(keys.scan.source.path),
        f"{vietnamese(times)} trong {vietnamese(rows)} dòng ({share} %) bị cùng một lỗi{where}:"
        f" {says}{example}; cả lần nạp bị từ chối",
        MOSTLY_REFUSED.remedy,
    )
