"""Columns of text written into a Parquet file piece by piece, so that any number of rows fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from parindex.engine.records.sources.model import ROW

_PIECE = 20_000
"""Rows held at a time."""

NumberedRow = tuple[int, Sequence[str | None]]
"""A row with the number under which a person finds it."""


class TableWriter:
    """Writes the columns `c0`, `c1`, … and `ROW` of a converted source; `count` rows so far."""

    def __init__(self, target: Path, columns: int) -> None:
        names = [f"c{index}" for index in range(columns)]
        self._schema = pa.schema([*((name, pa.string()) for name in names), (ROW, pa.int64())])
        self._writer = pq.ParquetWriter(
            target, self._schema, compression="zstd", compression_level=1
        )
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()

    def write(self, columns: Sequence[Any], numbers: Any) -> None:
        """Add rows, given as Arrow arrays of text and of row numbers."""
        self._writer.write_batch(pa.record_batch([*columns, numbers], schema=self._schema))
        self.count += len(numbers)


def write_rows(target: Path, columns: int, rows: Iterable[NumberedRow]) -> tuple[int, int]:
    """Write rows of text; returns how many there were, and the number of the last."""
    last = 0
    with TableWriter(target, columns) as writer:
        for piece in _pieces(iter(rows)):
            by_column = zip(*(cells for _, cells in piece), strict=True)
            arrays = [pa.array(values, pa.string()) for values in by_column]
            writer.write(arrays, pa.array([number for number, _ in piece], pa.int64()))
            last = piece[-1][0]
    return writer.count, last


def _pieces(rows: Iterator[NumberedRow]) -> Iterator[list[NumberedRow]]:
    while piece := list(islice(rows, _PIECE)):
        yield piece
