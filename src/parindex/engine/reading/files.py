"""Open a file that a person named, or say in one sentence why it cannot be used."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parindex.engine.values.problems import BadInput

MEGABYTE = 1024 * 1024


def read_bytes(path: Path, *, limit: int) -> bytes:
    """The content of a regular, non-empty file of at most `limit` bytes; else `BadInput`."""
    check_file(path)
    size = path.stat().st_size
    if size > limit:
        raise BadInput.of(
            path,
            f"tệp nặng {-(-size // MEGABYTE)} MB, vượt giới hạn {limit // MEGABYTE} MB",
            "Hãy kiểm tra xem có chọn nhầm tệp không, hoặc tách thành các tệp nhỏ hơn",
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path) from error


def check_file(path: Path) -> None:
    """Raise `BadInput` unless the path names a regular, readable, non-empty file."""
    if path.is_dir():
        raise BadInput.of(path, "đây là thư mục, không phải tệp", "Hãy chỉ rõ một tệp trong đó")
    if not path.exists():
        raise BadInput.of(path, "không tìm thấy tệp", "Hãy kiểm tra lại đường dẫn và tên tệp")
    if not path.is_file() or not os.access(path, os.R_OK):
        raise unreadable(path)
    if path.stat().st_size == 0:
        raise BadInput.of(path, "tệp rỗng", "Hãy xuất hoặc lưu lại tệp rồi thử lại")


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; take its place only when the block ends well.

    A failure on the way leaves what stood at `path` untouched and removes the temporary file.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        aside.chmod(0o644)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def unreadable(path: Path) -> BadInput:
    """The sentence for a file that the system does not let us read."""
    return BadInput.of(path, "không đọc được tệp", "Hãy kiểm tra quyền truy cập của tệp")
