"""Private folders for files of passage, which do not outlive their process for long.

A process that is killed cannot take its folder away. Each folder holds a file that its process keeps
locked, so that one whose lock is free is known to be abandoned.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "parindex-"
_HELD = "held"


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder that is gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        folder = Path(name)
        with (folder / f"{_HELD}.new").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Under its name the file has never been seen unlocked.
            Path(file.name).rename(folder / _HELD)
            yield folder


def clear_abandoned() -> None:
    """Remove the folders of this account whose processes have died."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # Another account's, or gone by now.
        with suppress(OSError), (folder / _HELD).open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
