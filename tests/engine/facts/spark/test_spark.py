"""Spark gives what DuckDB gives: on a real cluster, from the same store, for every measure."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from parindex.engine.facts.aggregates.answers import Source
from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.facts.compute import answer
from parindex.engine.facts.drilldown import Side, records_behind
from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.facts.grouping import Group
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.session import Question
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.values.periods import year_of
from parindex.engine.values.problems import BadInput
from tests.engine.facts.made_up import fill
from tests.engine.facts.spark.cluster import Cluster, running_cluster
from tests.engine.records.kit import Store
from tests.parts import SPARK

if TYPE_CHECKING:
    from parindex.engine.facts.engines.spark import SparkEngine

pytestmark = [
    # PySpark leaves the closing of its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*socket.socket.*:pytest.PytestUnraisableExceptionWarning"),
]

YEAR = year_of(2023)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(scope="session")
def application(cluster: Cluster) -> Iterator[SparkEngine]:
    # Where Spark is missing the tests are skipped, not the reading of this file.
    from parindex.engine.facts.engines.spark import started  # noqa: PLC0415

    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in cluster.environment.items():
                patch.setenv(name, value)
            engine = stack.enter_context(started(cluster.url))
        yield engine


@pytest.fixture
def spark(cluster: Cluster, application: SparkEngine) -> SparkEngine:
    """The application on a cluster that is whole, whatever an earlier test killed."""
    cluster.complete()
    return application


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Rows of every kind; a third of them replaced by later ones, the older files of few columns."""
    # What Hadoop would take for patterns, and a URI would write otherwise.
    folder = tmp_path_factory.mktemp("kho") / "Sở [1] {a,b} 100% +#é"
    folder.mkdir()
    store = Store(folder)
    fill(store, seed=839)
    first = open_snapshot(store.path)
    for kind in sorted(first.manifest.kinds):
        replacing = changed(first, kind)
        made_older(store.path, kind)
        assert store.take(kind, replacing).replaced, kind
    return open_snapshot(store.path)


def made_older(store: Path, kind: str) -> None:
    """Rewrite a kind's files as an older product wrote them: in short row groups, one field less."""
    lacking = {"dossiers": ["satisfied", "channel"]}.get(kind, [])
    for file in open_snapshot(store).manifest.files_of(kind):
        # Not by its path: the folders year=2023 would be read as columns.
        with (store / file.path).open("rb") as held:
            table = pq.read_table(held).drop_columns(lacking)
        pq.write_table(table, store / file.path, row_group_size=16, use_dictionary=False)


def changed(snapshot: Snapshot, kind: str) -> list[dict[str, Any]]:
    """Every third row of a kind, said to be made up, its answers turned round."""
    names = KINDS[kind].names
    rows = [dict(zip(names, row, strict=True)) for row in stored(DuckDBEngine(), snapshot, kind)]
    return [
        {
            **{n: (not value if isinstance(value, bool) else value) for n, value in row.items()},
            "origin": None if row["origin"] else "mô phỏng",
        }
        for row in rows[::3]
    ]


def stored(engine: Engine, snapshot: Snapshot, kind: str) -> list[tuple[Any, ...]]:
    """The rows of a kind as an engine reads them, by key."""
    with engine.relations(snapshot, [kind]) as relations:
        rows = relations.answer(f"SELECT * FROM {kind}").rows  # noqa: S608
    return sorted(map(tuple, rows), key=repr)


def question(snapshot: Snapshot, roll_up: date | None = None) -> Question:
    return Question(snapshot, YEAR, YEAR.last, roll_up)


@SPARK.required
def test_both_read_the_same_rows(spark: SparkEngine, snapshot: Snapshot) -> None:
    dirty = 0
    for kind, held in snapshot.manifest.kinds.items():
        rows = stored(spark, snapshot, kind)
        assert rows == stored(DuckDBEngine(), snapshot, kind), kind
        assert len(rows) == held.rows
        dirty += sum(file.deleted > 0 for file in held.files)
    assert dirty >= len(snapshot.manifest.kinds)


@SPARK.required
def test_rows_keep_their_numbers_where_a_file_is_read_in_pieces(
    spark: SparkEngine, snapshot: Snapshot
) -> None:
    with spark.relations(snapshot, ["dossiers"]) as relations:
        for name in ("maxPartitionBytes", "openCostInBytes"):
            relations.session.conf.set(f"spark.sql.files.{name}", 3000)
        _, rows = relations.answer("SELECT *, spark_partition_id() FROM dossiers")
    assert len({row[-1] for row in rows}) > len(snapshot.manifest.files_of("dossiers")) + 2
    found = sorted((tuple(row)[:-1] for row in rows), key=repr)
    assert found == stored(DuckDBEngine(), snapshot, "dossiers")


@SPARK.required
@pytest.mark.parametrize(
    ("by", "roll_up"),
    [
        (("level", "unit", "month"), None),
        (("level",), YEAR.last),
        (("sector", "procedure", "channel"), None),
    ],
)
def test_every_measure_counts_the_same(
    by: tuple[str, ...], roll_up: date | None, spark: SparkEngine, snapshot: Snapshot
) -> None:
    asked = question(snapshot, roll_up)
    expected = answer(asked, None, by)
    assert answer(asked, None, by, engine=spark) == expected
    counted = {fact.measure for fact in expected if fact.denominator or fact.numerator}
    if "unit" in by:
        # Nothing would be shown by counts that are all zero.
        assert counted == MEASURES.keys()


