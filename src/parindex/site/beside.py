"""The worker that runs beside the server: started with it, started again if it dies, ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

_AGAIN = 1.0
"""Seconds after which a worker that died is started again."""
_PATIENCE = 10.0
_starting = threading.Lock()
"""Held while a worker is started, and while the server forks.

A process forked in between would keep the pipe open over which a new process tells that it began,
and whoever waits for that would wait for ever.
"""
os.register_at_fork(
    before=_starting.acquire,
    after_in_parent=_starting.release,
    after_in_child=_starting.release,
)


class Beside:
    """Keeps one worker process; `start` and `end` are called by the server's first process."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, server: object) -> None:
        """Start the worker, and watch over it."""
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self, server: object) -> None:
        """Have the worker end; what it is doing goes back to the queue."""
        with self._lock:
            self._ended.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _watch(self) -> None:
        while True:
            with self._lock:
                if self._ended.is_set():
                    return
                with _starting:
                    self._process = process = _started()
            process.wait()
            if self._ended.wait(_AGAIN):
                return


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "parindex", "worker", "--beside", str(os.getpid())]
    # In a group of its own: Ctrl-C is for the server, which then ends the worker in good order.
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.DEVNULL, process_group=0
    )
