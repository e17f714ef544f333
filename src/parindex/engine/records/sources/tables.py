"""Rows of text written into a Parquet file piece by piece, so that any number of them fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parindex.engine.records.sources.model import ROW

_PIECE = 20_000
"""Rows held at a time."""

NumberedRow = tuple[int, Sequence[str | None]]
"""A row with the number under which a person finds it."""


def write_rows(target: Path, columns: int, rows: Iterable[NumberedRow]) -> tuple[int, int]:
    """Write rows as the columns `c0`, `c1`, … and `ROW`; returns how many, and the last number."""
    names = [f"c{index}" for index in range(columns)]
    schema = pa.schema([*((name, pa.string()) for name in names), (ROW, pa.int64())])
    count = last = 0
    with pq.ParquetWriter(target, schema, compression="zstd", compression_level=1) as writer:
        for piece in _pieces(iter(rows)):
            by_column = zip(*(cells for _, cells in piece), strict=True)
            arrays = [pa.array(values, pa.string()) for values in by_column]
            numbers = pa.array([number for number, _ in piece], pa.int64())
            writer.write_batch(pa.record_batch([*arrays, numbers], schema=schema))
            count, last = count + len(piece), piece[-1][0]
    return count, last


def _pieces(rows: Iterator[NumberedRow]) -> Iterator[list[NumberedRow]]:
    while piece := list(islice(rows, _PIECE)):
        yield piece
