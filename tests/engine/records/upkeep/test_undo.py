"""One import taken back: what goes, what comes back, what stays, and when it is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from parindex.engine.records.journal import VIETNAM, Action, entries
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.status import store_status
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.undo import undo
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import UNITS, Store, dossier
from tests.engine.records.upkeep.kit import rows_of, sectors, strays

TOMORROW = datetime.now(VIETNAM) + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_added_rows_go_and_replaced_ones_come_back(store: Store) -> None:
    store.take("dossiers", [dossier("A", sector="cũ"), dossier("B", sector="cũ")])
    wrong = store.take(
        "dossiers",
        [dossier("B", sector="sai"), dossier("C", sector="sai", received_at="2023-04-02")],
    )
    report = undo(store.path, wrong.batch)
    assert sectors(store.path) == {"A": "cũ", "B": "cũ"}
    assert (report.removed, report.restored, report.overruled) == (2, 1, 0)
    assert open_snapshot(store.path).version == report.version
    # The version in between stays readable.
    assert len(rows_of(store.path, version=wrong.version)) == 3
    last = list(entries(store.path, 4))[-1]
    assert (last.action, last.of, last.kind) == (Action.UNDO, wrong.batch, "dossiers")
    assert last.days == (
        (date(2023, 3, 1), date(2023, 3, 1)),
        (date(2023, 4, 2), date(2023, 4, 2)),
    )
    assert strays(store.path) == set()


def test_a_later_word_stays_and_is_followed_by_the_earliest_when_it_goes_too(store: Store) -> None:
    store.take("dossiers", [dossier("A", sector="một")])
    second = store.take("dossiers", [dossier("A", sector="hai")])
    third = store.take("dossiers", [dossier("A", sector="ba")])
    report = undo(store.path, second.batch)
    assert (report.removed, report.restored, report.overruled) == (0, 0, 1)
    assert sectors(store.path) == {"A": "ba"}
    assert undo(store.path, third.batch).restored == 1
    assert sectors(store.path) == {"A": "một"}


def test_rows_that_later_batches_repeat_are_named(store: Store) -> None:
    first = store.take("dossiers", [dossier("A")])
    later = store.take("dossiers", [dossier("A"), dossier("B")])
    assert undo(store.path, first.batch).repeated_in == (later.batch,)
    assert set(sectors(store.path)) == {"B"}
    assert store.take("dossiers", [dossier("A"), dossier("B")]).added == 1


def test_quarantined_rows_go_too(store: Store) -> None:
    store.take("dossiers", [dossier("A", unit_code="ZZ"), dossier("B")])
    wrong = store.take(
        "dossiers", [dossier("C", unit_code="ZZ", status="?"), dossier("D", status="?")]
    )
    assert store_status(store.path).kinds[1].quarantined == {"unknown_unit": 2, "bad_choice": 2}
    assert undo(store.path, wrong.batch).quarantined_rows == 2
    left = store_status(store.path).kinds[1]
    assert (left.quarantined, left.quarantined_rows) == ({"unknown_unit": 1}, 1)
    assert (left.rows, left.batches) == (1, 1)


def test_rows_that_the_batch_had_cleared_are_quarantined_again(store: Store) -> None:
    store.take("dossiers", [dossier("A", unit_code="ZZ"), dossier("B")])
    mended = store.take("dossiers", [dossier("A")])
    assert store_status(store.path).kinds[1].quarantined_rows == 0
    report = undo(store.path, mended.batch)
    assert (report.removed, report.quarantined_rows, report.standing_again) == (1, 0, 1)
    left = store_status(store.path).kinds[1]
    assert (left.quarantined, left.quarantined_rows) == ({"unknown_unit": 1}, 1)


def test_a_kind_without_batches_was_never_imported(store: Store) -> None:
    only = store.take("dossiers", [dossier("A"), dossier("B", unit_code="ZZ")])
    undo(store.path, only.batch)
    assert [kind.kind for kind in store_status(store.path).kinds] == ["units"]
    assert rows_of(store.path) == []
    assert store.take("dossiers", [dossier("A")]).added == 1


def test_what_cannot_be_undone_is_told(store: Store) -> None:
    first = store.take("dossiers", [dossier("A", sector="một")])
    second = store.take("dossiers", [dossier("A", sector="hai")])
    version = open_snapshot(store.path).version
    for unknown in ("000009-00000000", f"{first.batch[:-1]}x", "x", "", "../../000001", "9" * 400):
        with pytest.raises(BadInput, match="kho không có lần nạp"):
            undo(store.path, unknown)
    assert open_snapshot(store.path).version == version
    undo(store.path, second.batch)
    undoing = list(entries(store.path, 4))[-1].batch
    with pytest.raises(BadInput, match="đã được hoàn tác"):
        undo(store.path, second.batch)
    with pytest.raises(
        BadInput, match=r"một lần hoàn tác, không phải một lần nạp.*nạp lại tệp gốc"
    ):
        undo(store.path, undoing)
    store.take("dossiers", [dossier("A", sector="ba")])
    (report,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
    assert (report.files_before, report.files_after, report.masked_after) == (2, 1, 0)
    with pytest.raises(BadInput, match="đã được gộp với các lần khác"):
        undo(store.path, first.batch)
    with pytest.raises(BadInput, match="không phải kho dữ liệu"):
        undo(store.path / "khác", first.batch)
    assert not (store.path / "khác").exists()
    assert sectors(store.path) == {"A": "ba"}


def test_units_that_records_refer_to_stay(store: Store) -> None:
    more = store.take("units", [{**UNITS[2], "code": "X2"}, {**UNITS[0], "name": "Sở đổi tên"}])
    taken = store.take("dossiers", [dossier("A", unit_code="X2"), dossier("B")])
    with pytest.raises(BadInput, match=r"1 dòng của loại dossiers dùng đơn vị .* «X2»"):
        undo(store.path, more.batch)
    undo(store.path, taken.batch)
    report = undo(store.path, more.batch)
    assert (report.removed, report.restored) == (2, 1)
    assert [row[1] for row in rows_of(store.path, "units")] == [
        "Huyện ví dụ",
        "Sở ví dụ",
        "Xã ví dụ",
    ]


def test_units_stay_where_days_would_fall_out_of_their_validity(store: Store) -> None:
    longer = store.take("units", [{**UNITS[1], "valid_to": "2026-12-31"}])
    store.take("dossiers", [dossier("A", unit_code="H1", received_at="2025-08-01")])
    with pytest.raises(BadInput, match="1 dòng của loại dossiers dùng đơn vị"):
        undo(store.path, longer.batch)


def test_units_that_other_units_name_stay(store: Store) -> None:
    parent = store.take("units", [{**UNITS[1], "code": "H2"}])
    store.take("units", [{**UNITS[2], "code": "X9", "parent_code": "H2"}])
    with pytest.raises(BadInput, match="1 dòng của loại units dùng đơn vị"):
        undo(store.path, parent.batch)
    assert len(rows_of(store.path, "units")) == 5
