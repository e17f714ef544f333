"""A real PostgreSQL server for tests, started by them and thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.parts import POSTGRESQL
from tests.ports import free_port

PASSWORD = "mật;khẩu@1"  # noqa: S105 - of a server that lives as long as these tests
IN_ADDRESS = "m%E1%BA%ADt%3Bkh%E1%BA%A9u%401"


def run(*command: str) -> None:
    # The server refuses to run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # Its output goes nowhere: a server that holds a pipe would never let it end.
    subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a running server without user and database, as `host:port`."""
    assert POSTGRESQL.path
    programs = Path(POSTGRESQL.path).parent
    folder = Path(tempfile.mkdtemp(prefix="parindex-postgres-"))
    (folder / "password").write_text(PASSWORD)
    if os.geteuid() == 0:
        for path in (folder, folder / "password"):
            shutil.chown(path, "postgres")
    port, data = free_port(), str(folder / "data")
    try:
        setup = ["-U", "tester", "--auth=scram-sha-256", f"--pwfile={folder}/password"]
        encoding = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        run(str(programs / "initdb"), "-D", data, *setup, *encoding)
        control = [str(programs / "pg_ctl"), "-D", data, "-w"]
        # What it holds need not outlive a fall of the machine.
        careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        options = f"-p {port} -c listen_addresses=127.0.0.1 {careless} -k {folder}"
        log = str(folder / "log")
        run(*control, "-o", options, "-l", log, "start")
        try:
            yield f"127.0.0.1:{port}"
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
