"""The progress of long work, where somebody watches and where nobody does."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from parindex.cli.screens.store import steps


def shown(*, terminal: bool) -> str:
    out = StringIO()
    screen = Console(file=out, width=120, force_terminal=terminal)
    with steps(screen) as watcher:
        watcher("Kiểm tra tệp")
        watcher.bar.refresh()
        watcher.step("Đọc khóa của từng dòng", 2_000_000)
        watcher.done(500_000)
        watcher.done(1_000_000)
        watcher.bar.refresh()
    return out.getvalue()


def test_a_step_shows_its_share_its_rows_their_speed_and_the_time_to_go() -> None:
    told = shown(terminal=True)
    assert "Kiểm tra tệp" in told
    assert "Đọc khóa của từng dòng" in told
    assert "50 %, 1.000.000 dòng" in told
    assert "dòng/giây" in told


def test_nothing_is_printed_where_nobody_watches() -> None:
    assert shown(terminal=False).strip() == ""
