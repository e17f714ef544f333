"""Work that no visitor should wait for, done by a process of its own."""

from __future__ import annotations

import subprocess
import sys


def start(*arguments: str) -> None:
    """Run `parindex` with these arguments, apart from the process that serves the visitor."""
    subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "parindex", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
