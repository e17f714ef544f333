"""One writer at a time: a lock file that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from parindex.engine.values.problems import BadInput

WAIT = 5.0
"""Seconds for which a writer waits for another one unless told otherwise."""

_PAUSE = 0.05


@contextmanager
def held(path: Path, wait: float, *, prepare: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file, waiting `wait` seconds at most; `BadInput` if it is held longer.

    `prepare` sees to its folder; it is called again when the holder before took the folder away.
    """
    until = time.monotonic() + wait
    while True:
        prepare()
        with path.open("a") as file:
            if _taken(file, path):
                yield
                return
        if time.monotonic() >= until:
            raise BadInput.of(
                path.parent,
                f"một lệnh khác đang ghi vào kho này (đã chờ {wait:g} giây)",
                "Hãy đợi lệnh đó xong rồi chạy lại, hoặc cho chờ lâu hơn bằng --wait",
            )
        time.sleep(_PAUSE)


def _taken(file: IO[str], path: Path) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    # A holder whose first import failed removes the file: a lock on that one locks nothing.
    return path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat())
