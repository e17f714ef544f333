"""The lake: immutable Parquet files, one manifest per version, one pointer to the current one.

Layout of a store: `CURRENT` (the pointer), `versions/NUMBER-HASH.json`, one folder per kind with
`*.parquet`, and `quarantine/KIND/*.parquet`. Files are never changed or renamed
once a manifest names them; publishing a version replaces the pointer and nothing else, so a
reader that holds a manifest goes on reading what it names.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.reading.files import exists, written_aside
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.folders import DELETES, INDEX, QUARANTINE
from parindex.engine.records.journal import JOURNAL, Entry, write_entry
from parindex.engine.records.manifest import Manifest, read_manifest
from parindex.engine.values.problems import BadInput

POINTER = "CURRENT"
VERSIONS = "versions"
_LOCK = "parindex.lock"
"""Held by the one writer; its presence also tells a store that was never published from any folder."""

_UNFINISHED = "unfinished"
"""Stands while a writer works; found by the next one, it tells that the last one died."""

_FOLDERS = (*KINDS, QUARANTINE, DELETES, INDEX)
"""Where a writer makes files before a manifest names them."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a store, pinned: what it names stays readable whatever is imported later."""

    store: Path
    manifest: Manifest

    @property
    def version(self) -> str:
        return self.manifest.version


def open_snapshot(store: Path, version: str | None = None) -> Snapshot:
    """Pin the current (or the named) version; `BadInput` if the folder holds no store."""
    if not exists(store / POINTER):
        raise BadInput.of(
            store,
            "thư mục này không phải kho dữ liệu, hoặc kho chưa có dữ liệu",
            "Hãy nạp dữ liệu bằng lệnh «parindex records import», bắt đầu từ loại units",
        )
    name = version or _current(store)
    if version and version not in versions(store):
        raise BadInput.of(
            store,
            f"kho không có phiên bản «{version}»",
            f"Hãy dùng một trong: {', '.join(versions(store))}",
        )
    return Snapshot(store, read_manifest(store / VERSIONS / f"{name}.json"))


def versions(store: Path) -> list[str]:
    """The versions a store keeps, oldest first."""
    return sorted(path.stem for path in (store / VERSIONS).glob("[0-9]*.json"))


def _current(store: Path) -> str:
    """The version that the pointer names; `BadInput` where it is damaged."""
    pointer = store / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise _lost(pointer) from error
    if name not in versions(store):
        raise _lost(pointer)
    return name


def _lost(pointer: Path) -> BadInput:
    return BadInput.of(
        pointer,
        "tệp chỉ phiên bản hiện hành của kho dữ liệu bị thiếu hoặc hỏng",
        "Hãy khôi phục kho từ bản sao lưu, hoặc nạp lại vào một thư mục mới",
    )


def _require_pointer(store: Path) -> None:
    pointer = store / POINTER
    if pointer.exists():
        _current(store)
    elif len(versions(store)) > 1:
        # A store starts with one version; several without a pointer have lost it.
        raise _lost(pointer)


@contextmanager
def writing(store: Path) -> Iterator[Snapshot]:
    """Hold the store for writing; `BadInput` if another process does, or if it is no store.

    The folder is made if it is missing. What a writer that died left behind is cleared: files
    that no manifest names.
    """
    existed = store.exists()
    _prepare(store)
    with (store / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadInput.of(
                store,
                "một lần nạp dữ liệu khác đang ghi vào kho này",
                "Hãy chờ lần nạp đó xong rồi chạy lại",
            ) from error
        _require_pointer(store)
        if (store / _UNFINISHED).exists():
            _clear_orphans(store)
        (store / _UNFINISHED).touch()
        started = (store / POINTER).exists()
        try:
            yield open_snapshot(store) if started else Snapshot(store, Manifest())
        except BaseException:
            _clear_orphans(store)
            raise
        finally:
            (store / _UNFINISHED).unlink(missing_ok=True)
            if not (store / POINTER).exists():
                _remove_start(store, keep_folder=existed)


def publish(store: Path, manifest: Manifest, entry: Entry, *, expected: str) -> None:
    """Make the manifest the current version, provided that `expected` still is.

    The entry tells in the journal what led to it. Raises `BadInput` if someone else published in
    between; nothing is changed then.
    """
    pointer = store / POINTER
    current = _current(store) if pointer.exists() else ""
    if current != expected:
        raise BadInput.of(
            store,
            f"kho vừa chuyển sang phiên bản «{current}» trong khi đang nạp",
            "Hãy chạy lại lần nạp này",
        )
    write_entry(store, entry)
    with written_aside(store / VERSIONS / f"{manifest.version}.json") as aside:
        aside.write_text(manifest.to_json(), encoding="utf-8")
    with written_aside(pointer) as aside:
        aside.write_text(manifest.version + "\n", encoding="utf-8")


def _prepare(store: Path) -> None:
    if store.exists() and not store.is_dir():
        raise BadInput.of(store, "đây là một tệp, không phải thư mục", "Hãy chọn một thư mục khác")
    if store.is_dir() and any(store.iterdir()) and not _is_store(store):
        raise BadInput.of(
            store,
            "thư mục đã có dữ liệu khác, không phải kho của phần mềm",
            "Hãy chọn một thư mục trống hoặc chưa tồn tại",
        )
    try:
        (store / VERSIONS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput.of(
            store, "không tạo được thư mục của kho", "Hãy kiểm tra quyền ghi và đường dẫn"
        ) from error


def _is_store(store: Path) -> bool:
    published = (store / POINTER).is_file() and (store / VERSIONS).is_dir()
    return published or (store / _LOCK).is_file()


def _remove_start(store: Path, *, keep_folder: bool) -> None:
    """Undo the start of a store whose first import failed, touching only what a writer makes."""
    for name in (*_FOLDERS, VERSIONS, JOURNAL):
        shutil.rmtree(store / name, ignore_errors=True)
    (store / _LOCK).unlink(missing_ok=True)
    if not keep_folder:
        store.rmdir()


def _clear_orphans(store: Path) -> None:
    """Remove what a writer left behind: versions never made current, files never named."""
    current = _current(store) if (store / POINTER).exists() else ""
    named: set[str] = set()
    for version in versions(store):
        path = store / VERSIONS / f"{version}.json"
        if version > current:
            path.unlink()
        else:
            named.update(read_manifest(path).paths())
    for folder in _FOLDERS:
        for path in (store / folder).rglob("*"):
            if path.is_file() and path.relative_to(store).as_posix() not in named:
                path.unlink()
    reached = int(current.partition("-")[0]) if current else 0
    for path in (store / JOURNAL).glob("[0-9]*.json"):
        if int(path.stem) > reached:
            path.unlink()
