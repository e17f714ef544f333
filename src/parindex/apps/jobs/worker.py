"""The worker: does the jobs one after the other, as long as it is wanted."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from secrets import token_hex

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from parindex.apps.jobs.models import Job
from parindex.apps.jobs.services import beat, claim, clear_old, give_back_lost
from parindex.apps.jobs.working import perform

_logger = logging.getLogger(__name__)
_PAUSE = 0.5
"""Seconds between two looks at an empty queue; a look takes no lock."""
_BEAT = 5.0
_HOUR = 3600.0


class Worker:
    """One process that takes jobs. `beside` is the process that it ends with, 0 for none."""

    def __init__(self, beside: int = 0) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
        self.beside = beside
        self._stopped = False
        self._wake: SimpleQueue[None] = SimpleQueue()
        self._cleared = 0.0

    def stop(self, *signal_: object) -> None:
        """End soon: the job under way goes back to the queue at its next step.

        It may be called by a signal between any two lines, so it must not ask for a lock: the one
        of a `threading.Event` could be held by the very lines that it came between. This queue's
        `put` is made for that.
        """
        self._stopped = True
        self._wake.put(None)

    def _pause(self) -> None:
        """Wait a little, and no longer once it is to stop."""
        with suppress(Empty):
            self._wake.get(timeout=_PAUSE)

    def is_stopping(self) -> bool:
        """Whether it was asked to end, or the process that it belongs to is gone."""
        return self._stopped or bool(self.beside and os.getppid() != self.beside)

    def serve(self) -> None:
        """Do jobs until it is stopped."""
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self.stop)
        while not self.is_stopping():
            try:
                worked = self.work_once()
            except (OperationalError, InterfaceError):
                # The database is away, cut the connection, or is busy for long: it comes back.
                _logger.exception("the database does not answer")
                worked = False
            close_old_connections()
            if not worked:
                self._pause()

    def work_once(self) -> bool:
        """Do the job that waits longest; whether there was one."""
        give_back_lost()
        if time.monotonic() - self._cleared > _HOUR or not self._cleared:
            clear_old()
            self._cleared = time.monotonic()
        job = claim(self.name)
        if job is None:
            return False
        with _beating(job):
            perform(job, self.is_stopping)
        return True


@contextmanager
def _beating(job: Job) -> Iterator[None]:
    """Let the job's worker be heard of every few seconds, by a thread with a connection of its own."""
    ended = threading.Event()

    def go_on() -> None:
        while not ended.wait(_BEAT):
            try:
                beat(job)
            except (OperationalError, InterfaceError):
                # A writer holds the database, or it is away; the next beat comes in time.
                _logger.warning("job %s: a beat was missed", job.pk)
        connection.close()

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
