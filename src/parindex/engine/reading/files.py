"""Open a file that a person named, or say in one sentence why it cannot be used."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from parindex.engine.values.problems import BadInput

MEGABYTE = 1024 * 1024

ASIDE = "."
"""How the names of files begin that were to take another's place; a process that died leaves them."""


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
    try:
        told = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadInput.of(
            path, "không tìm thấy tệp", "Hãy kiểm tra lại đường dẫn và tên tệp"
        ) from error
    except (OSError, ValueError) as error:
        raise unreadable(path) from error
    if stat.S_ISDIR(told.st_mode):
        raise BadInput.of(path, "đây là thư mục, không phải tệp", "Hãy chỉ rõ một tệp trong đó")
    if not stat.S_ISREG(told.st_mode) or not os.access(path, os.R_OK):
        raise unreadable(path)
    if told.st_size == 0:
        raise empty(path)


def exists(path: Path) -> bool:
    """Whether the path names anything; one that the system refuses (too long a name) names nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


@contextmanager
def written_aside(path: Path, *, durable: bool = False, mode: int = 0o644) -> Iterator[Path]:
    """Give a temporary path beside `path`; take its place only when the block ends well.

    A failure on the way leaves what stood at `path` untouched and removes the temporary file. What
    is `durable` outlives a power cut, old or new but never half. `mode` says who may read it.
    """
    handle, name = tempfile.mkstemp(
        prefix=f"{ASIDE}{path.stem}-", suffix=path.suffix, dir=path.parent
    )
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        aside.chmod(mode)
        if durable:
            make_durable(aside)
        aside.replace(path)
        if durable:
            make_durable(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def make_durable(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def written_together(folder: Path) -> Iterator[Path]:
    """Give a folder aside for several files that take their places in `folder` all or none.

    `folder` is made where it is missing, and taken away again if the block fails. `BadInput` where
    it cannot be written.
    """
    missing = [each for each in (folder, *folder.parents) if not exists(each)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as name:
            aside = Path(name)
            yield aside
            _take_places(sorted(aside.iterdir()), folder)
    except OSError as error:
        _remove_empty(missing)
        raise BadInput.of(
            folder,
            "không ghi được tệp vào đây",
            "Hãy chọn một thư mục có quyền ghi và còn đủ chỗ",
        ) from error
    except BaseException:
        _remove_empty(missing)
        raise


def _take_places(files: Sequence[Path], folder: Path) -> None:
    # A folder of that name is the one thing that a file cannot replace; nothing has moved yet.
    taken = [file.name for file in files if (folder / file.name).is_dir()]
    if taken:
        raise IsADirectoryError(taken[0])
    for file in files:
        file.chmod(0o644)
        file.replace(folder / file.name)


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def empty(path: Path) -> BadInput:
    """The sentence for a file that holds nothing."""
    return BadInput.of(path, "tệp rỗng", "Hãy xuất hoặc lưu lại tệp rồi thử lại")


def unreadable(path: Path) -> BadInput:
    """The sentence for a file that the system does not let us read."""
    return BadInput.of(
        path, "không đọc được tệp", "Hãy kiểm tra đường dẫn và quyền truy cập của tệp"
    )
