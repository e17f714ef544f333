"""The lake: immutable Parquet files, one manifest per version, one pointer to the current one.

Layout of a store: `CURRENT` (the pointer), `versions/NUMBER-HASH.json`, one folder per kind with
`*.parquet`, and `quarantine/KIND/*.parquet`. Files are never changed or renamed
once a manifest names them; publishing a version replaces the pointer and nothing else, so a
reader that holds a manifest goes on reading what it names.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.reading.files import ASIDE, exists, make_durable, written_aside
from parindex.engine.reading.passing import clear_abandoned
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.folders import DELETES, INDEX, QUARANTINE
from parindex.engine.records.journal import JOURNAL, Entry, write_entry
from parindex.engine.records.lock import WAIT, held
from parindex.engine.records.manifest import Manifest, read_manifest
from parindex.engine.values.problems import BadInput

POINTER = "CURRENT"
VERSIONS = "versions"
_LOCK = "parindex.lock"
"""Held by the one writer; its presence also tells a store that was never published from any folder."""

PINS = "pins"
"""Holds a file for each pin, named by its purpose; its content is the version that must stay."""

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


def number_of(version: str) -> int:
    """The number of a version."""
    return int(version.partition("-")[0])


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
    elif len(versions(store)) > 1 or max(map(number_of, versions(store)), default=0) > 1:
        # A store starts with version one; more than that without a pointer has lost it.
        raise _lost(pointer)


@contextmanager
def writing(store: Path, *, wait: float = WAIT) -> Iterator[Snapshot]:
    """Hold the store for writing; `BadInput` if it is no store.

    Another writer is waited for, `wait` seconds at most; then `BadInput`. The folder is made if it
    is missing. What a writer that died left behind is cleared: files that no manifest names.
    """
    existed = store.exists()
    with held(store / _LOCK, wait, prepare=lambda: _prepare(store)):
        _require_pointer(store)
        started = (store / POINTER).exists()
        # Before anything is touched: a store of another product may not be read at all.
        snapshot = open_snapshot(store) if started else Snapshot(store, Manifest())
        if (store / _UNFINISHED).exists():
            clear_orphans(store)
            clear_abandoned()
        (store / _UNFINISHED).touch()
        try:
            yield snapshot
        except BaseException:
            # Should this fail too, the mark stays and the next writer clears.
            clear_orphans(store)
            _finish(store, keep_folder=existed)
            raise
        _finish(store, keep_folder=existed)


@contextmanager
def changing(store: Path, *, wait: float = WAIT) -> Iterator[Snapshot]:
    """Hold a store that has been published for writing; `BadInput` where there is none."""
    open_snapshot(store)
    with writing(store, wait=wait) as snapshot:
        yield snapshot


def _finish(store: Path, *, keep_folder: bool) -> None:
    (store / _UNFINISHED).unlink(missing_ok=True)
    if not (store / POINTER).exists():
        _remove_start(store, keep_folder=keep_folder)


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
    _make_new_files_durable(store, manifest, current)
    write_entry(store, entry)
    with written_aside(store / VERSIONS / f"{manifest.version}.json", durable=True) as aside:
        aside.write_text(manifest.to_json(), encoding="utf-8")
    with written_aside(pointer, durable=True) as aside:
        aside.write_text(manifest.version + "\n", encoding="utf-8")


def _make_new_files_durable(store: Path, manifest: Manifest, current: str) -> None:
    """The pointer must never outlive in a power cut what it leads to."""
    known = set(open_snapshot(store, current).manifest.paths()) if current else set()
    new = [store / path for path in manifest.paths() if path not in known]
    folders = {folder for path in new for folder in path.parents if store in folder.parents}
    for path in (*new, *folders, store):
        make_durable(path)


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


def clear_orphans(store: Path) -> None:
    """Remove what no version needs: versions never made current, files never named or no more.

    Only for whoever holds the store for writing.
    """
    current = _current(store) if (store / POINTER).exists() else ""
    named: set[str] = set()
    for version in versions(store):
        path = store / VERSIONS / f"{version}.json"
        if version > current:
            path.unlink()
        else:
            named.update(read_manifest(path).paths())
    _clear_unnamed(store, named)
    reached = number_of(current) if current else 0
    for path in (store / JOURNAL).glob("[0-9]*.json"):
        if int(path.stem) > reached:
            path.unlink()
    for folder in ("", VERSIONS, JOURNAL, PINS):
        for path in (store / folder).glob(f"{ASIDE}*"):
            path.unlink()


def _clear_unnamed(store: Path, named: set[str]) -> None:
    for folder in _FOLDERS:
        # The deepest first, so that folders are seen after what was in them.
        for path in sorted((store / folder).rglob("*"), reverse=True):
            if path.is_dir():
                _remove_if_empty(path)
            elif path.relative_to(store).as_posix() not in named:
                path.unlink()
        _remove_if_empty(store / folder)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
