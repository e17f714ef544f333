"""What the figures were measured on: the machine and the versions of all that took part."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measuring import ROOT
from bench.rows.plan import rival_python
from bench.words import size


def machine() -> list[str]:
    """Lines on processor, memory, disk, system and versions."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    ours = [f"{name} {version(name)}" for name in ("duckdb", "pyarrow", "numpy", "ibis-framework")]
    return [
        f"{_processor()}, {os.cpu_count()} bộ xử lý, bộ nhớ {size(pages)}",
        f"{system}, nhân {platform.release()}, Python {platform.python_version()}",
        f"parindex {version('parindex')} ({commit()}); {', '.join(ours)}",
        f"SQLite {sqlite3.sqlite_version}; {_rivals()}",
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def commit() -> str:
    """The commit of the source measured, marked where files were changed since."""
    words = _output(["git", "-C", str(ROOT), "describe", "--always", "--dirty"])
    return words.replace("-dirty", " có sửa đổi") or "không rõ"


def _rivals() -> str:
    python = rival_python()
    if python is None:
        return "không có pandas, polars"
    ask = (
        "import pandas, polars; print(f'pandas {pandas.__version__}, polars {polars.__version__}')"
    )
    return _output([str(python), "-c", ask])


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()
