"""Whether a batch can be taken back, and if not, why."""

from __future__ import annotations

from collections.abc import Sequence

from parindex.engine.records.journal import Action, Entry, entries
from parindex.engine.records.lake import Snapshot
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.ranks import batch_of, is_batch_id, rank_of
from parindex.engine.records.upkeep.history import folds
from parindex.engine.values.problems import BadInput, excerpt

_AGAIN = "Nếu muốn có lại dữ liệu, hãy nạp lại tệp gốc bằng «parindex records import»"


def undoable_entry(snapshot: Snapshot, batch: str) -> tuple[Entry, list[Entry]]:
    """The entry of a batch that can be taken back, and the later ones; else `BadInput` says why."""
    entry, *later = _entries_from(snapshot, batch)
    if entry.action is not Action.IMPORT:
        raise BadInput.of(batch, f"đây là {_CALLED[entry.action]}, không phải một lần nạp", _AGAIN)
    for each in later:
        if each.action is Action.UNDO and each.of == batch:
            raise BadInput.of(batch, f"lần nạp này đã được hoàn tác ({each.batch})", _AGAIN)
        if each.action is Action.COMPACT and folds(each, entry):
            raise BadInput.of(
                batch,
                f"lần nạp này đã được gộp với các lần khác ({each.batch}) nên không tách ra được nữa",
                "Hãy nạp tệp đúng để thay các dòng sai",
            )
    if _rows_left(snapshot.manifest.of(entry.kind), batch) != _rows_written(entry):
        raise BadInput.of(
            batch,
            "một phần số dòng của lần nạp này đã bị xóa do hết thời hạn lưu",
            "Hãy nạp tệp đúng để thay các dòng sai",
        )
    return entry, later


_CALLED = {
    Action.UNDO: "một lần hoàn tác",
    Action.COMPACT: "một lần gộp tệp",
    Action.PURGE: "một lần xóa dữ liệu hết thời hạn lưu",
}


def repeating_batches(later: Sequence[Entry], entry: Entry) -> tuple[str, ...]:
    """The later batches, not undone, that found rows of theirs in the store already."""
    undone = {each.of for each in later if each.action is Action.UNDO}
    return tuple(
        each.batch
        for each in later
        if each.kind == entry.kind and each.batch not in undone and each.counts.get("unchanged")
    )


def _entries_from(snapshot: Snapshot, batch: str) -> list[Entry]:
    number = rank_of(batch) if is_batch_id(batch) else 0
    last = snapshot.manifest.number
    found = list(entries(snapshot.store, last, number)) if 0 < number <= last else []
    if not found or found[0].batch != batch:
        raise BadInput.of(
            snapshot.store,
            f"kho không có lần nạp «{excerpt(batch)}»",
            "Hãy xem mã các lần nạp bằng «parindex records history»",
        )
    return found


def _rows_left(held: KindFiles, batch: str) -> int:
    return sum(file.rows for file in held.files if batch_of(file.path) == batch)


def _rows_written(entry: Entry) -> int:
    return entry.counts["added"] + entry.counts["replaced"]
