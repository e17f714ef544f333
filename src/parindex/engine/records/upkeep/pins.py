"""Pins: versions that must stay readable, each under a name that says what it is kept for."""

from __future__ import annotations

import re
from pathlib import Path

from parindex.engine.reading.files import exists, written_aside
from parindex.engine.records.lake import PINS, changing, open_snapshot
from parindex.engine.records.lock import WAIT
from parindex.engine.values.problems import BadInput, excerpt

_NAME = re.compile(r"[\w-][\w.-]{0,63}")


def pins(store: Path) -> dict[str, str]:
    """The pinned versions by the names of their pins; `BadInput` if a pin cannot be read."""
    found = {}
    for path in sorted((store / PINS).glob("[!.]*")):
        try:
            found[path.name] = path.read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise BadInput.of(
                path, "tệp ghim phiên bản bị hỏng", "Hãy ghi lại bằng «parindex records pin»"
            ) from error
    return found


def pin(store: Path, name: str, version: str | None = None, *, wait: float = WAIT) -> str:
    """Keep a version (the current one, unless it is named) under a name; the version."""
    if not _NAME.fullmatch(name):
        raise BadInput.of(
            f"tên ghim «{excerpt(name)}»",
            "tên chỉ gồm chữ, số, dấu gạch và dấu chấm, dài tối đa 64 ký tự",
            "Hãy chọn tên khác, ví dụ bao-cao-2023",
        )
    with changing(store, wait=wait):
        snapshot = open_snapshot(store, version)
        held = pins(store).get(name, snapshot.version)
        if held != snapshot.version:
            raise BadInput.of(
                f"tên ghim «{name}»",
                f"đã ghim phiên bản {held}",
                "Hãy chọn tên khác, hoặc bỏ ghim cũ trước (--remove)",
            )
        (store / PINS).mkdir(exist_ok=True)
        with written_aside(store / PINS / name, durable=True) as aside:
            aside.write_text(snapshot.version + "\n", encoding="utf-8")
    return snapshot.version


def unpin(store: Path, name: str, *, wait: float = WAIT) -> str:
    """Take a pin away; the version that it held."""
    with changing(store, wait=wait):
        held = pins(store)
        if name not in held or not exists(store / PINS / name):
            raise BadInput.of(
                store,
                f"kho không có ghim «{excerpt(name)}»",
                f"Các ghim đang có: {', '.join(held) or 'không có'}",
            )
        (store / PINS / name).unlink()
    return held[name]