@SPARK.required
@pytest.mark.parametrize("by", [("level", "month"), ("unit",)])
def test_sums_kept_by_day_are_added_up_the_same(
    by: tuple[str, ...], spark: SparkEngine, snapshot: Snapshot, tmp_path: Path
) -> None:
    kept = shutil.copytree(snapshot.store, tmp_path / "store")
    refresh_aggregates(kept)
    asked = question(replace(snapshot, store=kept))
    told: list[str] = []
    found = answer(asked, None, by, told.append, engine=spark, source=Source.AGGREGATES)
    assert found == answer(asked, None, by, source=Source.ROWS)
    assert any("theo ngày" in step for step in told)


@SPARK.required
def test_the_records_behind_a_number_are_the_same(spark: SparkEngine, snapshot: Snapshot) -> None:
    measure = MEASURES["dossiers_on_time_par"]
    group = Group(month=None, unit="X1", values=(("sector", "S1"),))

    def listed(engine: Engine) -> tuple[int, list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        asked = question(snapshot, YEAR.last)
        with records_behind(asked, measure, group, Side.DENOMINATOR, engine) as records:
            page = [tuple(row) for row in records.page(2, 3)]
            return records.count(), page, [tuple(row) for row in records.all()]

    count, page, rows = listed(spark)
    assert (count, page, rows) == listed(DuckDBEngine())
    assert len(rows) == count > 5


@SPARK.required
@pytest.mark.parametrize("value", ["O'Neil", "a\\b", "a\\'b", '«ô» "x" :y $z'])
def test_a_text_in_a_query_is_that_text(value: str, spark: SparkEngine, snapshot: Snapshot) -> None:
    with spark.relations(snapshot, []) as relations:
        assert relations.answer(f"SELECT {relations.literal(value)}").rows[0][0] == value


@SPARK.required
def test_a_kind_never_imported_is_empty(spark: SparkEngine, tmp_path: Path) -> None:
    only_units = open_snapshot(Store(tmp_path).path)
    assert stored(spark, only_units, "dossiers") == []


@SPARK.required
def test_a_file_that_is_gone_is_told(spark: SparkEngine, snapshot: Snapshot) -> None:
    held = snapshot.manifest.of("tasks")
    gone = replace(held, files=(replace(held.files[0], path="tasks/gone.parquet"),))
    lacking = replace(snapshot.manifest, kinds={**snapshot.manifest.kinds, "tasks": gone})
    with pytest.raises(BadInput, match=r"gone\.parquet: kho dữ liệu bị thiếu tệp"):
        answer(
            question(replace(snapshot, manifest=lacking)),
            ["government_tasks_overdue"],
            (),
            engine=spark,
        )


@SPARK.required
def test_a_lost_worker_changes_nothing(
    cluster: Cluster, spark: SparkEngine, snapshot: Snapshot
) -> None:
    asked, by = question(snapshot), ("level", "month")
    measures = [name for name, measure in MEASURES.items() if measure.kind == "dossiers"]
    expected = answer(asked, measures, by)
    over = Event()
    killer = Thread(target=kill_at_work, args=(cluster, spark, over))
    killer.start()
    try:
        found = answer(asked, measures, by, engine=spark)
    finally:
        over.set()
        killer.join()
    assert len(cluster.workers) == 1
    assert found == expected


@SPARK.required
def test_no_worker_left_is_told_and_nothing_is_changed(
    cluster: Cluster, spark: SparkEngine, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark.driver.watch, "patience", 3.0)
    before = files(snapshot.store)
    while cluster.workers:
        cluster.kill_worker()
    with pytest.raises(BadInput, match="không có worker nào nhận việc") as told:
        answer(question(snapshot), ["dossiers_on_time_par"], ("unit",), engine=spark)
    assert "\n" not in str(told.value)
    assert files(snapshot.store) == before
    # With the workers back, the same application goes on.
    monkeypatch.undo()
    cluster.complete()
    asked = ["dossiers_on_time_par"]
    found = answer(question(snapshot), asked, (), engine=spark)
    assert found == answer(question(snapshot), asked, ())


def kill_at_work(cluster: Cluster, spark: SparkEngine, over: Event) -> None:
    """Kill one worker as soon as the application has work under way."""
    tracker = spark.driver.session.sparkContext.statusTracker()
    while not over.wait(0.01):
        if tracker.getActiveJobsIds():
            cluster.kill_worker()
            return


def files(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


@SPARK.required
def test_from_the_command_line_without_a_cluster(snapshot: Snapshot, tmp_path: Path) -> None:
    command = ["facts", "--store", str(snapshot.store), "--year", "2023", "--by", "unit,month"]
    command += ["--measure", "dossiers_on_time_06a", "--json"]
    embedded = called(command, tmp_path)
    assert called([*command, "--engine", "spark", "--master", "local[2]"], tmp_path) == embedded
    assert len(embedded) > 12
    assert list(tmp_path.iterdir()) == []


def called(arguments: Sequence[str], folder: Path) -> Any:
    """What `parindex` prints when it is called in a folder; it must have nothing to complain about."""
    ended = subprocess.run(
        [sys.executable, "-c", "from parindex.cli.main import main; main()", *arguments],
        cwd=folder,
        env={**os.environ, "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"},
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr.decode()) == (0, "")
    return json.loads(ended.stdout)
