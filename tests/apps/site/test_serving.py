"""`parindex web` as a process: first run, ready line, clean end; accounts at the machine itself."""

from __future__ import annotations

import itertools
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gunicorn.config import Config

from parindex.site import serving as serving_module
from parindex.site.serving import WebWorker
from tests.ports import free_port

PARINDEX = [sys.executable, "-c", "from parindex.cli.main import main; main()"]
NAMES = (
    "chuyenvien, lanhdaophong, chuyenvien-th, lanhdaophong-th, chuyenvien-tt, lanhdaophong-tt, "
    "chuyenvien-so, "
    "dieuphoi, lanhdao, thamdinh, quantri, theodoi"
)


def environment(home: Path, **more: str) -> dict[str, str]:
    ours = ("PARINDEX_", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**kept, "PARINDEX_HOME": str(home), **more}


@contextmanager
def serving(home: Path, *arguments: str, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and what it said until it was ready."""
    variables = environment(home, PORT=str(port))
    with subprocess.Popen(
        [*PARINDEX, "web", *arguments],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        told = ""
        for line in process.stdout:
            told += line
            if line.startswith("ready:"):
                break
        try:
            yield process, told
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def get(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, answer.read().decode()


def end(process: subprocess.Popen[str], how: signal.Signals) -> tuple[int, str]:
    os.killpg(process.pid, how)
    _, err = process.communicate(timeout=20)
    return process.returncode, err


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_first_run_serves_and_says_how_to_sign_in(home: Path) -> None:
    port = free_port()
    with serving(home, "--example", port=port) as (process, told):
        assert f"Đã mở tài khoản: {NAMES}\n" in told
        password = re.search(r"^Mật khẩu .*: ([a-z2-9]{4}(?:-[a-z2-9]{4}){3})$", told, re.MULTILINE)
        assert password is not None
        assert told.endswith(f"ready: http://127.0.0.1:{port}\n")
        status, page = get(port, "/dang-nhap/")
        assert status == 200
        style = re.search(r'href="(/static/site/site\.[0-9a-f]+\.css)"', page)
        assert style is not None
        assert get(port, style[1])[0] == 200
        assert end(process, signal.SIGINT) == (0, "")
    assert password[1].encode() not in b"".join(
        path.read_bytes() for path in home.rglob("*") if path.is_file()
    )
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_later_run_keeps_the_accounts_and_ends_on_sigterm(home: Path) -> None:
    key = (home / "secret-key").read_text()
    with serving(home, "--example", port=free_port()) as (process, told):
        assert "parindex accounts reset TÊN" in told
        assert "Mật khẩu (" not in told
        assert end(process, signal.SIGTERM) == (0, "")
    assert (home / "secret-key").read_text() == key


def test_a_connection_that_says_nothing_does_not_keep_the_server(home: Path) -> None:
    """Browsers open such connections in advance; the worker sets them aside after five seconds."""
    port = free_port()
    with (
        serving(home, "--example", port=port) as (process, _told),
        socket.create_connection(("127.0.0.1", port)) as silent,
    ):
        silent.settimeout(0.1)
        time.sleep(6)
        begun = time.monotonic()
        assert end(process, signal.SIGTERM) == (0, "")
        assert time.monotonic() - begun < 8


def test_a_server_that_takes_its_time_says_so_in_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a slow machine the first page may take a minute; whoever waits for the line has no other."""
    answers, clock = iter([False, False, True]), itertools.count(step=60)
    monkeypatch.setattr(serving_module, "_answers", lambda host, port: next(answers))
    monkeypatch.setattr(serving_module.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(serving_module.time, "sleep", lambda seconds: None)
    serving_module._say_when_answered("127.0.0.1", 8000)
    assert capsys.readouterr().out == "ready: http://127.0.0.1:8000\n"


def test_a_signal_to_end_waits_for_no_lock_of_its_own_thread() -> None:
    """The signal may come while the worker hands a request to a thread, and a second may follow."""
    worker = WebWorker(1, os.getpid(), [], None, 1, Config(), None)
    worker.tpool = worker.get_thread_pool()
    worker.method_queue.init()
    told = threading.Event()

    def interrupted() -> None:
        with worker.tpool._shutdown_lock:
            worker.handle_quit(signal.SIGINT, None)
            worker.handle_quit(signal.SIGQUIT, None)
        told.set()

    # In a thread of its own, whose signals alone are held back.
    threading.Thread(target=interrupted, daemon=True).start()
    heard = told.wait(5)
    worker.method_queue.close()
    worker.tmp.close()
    assert heard
    assert not worker.alive


def run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PARINDEX, *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_password_is_reset_at_the_machine(home: Path) -> None:
    done = run(home, "accounts", "reset", "quantri")
    assert done.returncode == 0
    assert re.fullmatch(r"Mật khẩu mới của quantri .*: \S{19}\n", done.stdout)
    refused = run(home, "accounts", "reset", "quantr")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "tài khoản «quantr»: không có tài khoản này. Có phải là: quantri.\n"


def test_the_log_is_verified_and_replayed_at_the_machine(home: Path) -> None:
    whole = run(home, "events", "verify")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert re.fullmatch(r"Nguyên vẹn: \d+ sự kiện trong \d+ chuỗi\.\n", whole.stdout)
    assert run(home, "events", "rebuild").stdout == "Các bảng đúng như nhật ký.\n"
    with sqlite3.connect(home / "parindex.sqlite3") as database:
        database.execute("UPDATE organizations_unit SET name = 'bị sửa' WHERE code = 'H00.VP'")
        database.execute("UPDATE events_event SET reason = 'thêm sau' WHERE seq = 1")
    database.close()
    assert "nội dung không khớp với mã băm đã ghi" in run(home, "events", "verify").stdout
    differs = run(home, "events", "rebuild")
    assert differs.returncode == 1
    assert "bị sửa" in differs.stdout
    assert "thêm --apply để ghi lại" in differs.stdout
    assert run(home, "events", "rebuild", "--apply").stdout.endswith(
        "Đã ghi lại 1 dòng theo nhật ký.\n"
    )
    assert run(home, "events", "rebuild").returncode == 0


def test_a_port_in_use_is_told(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run(home, "web", PORT=str(port))
    assert refused.returncode == 2
    assert f"cổng {port}: đang có chương trình khác dùng" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PARINDEX_DATABASE_URL", "mysql://x/y", "địa chỉ cơ sở dữ liệu không dùng được"),
        (
            "PARINDEX_DATABASE_URL",
            "postgresql://x@127.0.0.1:1/y",
            "cơ sở dữ liệu không trả lời",
        ),
        ("PARINDEX_OIDC_URL", "https://sso.example", "PARINDEX_OIDC_CLIENT_ID"),
        ("PARINDEX_SESSION_MINUTES", "nhiều", "không phải số nguyên dương"),
    ],
)
def test_a_wrong_environment_is_told_in_one_sentence(
    tmp_path: Path, name: str, value: str, told: str
) -> None:
    refused = run(tmp_path, "web", PORT=str(free_port()), **{name: value})
    assert (refused.returncode, refused.stdout) == (2, "")
    assert told in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
