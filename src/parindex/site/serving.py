"""The server: gunicorn in this process, which says `ready` when a request has been answered."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import socket
import threading
import time
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import ThreadWorker

from parindex.engine.values.problems import BadInput
from parindex.site.beside import Beside

HOST = "127.0.0.1"
_WORKERS = 2
_THREADS = 8
_ENDINGS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)


def require_free(host: str, port: int) -> None:
    """`BadInput` if something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput.of(
                f"cổng {port}",
                "đang có chương trình khác dùng, hoặc không được phép mở",
                f"Hãy dừng chương trình đó, hoặc chọn cổng khác: PORT={port + 1} make run",
            ) from error


def serve(host: str, port: int, *, worker: bool = True) -> None:
    """Serve until SIGINT or SIGTERM, then end with status 0; requests under way are finished.

    With `worker`, the process that does long work runs beside and ends with the server.
    """
    _Server(host, port, worker=worker).run()


class WebWorker(ThreadWorker):
    """Ends in one way whatever the signal: accepts nothing more, finishes what is under way."""

    def handle_exit(self, sig: int, frame: object) -> None:
        """Begin to end; what comes after the first signal is not heard.

        Ctrl-C reaches a worker twice, from the terminal and from the server. The library's own
        handler takes the lock of the thread pool: a second signal meanwhile, or a first one while
        a request was handed to a thread, let the worker wait for itself until it was killed. And
        one that came when Python had put its handlers away killed it on the way out.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
        super().handle_exit(sig, frame)

    handle_quit = handle_exit

    def murder_pending(self) -> None:
        """Close connections that never sent anything: in time, or at once when ending.

        Browsers open such connections in advance; waiting for them is no grace.
        """
        if not self.alive:
            for connection in self.pending_conns:
                connection.timeout = 0.0
        super().murder_pending()


class _Server(BaseApplication):
    def __init__(self, host: str, port: int, *, worker: bool) -> None:
        self.host, self.port = host, port
        self.begun, self.begins = os.pipe()
        self.beside = Beside() if worker else None
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"{self.host}:{self.port}",
            "worker_class": WebWorker,
            "workers": _WORKERS,
            "threads": _THREADS,
            "preload_app": True,
            "graceful_timeout": 10,
            # Longer than people take between two pages, and than proxies keep idle connections.
            "keepalive": 75,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self._announce,
        }
        if self.beside is not None:
            settings |= {"when_ready": self.beside.start, "on_exit": self.beside.end}
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from django.db import connections  # noqa: PLC0415 - after the settings

        from parindex.site.wsgi import application  # noqa: PLC0415

        # A connection must not be shared with the workers that are forked off now.
        connections.close_all()
        # What is loaded stays for good: the workers need not look through it for garbage again and
        # again, which took a tenth of a second each time, nor copy it from the common memory.
        gc.collect()
        gc.freeze()
        atexit.register(gc.unfreeze)
        return application

    def _announce(self, worker: Worker) -> None:
        os.write(self.begins, b".")
        if worker.age == 1:
            threading.Thread(target=self._say_when_ready, daemon=True).start()

    def _say_when_ready(self) -> None:
        # A worker still on its way up would not hear that it is to stop.
        for _ in range(_WORKERS):
            os.read(self.begun, 1)
        _say_when_answered(self.host, self.port)


def _say_when_answered(host: str, port: int) -> None:
    while not _answers(host, port):
        time.sleep(0.1)
    print(f"ready: http://{host}:{port}", flush=True)  # noqa: T201 - what callers wait for


def _answers(host: str, port: int) -> bool:
    asking = HTTPConnection(host, port, timeout=5)
    try:
        asking.request("GET", "/san-sang/", headers={"Host": "127.0.0.1"})
        return asking.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        asking.close()
