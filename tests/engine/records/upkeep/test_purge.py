"""Retention: rows past their time are gone from the disk, pins hold versions, old versions expire."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from parindex.engine.records.journal import VIETNAM, Action, entries
from parindex.engine.records.lake import versions
from parindex.engine.records.status import store_status
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.pins import pin, pins, unpin
from parindex.engine.records.upkeep.purge import purge
from parindex.engine.records.upkeep.retention import first_kept, retention, set_retention
from parindex.engine.records.upkeep.undo import undo
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import Store, dossier
from tests.engine.records.upkeep.kit import aged, on_disk, rows_of, sectors, strays

# Twelve months before: the last day that goes is 14 June 2023.
NOW = datetime(2024, 6, 15, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_the_first_day_that_is_kept() -> None:
    assert first_kept(date(2024, 6, 15), 12) == date(2023, 6, 15)
    assert first_kept(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert first_kept(date(2023, 3, 31), 1) == date(2023, 2, 28)
    assert first_kept(date(2024, 1, 15), 1) == date(2023, 12, 15)
    assert first_kept(date(2024, 12, 1), 24) == date(2022, 12, 1)


def test_rows_past_their_time_are_gone_from_every_file(store: Store) -> None:
    store.take(
        "dossiers",
        [
            dossier("CU", received_at="2023-06-14 23:59"),
            dossier("MOI", received_at="2023-06-15"),
            dossier("SUA", received_at="2023-07-01", sector="cũ"),
        ],
    )
    store.take("dossiers", [dossier("XUA", received_at="2022-01-05")])
    store.take("dossiers", [dossier("SUA", received_at="2023-07-01", sector="mới")])
    set_retention(store.path, {"dossiers": 12})
    report = purge(store.path, now=NOW)
    assert [(kind.kind, kind.first_kept, kind.removed) for kind in report.kinds] == [
        ("dossiers", date(2023, 6, 15), 2)
    ]
    assert sectors(store.path) == {"MOI": None, "SUA": "mới"}
    assert on_disk(store.path) == {"MOI", "SUA"}
    # The version before any dossier holds none of them and stays.
    assert len(report.versions) == 3
    assert [v[:6] for v in versions(store.path)] == ["000001", "000005"]
    assert strays(store.path) == set()
    assert report.freed > 0
    told = list(entries(store.path, 5))
    assert [entry.number for entry in told] == [1, 2, 3, 4, 5]
    assert (told[-1].action, told[-1].days) == (
        Action.PURGE,
        ((date(2022, 1, 5), date(2023, 6, 14)),),
    )


def test_what_is_left_keeps_its_masks_and_keys(store: Store) -> None:
    old = dossier("CU", received_at="2020-01-01")
    store.take("dossiers", [old, *(dossier(f"A{i}", received_at="2023-08-01") for i in range(9))])
    last = store.take("dossiers", [dossier("A3", received_at="2023-08-01", sector="mới")])
    set_retention(store.path, {"dossiers": 12})
    purge(store.path, now=NOW)
    assert len(rows_of(store.path)) == 9
    again = store.take("dossiers", [dossier("A4", received_at="2023-08-01", sector="sửa")])
    assert (again.added, again.replaced) == (0, 1)
    undo(store.path, last.batch)
    assert sectors(store.path) == {f"A{i}": "sửa" if i == 4 else None for i in range(9)}
    first = next(entry for entry in entries(store.path, 2) if entry.kind == "dossiers")
    with pytest.raises(BadInput, match="đã bị xóa do hết thời hạn lưu"):
        undo(store.path, first.batch)


def test_quarantined_rows_leave_by_the_day_they_came(store: Store) -> None:
    store.take("dossiers", [dossier("A", unit_code="CU"), dossier("B")])
    aged(store.path, 400)
    store.take("dossiers", [dossier("C", unit_code="MOI"), dossier("D", received_at="2026-01-01")])
    set_retention(store.path, {"dossiers": 12})
    report = purge(store.path, now=datetime.now(VIETNAM))
    assert report.kinds[0].quarantined_rows == 1
    assert [fault["value"] for fault in store.quarantine("dossiers")] == ["MOI"]
    assert store_status(store.path).kinds[1].quarantined == {"unknown_unit": 1}


def test_rows_of_a_folded_quarantine_leave_one_by_one(store: Store) -> None:
    store.take("dossiers", [dossier("A", unit_code="CU"), dossier("B")], "cu.csv")
    aged(store.path, 300)
    store.take("dossiers", [dossier("C", unit_code="MOI"), dossier("D")], "moi.csv")
    aged(store.path, 100)
    compact(store.path, "dossiers")
    set_retention(store.path, {"dossiers": 240})
    assert purge(store.path).kinds[0].quarantined_rows == 0
    # Of the two rows in one file one came 400 days ago, the other 100.
    set_retention(store.path, {"dossiers": 12})
    report = purge(store.path)
    assert report.kinds[0].quarantined_rows == 1
    assert [fault["value"] for fault in store.quarantine("dossiers")] == ["MOI"]
    status = store_status(store.path).kinds[1]
    assert (status.quarantined_rows, status.quarantined) == (1, {"unknown_unit": 1})
    assert strays(store.path) == set()
    aged(store.path, 400)
    assert purge(store.path).kinds[0].quarantined_rows == 1
    assert not (store.path / "quarantine").exists()


def test_a_purge_without_anything_to_remove_makes_no_version(store: Store) -> None:
    store.take("dossiers", [dossier("A")])
    before = versions(store.path)
    assert purge(store.path, now=NOW).kinds == ()
    set_retention(store.path, {"dossiers": 120})
    report = purge(store.path, now=NOW)
    assert (report.kinds[0].removed, report.versions, report.version) == (0, (), before[-1])
    assert versions(store.path) == before


def test_a_pin_holds_a_version_and_is_told_until_it_is_taken_away(store: Store) -> None:
    store.take("dossiers", [dossier("CU", received_at="2020-01-01"), dossier("MOI")])
    pinned = pin(store.path, "bao-cao-2020")
    store.take("dossiers", [dossier("B", received_at="2023-09-01")])
    set_retention(store.path, {"dossiers": 18})
    report = purge(store.path, keep_versions=1, now=NOW)
    assert report.held_by_pins == {"bao-cao-2020": pinned}
    assert versions(store.path) == [pinned, report.version]
    assert len(rows_of(store.path, version=pinned)) == 2
    assert "CU" in on_disk(store.path)
    assert unpin(store.path, "bao-cao-2020") == pinned
    report = purge(store.path, now=NOW)
    assert (report.versions, report.held_by_pins) == ((pinned,), {})
    assert on_disk(store.path) == {"MOI", "B"}


def test_old_versions_expire_by_number_and_by_age(store: Store) -> None:
    for number in range(4):
        store.take("dossiers", [dossier("A", sector=str(number))])
    kept = versions(store.path)
    report = purge(store.path, keep_versions=2, keep_days=10)
    assert report.versions == ()
    aged(store.path, 10)
    store.take("dossiers", [dossier("A", sector="cuối")])
    report = purge(store.path, keep_days=10)
    assert report.versions == tuple(kept)
    assert versions(store.path) == [report.version]
    assert sectors(store.path) == {"A": "cuối"}
    # Nothing that an undo needs has gone: it asks the current version alone.
    last = list(entries(store.path, 6))[-1]
    undo(store.path, last.batch)
    assert sectors(store.path) == {"A": "3"}


def test_pins_that_cannot_be(store: Store) -> None:
    with pytest.raises(BadInput, match="tên chỉ gồm chữ"):
        pin(store.path, "../CURRENT")
    with pytest.raises(BadInput, match="không có phiên bản"):
        pin(store.path, "a", "000009-00000000")
    first = pin(store.path, "báo-cáo")
    store.take("dossiers", [dossier("A")])
    with pytest.raises(BadInput, match=f"đã ghim phiên bản {first}"):
        pin(store.path, "báo-cáo")
    with pytest.raises(BadInput, match="không có ghim «x»"):
        unpin(store.path, "x")
    (store.path / "pins" / "báo-cáo").write_bytes(b"\xff")
    with pytest.raises(BadInput, match="tệp ghim phiên bản bị hỏng"):
        pins(store.path)


def test_retention_is_set_changed_and_lifted(store: Store) -> None:
    assert retention(store.path) == {}
    assert set_retention(store.path, {"tasks": 60, "dossiers": 12}) == {"dossiers": 12, "tasks": 60}
    assert set_retention(store.path, {"dossiers": None}) == {"tasks": 60}
    for changes, sentence in (
        ({"units": 12}, "đây là danh mục"),
        ({"tasks": 0}, "số tháng từ 1 đến 1200"),
        ({"hoso": 12}, "không có loại này"),
    ):
        with pytest.raises(BadInput, match=sentence):
            set_retention(store.path, changes)
    assert retention(store.path) == {"tasks": 60}


@pytest.mark.parametrize("text", ["{", "[]", '{"tasks": 0}', '{"hoso": 1}', '{"tasks": "x"}'])
def test_a_damaged_retention_is_told(store: Store, text: str) -> None:
    (store.path / "retention.json").write_text(text)
    for call in (retention, purge):
        with pytest.raises(BadInput, match="tệp thời hạn lưu bị hỏng"):
            call(store.path)


def test_a_damaged_journal_is_told(store: Store) -> None:
    path = store.path / "journal" / "000001.json"
    told = json.loads(path.read_text())
    for text in ("{", "[]", json.dumps({**told, "action": "?"}), json.dumps({**told, "x": 1})):
        path.write_text(text)
        with pytest.raises(BadInput, match="tệp nhật ký của kho dữ liệu bị thiếu hoặc hỏng"):
            list(entries(store.path, 1))
    path.unlink()
    with pytest.raises(BadInput, match="tệp nhật ký"):
        store_status(store.path)
