"""How long the rows of each kind are kept: months by kind, told in a small file inside the store."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from parindex.engine.reading.files import exists, written_aside
from parindex.engine.records.catalog import KINDS, kind_named
from parindex.engine.records.lake import changing, open_snapshot
from parindex.engine.records.lock import WAIT
from parindex.engine.values.problems import BadInput, excerpt

POLICY = "retention.json"

LONGEST = 1200
"""Months; a hundred years."""

_MONTHS = 12


def retention(store: Path) -> dict[str, int]:
    """The months for which rows are kept, by kind; a kind that is not named is kept for ever."""
    open_snapshot(store)
    path = store / POLICY
    if not exists(path):
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = {kind: int(told[kind]) for kind in KINDS if kind in told}
        sound = isinstance(told, dict) and len(found) == len(told) and min(found.values()) > 0
    except (OSError, ValueError, TypeError) as error:
        raise _damaged(path) from error
    if not sound:
        raise _damaged(path)
    return found


def set_retention(
    store: Path, changes: Mapping[str, int | None], *, wait: float = WAIT
) -> dict[str, int]:
    """Set the months of some kinds, or let them be kept for ever (None); all that is set then.

    Nothing is removed before `purge`.
    """
    for kind, months in changes.items():
        _check(kind, months)
    with changing(store, wait=wait):
        told: dict[str, int | None] = {**retention(store), **changes}
        kept = {kind: told[kind] for kind in KINDS if told.get(kind) is not None}
        with written_aside(store / POLICY, durable=True) as aside:
            aside.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return retention(store)


def read_changes(given: Iterable[str]) -> dict[str, int | None]:
    """`KIND=MONTHS` as a person writes it, for `set_retention`; without months: kept for ever."""
    found: dict[str, int | None] = {}
    for text in given:
        kind, equals, months = text.partition("=")
        if not equals or not ((months.isascii() and months.isdecimal()) or not months):
            raise BadInput.of(
                f"thời hạn lưu «{excerpt(text)}»",
                "không đúng dạng LOẠI=SỐ_THÁNG",
                "Hãy ghi ví dụ dossiers=120, hoặc «dossiers=» để lưu mãi",
            )
        # A figure of any length is told as too large, not read in full.
        found[kind] = min(int(months[:9]), LONGEST + 1) if months else None
    return found


def first_kept(today: date, months: int) -> date:
    """The first day whose rows are kept: so many calendar months before today.

    A day that the month lacks is its last one: one month before 31 March is the last of February.
    """
    year, month = divmod(today.year * _MONTHS + today.month - 1 - months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def _check(kind: str, months: int | None) -> None:
    if kind_named(kind).day is None and months is not None:
        raise BadInput.of(
            f"loại «{kind}»",
            "đây là danh mục, không theo ngày nên không có thời hạn lưu",
            "Hãy chỉ đặt thời hạn lưu cho các loại hồ sơ có ngày",
        )
    if months is not None and not 1 <= months <= LONGEST:
        raise BadInput.of(
            f"thời hạn lưu của loại «{kind}»",
            "số tháng không dùng được",
            f"Hãy ghi số tháng từ 1 đến {LONGEST}, hoặc để trống sau dấu bằng để lưu mãi",
        )


def _damaged(path: Path) -> BadInput:
    return BadInput.of(
        path,
        "tệp thời hạn lưu bị hỏng",
        "Hãy xóa tệp này rồi đặt lại bằng «parindex records retention»",
    )
