"""Apache Spark: the same queries over the same files, on as many machines as the records need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa
from pyspark.sql import SparkSession

from parindex.engine.facts.compilation import Dialect
from parindex.engine.facts.engines.relations import Answer
from parindex.engine.facts.engines.spark_driver import Driver, running
from parindex.engine.facts.engines.spark_files import files_frame, stored_frame
from parindex.engine.facts.engines.spark_master import master_at
from parindex.engine.facts.tables import SCHEMAS
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import Snapshot
from parindex.engine.records.reading import read_units
from parindex.engine.reference.units import Units

PATIENCE = 120.0
"""Seconds for which work may wait for a process of the cluster."""

_ARROW_TYPES = {"date": pa.date32(), "int64": pa.int64(), "string": pa.string()}


@dataclass(frozen=True, slots=True)
class SparkRelations:
    """Views of a Spark session."""

    driver: Driver
    session: SparkSession
    snapshot: Snapshot
    dialect: ClassVar[Dialect] = "pyspark"

    def units(self) -> Units:
        # A few thousand rows: here they are read before a cluster has begun.
        return read_units(self.snapshot)

    def fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        schema = pa.schema([(name, _ARROW_TYPES[kind]) for name, kind in SCHEMAS[table].items()])
        columns = list(zip(*rows, strict=True)) or [()] * len(schema)
        arrays = [pa.array(list(c), f.type) for c, f in zip(columns, schema, strict=True)]
        frame = self.session.createDataFrame(pa.table(arrays, schema=schema))
        frame.createOrReplaceTempView(table)

    def attach(self, name: str, columns: Mapping[str, str], paths: Sequence[str]) -> None:
        store = self.snapshot.store.resolve()
        with self.driver.spoken():
            frame = files_frame(self.session, store, columns, paths)
            frame.createOrReplaceTempView(name)

    def literal(self, value: str) -> str:
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"

    def answer(self, query: str) -> Answer:
        frame = self.driver.planned(self.session, query)
        return Answer(frame.columns, self.driver.collect(frame))

    def rows(self, query: str) -> Iterator[Sequence[Any]]:
        return self.driver.iterate(self.driver.planned(self.session, query))


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """A running Spark application; everything asked of it runs there."""

    driver: Driver

    @contextmanager
    def relations(self, snapshot: Snapshot, kinds: Iterable[str]) -> Iterator[SparkRelations]:
        session = self.driver.session.newSession()
        store = snapshot.store.resolve()
        with self.driver.spoken():
            for name in kinds:
                frame = stored_frame(session, store, KINDS[name], snapshot.manifest.of(name))
                frame.createOrReplaceTempView(name)
        yield SparkRelations(self.driver, session, snapshot)


@contextmanager
def started(url: str, patience: float = PATIENCE) -> Iterator[SparkEngine]:
    """Spark at a master (see `master_at`), stopped at the end.

    `patience` is how many seconds work may wait without any process of the cluster at it. `BadInput`
    where Java is missing, the master cannot be reached, or Spark does not start.
    """
    with running(master_at(url), patience) as driver:
        yield SparkEngine(driver)
