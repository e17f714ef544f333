"""The files of the storage, and the store of records, as entries of a backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage

from parindex.apps.files.shelves import stored_names
from parindex.apps.jobs.working import FOLDER as OF_JOBS
from parindex.engine.reading.files import ASIDE
from parindex.engine.records.lake import POINTER, changing, open_snapshot
from parindex.engine.values.problems import BadInput
from parindex.site.keeping.archive import Reader, Writer

FILES, LAKE = "files", "lake"
_CHUNK = 1024 * 1024
_WAIT = 300.0
_OF_THE_MOMENT = frozenset({"parindex.lock", "unfinished", "aggregates"})
"""In a store: what its writer holds, and what follows from the records."""


def add_files(writer: Writer) -> int:
    """Every file of the storage; returns how many. Files are only ever added, never changed."""
    count = 0
    for name in stored_names():
        if name.startswith(f"{OF_JOBS}/"):
            # Made from what is kept, for whoever asked, for some days.
            continue
        with default_storage.open(name) as file:
            writer.add(f"{FILES}/{name}", file.chunks(_CHUNK), packed=True)
        count += 1
    return count


def add_lake(writer: Writer, store: Path) -> str:
    """The store of records, held against writers meanwhile; returns its version, "" without a store."""
    if not (store / POINTER).exists():
        return ""
    with changing(store, wait=_WAIT) as snapshot:
        for path in sorted(store.rglob("*")):
            parts = path.relative_to(store).parts
            if path.is_file() and not _is_of_the_moment(parts):
                packed = path.suffix == ".parquet"
                writer.add(f"{LAKE}/{'/'.join(parts)}", _chunks(path), packed=packed)
        return snapshot.version


@contextmanager
def files_put_back(reader: Reader) -> Iterator[None]:
    """Save the backup's files in the storage; they are taken away again if the block fails."""
    saved: list[str] = []
    try:
        for path in reader.under(FILES):
            name = path.removeprefix(f"{FILES}/")
            with reader.stream(path) as stream:
                saved.append(default_storage.save(name, File(stream)))
        yield
    except BaseException:
        for name in saved:
            default_storage.delete(name)
        raise


@contextmanager
def lake_put_back(reader: Reader, store: Path) -> Iterator[None]:
    """Put the backup's store of records at `store`, whole or not at all."""
    if not reader.under(LAKE):
        yield
        return
    aside = store.with_name(f"{ASIDE}{store.name}-khoi-phuc")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        for path in reader.under(LAKE):
            target = aside / path.removeprefix(f"{LAKE}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                for chunk in reader.chunks(path):
                    file.write(chunk)
        _require_version(aside, reader)
        if store.exists():
            store.rmdir()
        aside.rename(store)
        try:
            yield
        except BaseException:
            store.rename(aside)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _require_version(store: Path, reader: Reader) -> None:
    version = open_snapshot(store).version
    if version != reader.manifest.lake:
        raise BadInput.of(
            "kho hồ sơ trong bản sao lưu",
            f"đang ở phiên bản {version}, bản kê ghi {reader.manifest.lake}",
            "Hãy dùng một bản sao lưu khác",
        )


def _is_of_the_moment(parts: tuple[str, ...]) -> bool:
    return parts[0] in _OF_THE_MOMENT or any(part.startswith(ASIDE) for part in parts)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from File(file).chunks(_CHUNK)
