"""Compaction: files arranged by month, masked rows left out, young batches spared, keys still found."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from parindex.engine.records.database import open_database
from parindex.engine.records.journal import VIETNAM, entries
from parindex.engine.records.key_index import find, write_segment
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.segments import Segment, place
from parindex.engine.records.standing import standing_faults
from parindex.engine.records.status import store_status
from parindex.engine.records.upkeep import indexing
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.indexing import joined, pruned
from parindex.engine.records.upkeep.purge import purge
from parindex.engine.records.upkeep.undo import undo
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import UNITS, Store, dossier
from tests.engine.records.upkeep.kit import aged, rows_of, sectors, strays

NOW = datetime.now(VIETNAM)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_month_is_one_file_in_the_order_of_the_key(store: Store) -> None:
    store.take("dossiers", [dossier("C"), dossier("A", received_at="2022-12-31 23:59")])
    store.take(
        "dossiers", [dossier("C", sector="mới"), dossier("B", received_at="2023-03-31 23:59")]
    )
    before = rows_of(store.path)
    (report,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    assert (report.files_after, report.masked_before, report.masked_after) == (2, 1, 0)
    assert rows_of(store.path) == before
    found = {
        Path(file.path).parent.as_posix(): pq.read_table(store.path / file.path, partitioning=None)
        for file in open_snapshot(store.path).manifest.files_of("dossiers")
    }
    assert {folder: table["dossier_code"].to_pylist() for folder, table in found.items()} == {
        "dossiers/year=2022/month=12": ["A"],
        "dossiers/year=2023/month=03": ["B", "C"],
    }
    assert list(entries(store.path, 4))[-1].days == ()
    assert strays(store.path) == set()


def test_young_batches_are_spared_and_can_be_taken_back(store: Store) -> None:
    store.take("dossiers", [dossier("A", sector="cũ"), dossier("B", sector="cũ")])
    store.take("dossiers", [dossier("B", sector="hai"), dossier("D", sector="hai")])
    aged(store.path, 31)
    young = store.take("dossiers", [dossier("A", sector="trẻ"), dossier("C", sector="trẻ")])
    (report,) = compact(store.path, "dossiers")
    # Row A of the first batch waits behind the young one; row B is gone for good.
    assert (report.files_before, report.files_after) == (5, 3)
    assert (report.masked_before, report.masked_after) == (2, 1)
    assert sectors(store.path) == {"A": "trẻ", "B": "hai", "C": "trẻ", "D": "hai"}
    undo(store.path, young.batch)
    assert sectors(store.path) == {"A": "cũ", "B": "hai", "D": "hai"}


def test_keys_are_found_after_a_compaction(store: Store) -> None:
    rows = [dossier(f"A{i}", received_at=f"2023-0{1 + i % 3}-01") for i in range(30)]
    store.take("dossiers", rows)
    store.take("dossiers", [{**row, "sector": "hai"} for row in rows[:10]])
    compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    (segment,) = open_snapshot(store.path).manifest.of("dossiers").index
    assert len(np.load(store.path / f"{segment.path}.hashes.npy")) == 30
    again = store.take("dossiers", [{**row, "sector": "ba"} for row in rows[5:15]])
    assert (again.added, again.replaced) == (0, 10)
    assert store.take("dossiers", rows[20:]).unchanged == 10


def test_reference_data_are_one_heap(store: Store) -> None:
    store.take("units", [{**UNITS[2], "code": "X2"}, {**UNITS[0], "name": "Sở đổi tên"}])
    before = rows_of(store.path, "units")
    reports = compact(store.path, keep_days=0, now=TOMORROW)
    assert [(r.kind, r.rows, r.files_after, r.masked_after) for r in reports] == [
        ("units", 4, 1, 0)
    ]
    assert rows_of(store.path, "units") == before


def faulty(code: str, unit: str) -> dict[str, object]:
    return dossier(code, unit_code=unit)


def test_the_quarantine_is_folded_and_says_the_same(store: Store) -> None:
    store.take("dossiers", [faulty("A", "MOT"), faulty("B", "MOT"), dossier("C")], "1.csv")
    store.take("dossiers", [faulty("D", "HAI"), dossier("A")], "2.csv")
    aged(store.path, 31)
    young = store.take("dossiers", [faulty("E", "BA"), dossier("B")], "3.csv")
    before = store_status(store.path).kinds[1]
    assert (before.quarantined_rows, before.quarantined) == (2, {"unknown_unit": 2})
    told = listed(store)
    (report,) = compact(store.path, "dossiers")
    # One file for the two old batches and what they cleared, and the two of the young one.
    assert (report.quarantine_before, report.quarantine_after) == (5, 3)
    after = store_status(store.path).kinds[1]
    assert (after.quarantined_rows, after.quarantined) == (2, {"unknown_unit": 2})
    assert listed(store) == told == {("2.csv", 2, "HAI"), ("3.csv", 2, "BA")}
    # The young batch had cleared B; taken back, B stands again, and its own fault is gone.
    undo(store.path, young.batch)
    assert listed(store) == {("1.csv", 3, "MOT"), ("2.csv", 2, "HAI")}
    store.take("dossiers", [dossier("D")])
    assert listed(store) == {("1.csv", 3, "MOT")}
    (first,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    (second,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    assert (first.quarantine_after, second.changed) == (1, False)
    assert listed(store) == {("1.csv", 3, "MOT")}
    purge(store.path, keep_versions=1)
    assert strays(store.path) == set()
    assert len(list((store.path / "quarantine").rglob("*.parquet"))) == 1


def test_a_quarantine_that_was_cleared_leaves_nothing(store: Store) -> None:
    store.take("dossiers", [faulty("A", "MOT")])
    store.take("dossiers", [dossier("A")])
    (report,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    assert (report.changed, report.quarantine_after) == (True, 0)
    purge(store.path, keep_versions=1)
    assert not (store.path / "quarantine").exists()
    assert [
        path for path in store.path.rglob("*") if path.is_dir() and not any(path.iterdir())
    ] == []


def listed(store: Store) -> set[tuple[str, int, str]]:
    """What stands in the quarantine: file, line, value."""
    held = open_snapshot(store.path).manifest.of("dossiers")
    with open_database(store.path) as database:
        found = database.connection.execute(
            f"SELECT file, line, value FROM {standing_faults(database, held)}"  # noqa: S608
        )
        return set(found.fetchall())


def test_nothing_to_fold_makes_no_version(store: Store) -> None:
    store.take("dossiers", [dossier("A")])
    version = open_snapshot(store.path).version
    assert not any(report.changed for report in compact(store.path))
    assert open_snapshot(store.path).version == version
    (first,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    (second,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    assert (first.changed, second.changed, second.version) == (True, False, first.version)
    with pytest.raises(BadInput, match="không có loại này"):
        compact(store.path, "hoso")


def test_the_status_says_when_it_is_worth_while(store: Store) -> None:
    later = NOW + timedelta(days=31)
    for number in range(5):
        store.take("dossiers", [dossier(f"A{number}"), dossier("B", sector=str(number))])
    dossiers = store_status(store.path, later).kinds[1]
    assert (dossiers.files, dossiers.masked, dossiers.worth_compacting) == (9, 4, True)
    # The batches are young today: nothing could be folded.
    assert not store_status(store.path).kinds[1].worth_compacting
    compact(store.path, "dossiers", now=later)
    assert not store_status(store.path, later).kinds[1].worth_compacting


def test_masked_rows_alone_make_it_worth_while(store: Store) -> None:
    rows = [dossier(f"A{number}") for number in range(20)]
    store.take("dossiers", rows)
    aged(store.path, 31)
    store.take("dossiers", [{**row, "sector": "mới"} for row in rows[:3]])
    # Masked by a young batch only: a compaction would leave them masked.
    assert not store_status(store.path).kinds[1].worth_compacting
    aged(store.path, 31)
    assert store_status(store.path).kinds[1].worth_compacting


def hashes(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.uint64)


def test_segments_lose_files_and_are_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_CHUNK", 2)
    one, two = Segment("index/one", ("f", "g", "h")), Segment("index/two", ("i",))
    write_segment(
        tmp_path,
        one,
        hashes(50, 10, 20, 40, 30),
        hashes(place(0) + 5, place(1) + 1, place(2) + 2, place(0) + 4, place(2) + 3),
    )
    write_segment(tmp_path, two, hashes(30, 60), hashes(place(0) + 7, place(0) + 8))
    assert pruned(tmp_path, one, {"f", "g", "h"}, "index/x") is one
    assert pruned(tmp_path, one, set(), "index/x") is None
    left = pruned(tmp_path, one, {"f", "h"}, "index/left")
    assert left == Segment("index/left", ("f", "h"))
    (whole,), spent = joined(tmp_path, [left, two], "index/whole")
    assert spent == (left, two)
    wanted = hashes(10, 20, 30, 40, 50, 60)
    located = find(tmp_path, [whole], wanted)
    assert {
        (int(h), located.files[f], int(r))
        for h, f, r in zip(located.hashes, located.file_numbers, located.rows, strict=True)
    } == {(20, "h", 2), (30, "h", 3), (30, "i", 7), (40, "f", 4), (50, "f", 5), (60, "i", 8)}
    monkeypatch.setattr(indexing, "SMALL", 1)
    assert joined(tmp_path, [left, two], "index/no") == ((left, two), ())
