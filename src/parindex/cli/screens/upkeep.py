"""The upkeep of a store on the screen: its history, what was taken back, folded, removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.table import Table

from parindex.cli.screens.store import print_warnings
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.journal import VIETNAM, Action
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import vietnamese_date

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.records.journal import Entry
    from parindex.engine.records.upkeep.compaction import CompactReport
    from parindex.engine.records.upkeep.history import Change
    from parindex.engine.records.upkeep.purge import PurgeReport
    from parindex.engine.records.upkeep.undo import UndoReport

_ACTIONS = {
    Action.IMPORT: "nạp",
    Action.UNDO: "hoàn tác",
    Action.COMPACT: "gộp tệp",
    Action.PURGE: "xóa hết hạn",
}

_COUNTS = {
    "added": "thêm",
    "replaced": "thay",
    "unchanged": "không đổi",
    "removed": "bỏ",
    "restored": "trả lại",
    "overruled": "giữ theo lần sau",
    "quarantined": "cách ly",
    "cleared": "hết cách ly",
    "standing_again": "cách ly lại",
    "masked_before": "dòng bị thay",
    "masked_after": "còn",
    "files_before": "tệp",
    "files_after": "còn",
    "quarantine_before": "tệp cách ly",
    "quarantine_after": "còn",
}
"""What the counts of the journal are called; one that is not here is told by its own name."""

_FILES_SHOWN = 3


def print_history(changes: Sequence[Change], screen: Console) -> None:
    """Print the changes of a store, one a row."""
    table = Table()
    for heading in ("Mã", "Việc", "Loại", "Lúc"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Người làm", "Tệp", "Số dòng", "Tình trạng"):
        table.add_column(heading)
    for change in changes:
        entry = change.entry
        table.add_row(
            entry.batch,
            _ACTIONS[entry.action],
            entry.kind,
            _time(entry.at),
            entry.by,
            _files(entry),
            _counts(entry.counts),
            _state(change),
        )
    screen.print(table)
    for change in changes:
        entry = change.entry
        print_warnings(entry.kind, entry.batch, entry.warnings, screen)


def _time(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _files(entry: Entry) -> str:
    names = [name for name, _ in entry.files]
    shown = ", ".join(names[:_FILES_SHOWN])
    more = len(names) - _FILES_SHOWN
    return f"{shown} và {more} tệp khác" if more > 0 else shown


def _counts(counts: Mapping[str, int]) -> str:
    told = (
        f"{_COUNTS.get(name, name)} {vietnamese(count)}" for name, count in counts.items() if count
    )
    return ", ".join(told)


def _state(change: Change) -> str:
    entry = change.entry
    if change.undone_by:
        return f"đã hoàn tác ({change.undone_by})"
    if change.folded_by:
        return "đã gộp, không hoàn tác được"
    if entry.action is Action.UNDO:
        return f"hoàn tác {entry.of}"
    if entry.action is Action.COMPACT:
        return f"gộp đến {entry.of}"
    return ""


def print_undo(report: UndoReport, screen: Console) -> None:
    """Print what an undo did."""
    screen.print(
        f"Đã hoàn tác lần nạp {report.batch} ({KINDS[report.kind].title}):"
        f" bỏ {vietnamese(report.removed)} dòng, trả lại {vietnamese(report.restored)} dòng trước đó."
    )
    if report.overruled:
        screen.print(
            f"    {vietnamese(report.overruled)} dòng đã được lần nạp sau thay: giữ theo lần sau."
        )
    if report.quarantined_rows:
        screen.print(f"    Bỏ {vietnamese(report.quarantined_rows)} dòng khỏi khu cách ly.")
    if report.standing_again:
        screen.print(
            f"    {vietnamese(report.standing_again)} dòng trở lại khu cách ly,"
            " vì dòng đúng thay cho chúng đã bị hoàn tác."
        )
    if report.repeated_in:
        screen.print(
            f"    Lưu ý: các lần nạp sau ({', '.join(report.repeated_in)}) có dòng trùng với dữ liệu"
            " lúc đó nên không ghi lại. Nếu chúng chứa dòng vừa bị bỏ, hãy nạp lại tệp của các lần đó.",
            style="yellow",
        )
    screen.print(f"    Phiên bản mới của kho: {report.version}")


def print_compaction(reports: Sequence[CompactReport], screen: Console) -> None:
    """Print what a compaction did to each kind."""
    for report in reports:
        title = KINDS[report.kind].title
        if not report.changed:
            screen.print(f"{title}: không có gì cần gộp.")
            continue
        screen.print(
            f"{title}: {vietnamese(report.rows)} dòng,"
            f" từ {vietnamese(report.files_before)} tệp còn {vietnamese(report.files_after)},"
            f" dòng đã bị thay từ {vietnamese(report.masked_before)}"
            f" còn {vietnamese(report.masked_after)};"
            f" tệp cách ly từ {vietnamese(report.quarantine_before)}"
            f" còn {vietnamese(report.quarantine_after)}."
        )
    if not reports:
        screen.print("Kho không có loại hồ sơ này; không có gì cần gộp.")


def print_retention(kept: Mapping[str, int], screen: Console) -> None:
    """Print for how long each kind is kept."""
    table = Table("Loại", "Tên", "Thời hạn lưu")
    for name, kind in KINDS.items():
        if kind.day is not None:
            months = kept.get(name)
            table.add_row(name, kind.title, f"{months} tháng" if months else "lưu mãi")
    screen.print(table)


def print_purge(report: PurgeReport, screen: Console) -> None:
    """Print what a purge removed, and what pins kept it from removing."""
    for kind in report.kinds:
        screen.print(
            f"{KINDS[kind.kind].title}: giữ từ ngày {vietnamese_date(kind.first_kept)};"
            f" xóa {vietnamese(kind.removed)} dòng,"
            f" {vietnamese(kind.quarantined_rows)} dòng cách ly."
        )
    if not report.kinds:
        screen.print("Chưa đặt thời hạn lưu cho loại hồ sơ nào (xem «records retention»).")
    screen.print(
        f"Xóa {len(report.versions)} phiên bản cũ,"
        f" giải phóng {vietnamese(report.freed // 1024)} KB đĩa."
    )
    for name, version in report.held_by_pins.items():
        screen.print(
            f"    Phiên bản {version} (ghim «{name}») còn giữ dữ liệu hết thời hạn lưu;"
            " hãy bỏ ghim rồi chạy lại lệnh này.",
            style="yellow",
        )


def print_pins(pins: Mapping[str, str], screen: Console) -> None:
    """Print the pins of a store."""
    if not pins:
        screen.print("Kho không ghim phiên bản nào.")
        return
    table = Table("Tên ghim", "Phiên bản")
    for name, version in pins.items():
        table.add_row(name, version)
    screen.print(table)
