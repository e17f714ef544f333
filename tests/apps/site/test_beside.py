"""The worker beside the server: started while the server forks its own processes."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

import pytest

from parindex.site import beside


class _Slow:
    """A process that takes a moment to begin, and then goes on until it is told to end."""

    begins = threading.Event()
    begun = threading.Event()

    def __init__(self) -> None:
        self._ended = threading.Event()
        self.begins.set()
        time.sleep(0.3)
        self.begun.set()

    def wait(self, timeout: float | None = None) -> int:
        self._ended.wait(timeout)
        return 0

    terminate = property(lambda self: self._ended.set)


def test_the_server_does_not_fork_while_a_worker_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The forked process would keep open what tells that the worker has begun."""
    monkeypatch.setattr(beside, "_started", _Slow)
    kept: Any = beside.Beside()
    kept.start(None)
    assert _Slow.begins.wait(5)
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    try:
        assert _Slow.begun.is_set()
    finally:
        kept.end(None)
