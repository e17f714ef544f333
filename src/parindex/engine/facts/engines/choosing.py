"""The engine that a person names, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec

from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.values.problems import BadInput


class EngineName(StrEnum):
    """The engines by name."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@contextmanager
def chosen_engine(name: EngineName, master: str | None = None) -> Iterator[Engine]:
    """The engine of that name, stopped at the end; only Spark has a master (see `spark.started`).

    `BadInput` where the two do not fit, or what Spark needs is missing.
    """
    if name is EngineName.DUCKDB:
        if master is not None:
            raise BadInput.of(
                "--master",
                "chỉ dùng khi tính bằng Spark",
                "Hãy thêm --engine spark, hoặc bỏ --master",
            )
        yield DuckDBEngine()
        return
    if master is None:
        raise BadInput.of(
            "--engine spark",
            "chưa nói chạy ở đâu",
            "Hãy thêm --master spark://MÁY:CỔNG, hoặc --master local[2] để chạy ngay trên máy này",
        )
    if find_spec("pyspark") is None:
        raise BadInput.of(
            "--engine spark", "máy chưa cài PySpark", "Hãy cài bằng «pip install 'parindex[spark]'»"
        )
    # Half a gigabyte that only those have who asked for it.
    from parindex.engine.facts.engines.spark import started  # noqa: PLC0415

    with started(master) as engine:
        yield engine
