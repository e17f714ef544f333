"""A standalone cluster of real processes on loopback: one master, workers that can be killed.

Its settings are those that docs/operations/spark.md asks for: a shared secret, encrypted traffic,
nothing listening outside. The parts run in time zones far from Vietnam and from each other, which
must make no difference.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.ports import free_port

WORKERS = 2

_QUICK = "-XX:TieredStopAtLevel=1"
"""Java that lives for a minute gains nothing from compiling twice."""

_SETTINGS = {
    "spark.authenticate": "true",
    "spark.network.crypto.enabled": "true",
    "spark.executor.memory": "512m",
    "spark.driver.memory": "512m",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": f"{_QUICK} -Duser.timezone=America/New_York",
    "spark.executor.extraJavaOptions": f"{_QUICK} -Duser.timezone=Pacific/Auckland",
}

_PATIENCE = 60.0


@dataclass
class Cluster:
    """A master and its workers; `environment` is what a driver needs to be let in."""

    folder: Path
    environment: Mapping[str, str]
    url: str
    page: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def complete(self) -> None:
        """Start workers until all are there, and wait for them."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < WORKERS:
            self.workers.append(self._worker())
        _until(lambda: self._alive() == WORKERS)

    def kill_worker(self) -> None:
        """End a worker and what it runs at once, as when its machine loses power."""
        _kill(self.workers.pop())

    def _worker(self) -> subprocess.Popen[bytes]:
        work = self.folder / f"worker-{secrets.token_hex(4)}"
        options = ("--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "512m")
        program = "org.apache.spark.deploy.worker.Worker"
        return _start(work, self.environment, program, *options, "--work-dir", str(work), self.url)

    def _alive(self) -> int:
        try:
            with urllib.request.urlopen(f"{self.page}/json/", timeout=10) as answer:  # noqa: S310 - our own
                told: Mapping[str, Any] = json.load(answer)
        except OSError:  # The page opens a little later than the master itself.
            return 0
        return sum(worker["state"] == "ALIVE" for worker in told["workers"])


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """A master and two workers; ended with whatever they started, however the tests went."""
    port, page = free_port(), free_port()
    environment = _environment(folder)
    options = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page))
    log = folder / "master"
    master = _start(log, environment, "org.apache.spark.deploy.master.Master", *options)
    cluster = Cluster(folder, environment, f"spark://127.0.0.1:{port}", f"http://127.0.0.1:{page}")
    try:
        _until(lambda: _listens(port))
        cluster.complete()
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            _kill(process)


def _environment(folder: Path) -> dict[str, str]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    settings = {**_SETTINGS, "spark.authenticate.secret": secrets.token_hex(16)}
    defaults = folder / "conf" / "spark-defaults.conf"
    defaults.parent.mkdir()
    defaults.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    return {
        "SPARK_HOME": str(Path(spec.origin).parent),
        "SPARK_CONF_DIR": str(defaults.parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": _QUICK,
    }


def _start(log: Path, environment: Mapping[str, str], *command: str) -> subprocess.Popen[bytes]:
    program = str(Path(environment["SPARK_HOME"]) / "bin" / "spark-class")
    with log.with_suffix(".log").open("wb") as output:
        return subprocess.Popen(
            [program, *command],
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            # Of one group with the executors it starts: no one of them outlives it.
            start_new_session=True,
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _until(reached: Any) -> None:
    limit = time.monotonic() + _PATIENCE
    while not reached():
        assert time.monotonic() < limit, "the cluster did not come up"
        time.sleep(0.2)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
