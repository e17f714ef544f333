"""Put a backup back, on this machine or another, into this kind of database or the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from parindex.apps.events.queries import faults
from parindex.apps.files.shelves import stored_names
from parindex.engine.values.problems import BadInput, Problem
from parindex.site.keeping import rows
from parindex.site.keeping.archive import Manifest, Reader, opened
from parindex.site.keeping.files import files_put_back, lake_put_back

Say = Callable[[str], None]


def restore(path: Path, say: Say) -> Manifest:
    """Put everything back into an empty database, storage and store; whole or not at all.

    `BadInput` if the backup is damaged or of another version's shape, or if anything is there
    already; then nothing was changed. Returns what the backup holds.
    """
    with opened(path) as reader:
        _require_shape(path, reader.manifest)
        _require_empty()
        say("Kiểm tra bản sao lưu")
        reader.verify()
        say("Tệp, kho hồ sơ và cơ sở dữ liệu")
        with (
            files_put_back(reader),
            lake_put_back(reader, settings.RECORDS_STORE),
            transaction.atomic(),
        ):
            _load(path, reader)
        return reader.manifest


def _load(path: Path, reader: Reader) -> None:
    tables = rows.models()
    for model in tables:
        label = model._meta.label
        try:
            with reader.stream(f"database/{label}.jsonl") as lines:
                count = rows.load(model, lines)
        except (DatabaseError, ValueError) as error:
            raise BadInput.of(
                f"{path}, bảng {label}",
                f"không ghi được vào cơ sở dữ liệu ({str(error).splitlines()[0]})",
                "Không có gì được khôi phục; hãy báo người phát triển kèm câu này",
            ) from error
        _require_same(path, f"số dòng của bảng {label}", count, reader.manifest.tables[label])
    rows.count_on(tables)
    _require_same(path, "đầu các chuỗi sự kiện", rows.chain_heads(), reader.manifest.chains)
    broken = [
        Problem(str(each), "chuỗi sự kiện không nguyên vẹn", "Hãy dùng một bản sao lưu khác")
        for each in faults()
    ]
    if broken:
        raise BadInput(*broken)


def _require_same(path: Path, what: str, found: object, kept: object) -> None:
    if found != kept:
        raise BadInput.of(path, f"{what} không khớp với bản kê", "Hãy dùng một bản sao lưu khác")


def _require_shape(path: Path, manifest: Manifest) -> None:
    if manifest.migrations != rows.migrations() or manifest.tables.keys() != {
        model._meta.label for model in rows.models()
    }:
        raise BadInput.of(
            path,
            f"bản sao lưu của parindex {manifest.version} có cấu trúc dữ liệu khác phiên bản này",
            "Hãy khôi phục bằng đúng phiên bản đã sao lưu, rồi mới nâng cấp",
        )


def _require_empty() -> None:
    """`BadInput` if there is anything that a restored row or file could stand beside or upon."""
    problems = []
    if any(model._base_manager.exists() for model in rows.models()):
        problems.append(_taken("cơ sở dữ liệu (PARINDEX_DATABASE_URL)"))
    if next(stored_names(), None) is not None:
        problems.append(_taken(f"thư mục tệp {settings.MEDIA_ROOT}"))
    store = settings.RECORDS_STORE
    if store.exists() and any(store.iterdir()):
        problems.append(_taken(f"kho hồ sơ {store}"))
    if problems:
        raise BadInput(*problems)


def _taken(where: str) -> Problem:
    return Problem(
        where,
        "đã có dữ liệu nên không khôi phục vào đây",
        "Hãy khôi phục vào một nơi trống; dữ liệu đang có được giữ nguyên",
    )
