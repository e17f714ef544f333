"""The lake: versions that stay, one writer, nothing half-done, and a database behind a fence."""

from __future__ import annotations

import fcntl
import json
import threading
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from parindex.engine.records import lake
from parindex.engine.records.database import open_database
from parindex.engine.records.intake import import_records
from parindex.engine.records.journal import Action, Entry, entries
from parindex.engine.records.lake import open_snapshot, publish, versions
from parindex.engine.records.lock import held
from parindex.engine.records.policy import Policy
from parindex.engine.records.reading import make_views, read_units
from parindex.engine.records.resources import Resources
from parindex.engine.records.status import store_status
from parindex.engine.values.facts import Level
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import UNITS, Store, dossier, write_csv


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def contents(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_an_earlier_version_stays_readable(store: Store) -> None:
    store.take("dossiers", [dossier("A")])
    first = open_snapshot(store.path)
    store.take("dossiers", [dossier("A", sector="mới"), dossier("B")])
    assert versions(store.path)[-2:] == [first.version, open_snapshot(store.path).version]
    pinned = open_snapshot(store.path, first.version)
    assert pinned.manifest.row_counts["dossiers"] == 1
    for file in pinned.manifest.files_of("dossiers"):
        assert (store.path / file.path).is_file()
    with pytest.raises(BadInput, match="không có phiên bản"):
        open_snapshot(store.path, "000009-00000000")


def test_the_same_imports_give_the_same_version(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        store = Store(tmp_path / name)
        found.append(store.take("dossiers", [dossier("A"), dossier("B")]).version)
    assert found[0] == found[1]


def test_a_batch_adds_files_of_its_own_and_touches_no_other(store: Store) -> None:
    store.take("dossiers", [dossier("A"), dossier("B", received_at="2022-12-31 23:59")])
    before = {path: (store.path / path).read_bytes() for path in contents(store.path)}
    report = store.take("dossiers", [dossier("B", received_at="2022-12-31 23:59", sector="mới")])
    added = contents(store.path) - before.keys()
    assert {path.partition(".")[0] for path in added} == {
        f"dossiers/{report.batch}-c",
        f"deletes/dossiers/{report.batch}",
        f"index/dossiers/{report.batch}",
        f"versions/{report.version}",
        "journal/000003",
    }
    changed = {path for path in before if (store.path / path).read_bytes() != before[path]}
    assert changed == {"CURRENT"}


def test_only_one_writer_at_a_time(store: Store) -> None:
    path = write_csv(store.files / "d.csv", [dossier("A")])
    with (store.path / "parindex.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BadInput, match=r"một lệnh khác đang ghi vào kho này \(đã chờ 0.2 giây"):
            import_records(
                store.path, "dossiers", [path], policy=Policy(resources=Resources(wait=0.2))
            )
    assert store.take("dossiers", [dossier("A")]).added == 1


def test_a_writer_waits_for_the_one_before(store: Store) -> None:
    path = write_csv(store.files / "d.csv", [dossier("A")])
    with (store.path / "parindex.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        release = threading.Timer(0.5, lambda: fcntl.flock(file, fcntl.LOCK_UN))
        release.start()
        started = time.monotonic()
        assert import_records(store.path, "dossiers", [path]).added == 1
        assert time.monotonic() - started >= 0.5
        release.join()


def test_a_lock_whose_file_is_gone_is_none(tmp_path: Path) -> None:
    # The holder before removes its store, lock file and all: a first import that failed.
    lock = tmp_path / "kho" / "parindex.lock"
    lock.parent.mkdir()
    before = lock.open("a")
    fcntl.flock(before, fcntl.LOCK_EX)

    def remove() -> None:
        lock.unlink()
        lock.parent.rmdir()
        before.close()

    release = threading.Timer(0.3, remove)
    release.start()
    with held(lock, 5, prepare=lambda: lock.parent.mkdir(exist_ok=True)):
        assert lock.exists()
        with lock.open("a") as second, pytest.raises(BlockingIOError):
            fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    release.join()


def test_a_failure_before_publishing_leaves_the_last_version_and_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(store.path)

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(lake, "publish", fail)
        with pytest.raises(OSError, match="no space"):
            store.take("dossiers", [dossier("A")])
    assert [kind.kind for kind in store_status(store.path).kinds] == ["units"]
    assert contents(store.path) == before
    assert store.take("dossiers", [dossier("A")]).added == 1


def test_a_version_that_never_became_current_is_cleared(store: Store) -> None:
    version = open_snapshot(store.path).version
    folder = store.path / "versions"
    (folder / "000002-0badc0de.json").write_text((folder / f"{version}.json").read_text())
    # A writer that died left its mark, and files that no version names.
    (store.path / "unfinished").touch()
    (store.path / "index" / "units" / "000002-0badc0de.hashes.npy").touch()
    (store.path / "journal" / "000002.json").write_text("{}")
    for name in (
        ".CURRENT-abc",
        "versions/.000002-0badc0de-abc.json",
        "journal/.000002-0badc0de.json",
    ):
        (store.path / name).touch()
    (store.path / "dossiers" / "year=2023" / "0badc0de").mkdir(parents=True)
    store.take("dossiers", [dossier("A")])
    assert versions(store.path) == [version, open_snapshot(store.path).version]
    assert not any("0badc0de" in path.name for path in store.path.rglob("*"))
    assert not (store.path / ".CURRENT-abc").exists()
    assert [entry.kind for entry in entries(store.path, 2)] == ["units", "dossiers"]


def test_a_first_import_that_fails_touches_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder that only looks like a store, and one that a writer began and never finished.
    strange, begun = tmp_path / "strange", tmp_path / "begun"
    (strange / "versions").mkdir(parents=True)
    (strange / "versions" / "mine.txt").write_text("x")
    begun.mkdir()
    (begun / "parindex.lock").touch()
    (begun / "mine.parquet").write_text("x")
    path = write_csv(tmp_path / "u.csv", UNITS)
    with pytest.raises(BadInput, match="thư mục đã có dữ liệu khác"):
        import_records(strange, "units", [path])

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(lake, "publish", fail)
    for folder in (begun, tmp_path / "new"):
        with pytest.raises(OSError, match=r"no space|not empty"):
            import_records(folder, "units", [path])
    assert contents(tmp_path) == {"u.csv", "strange/versions/mine.txt", "begun/mine.parquet"}


def test_a_lost_pointer_is_told_however_few_versions_are_left(store: Store) -> None:
    (gone, _) = (open_snapshot(store.path).version, store.take("dossiers", [dossier("A")]))
    (store.path / "versions" / f"{gone}.json").unlink()
    (store.path / "CURRENT").unlink()
    before = contents(store.path)
    with pytest.raises(BadInput, match="bị thiếu hoặc hỏng"):
        store.take("dossiers", [dossier("B")])
    assert contents(store.path) == before


def test_publishing_is_refused_if_the_store_moved_on(store: Store) -> None:
    manifest = open_snapshot(store.path).manifest
    entry = Entry(2, Action.IMPORT, "", "units", "2023-01-01T00:00:00+07:00")
    with pytest.raises(BadInput, match="vừa chuyển sang phiên bản"):
        publish(store.path, manifest, entry, expected="000000-somebody")
    assert open_snapshot(store.path).manifest == manifest


def test_a_damaged_manifest_is_told(store: Store) -> None:
    path = store.path / "versions" / f"{open_snapshot(store.path).version}.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match="bị thiếu hoặc hỏng"):
        store_status(store.path)
    path.write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(BadInput, match="định dạng 99"):
        store_status(store.path)


def test_a_missing_data_file_is_told(store: Store) -> None:
    for path in (store.path / "units").glob("*.parquet"):
        path.unlink()
    with pytest.raises(BadInput, match="kho dữ liệu bị thiếu tệp"):
        read_units(open_snapshot(store.path))


def test_the_database_opens_nothing_it_was_not_given(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with open_database(store.path) as database:
        for path in (secret, store.path / ".." / "secret.csv", "https://example.org/x.csv"):
            with pytest.raises(duckdb.PermissionException):
                database.connection.execute(f"SELECT * FROM read_csv('{path}')")  # noqa: S608
        with pytest.raises(duckdb.Error, match="locked"):
            database.connection.execute("SET enable_external_access = true")


def test_the_database_keeps_to_its_memory(store: Store) -> None:
    with (
        pytest.raises(BadInput, match="bộ nhớ"),
        open_database(store.path, memory_limit="20MB") as database,
    ):
        # A list held by one aggregate cannot be spilled.
        database.connection.execute(
            "SELECT list(i::VARCHAR || 'xxxxxxxxxxxxxxxx') FROM range(5000000) r(i)"
        )


def test_the_status_tells_what_a_store_holds(store: Store) -> None:
    store.take(
        "dossiers",
        [
            dossier("A", origin="mô phỏng"),
            dossier("B", received_at="2023-06-30 16:00"),
            dossier("C", unit_code="ZZ"),
            dossier("D", status="?", unit_code="ZZ"),
        ],
    )
    status = store_status(store.path)
    dossiers = status.kinds[1]
    assert (dossiers.rows, dossiers.batches, dossiers.quarantined_rows) == (2, 1, 2)
    assert (str(dossiers.first), str(dossiers.last)) == ("2023-03-01", "2023-06-30")
    assert dossiers.quarantined == {"unknown_unit": 2, "bad_choice": 1}
    assert (str(dossiers.simulated_share), status.simulated) == ("1/2", True)
    assert [
        (e.kind, e.counts["added"], e.counts["quarantined"]) for e in entries(store.path, 2)
    ] == [
        ("units", 3, 0),
        ("dossiers", 2, 2),
    ]


def test_units_of_a_version(store: Store) -> None:
    units = read_units(open_snapshot(store.path))
    assert [unit.code for unit in units] == ["H1", "T1", "X1"]
    assert units.levels()["H1"] is Level.DISTRICT
    found = units.find("X1")
    assert found is not None
    assert (found.name, found.parent) == ("Xã ví dụ", "H1")


def test_files_of_an_earlier_product_lack_new_fields_and_are_read(store: Store) -> None:
    store.take("dossiers", [dossier("A", sector="đất đai"), dossier("B")])
    for file in open_snapshot(store.path).manifest.files_of("dossiers"):
        path = store.path / file.path
        # Not by its path: the folders year=2023 would be read as columns.
        with path.open("rb") as held:
            older = pq.read_table(held).drop_columns(["sector"])
        pq.write_table(older, path)
    report = store.take("dossiers", [dossier("A", sector="đất đai"), dossier("B"), dossier("C")])
    assert (report.added, report.replaced, report.unchanged) == (1, 1, 1)
    with open_database(store.path) as database:
        make_views(database, open_snapshot(store.path), ["dossiers"])
        found = database.connection.execute("SELECT dossier_code, sector FROM dossiers ORDER BY 1")
        assert found.fetchall() == [("A", "đất đai"), ("B", None), ("C", None)]
