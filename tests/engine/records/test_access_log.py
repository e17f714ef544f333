"""The log of looks at records: whole lines, whoever writes at once."""

from __future__ import annotations

import json
from multiprocessing import get_context
from pathlib import Path

import pytest

from parindex.engine.records.access_log import LOG, log_access
from parindex.engine.values.problems import BadInput

LONG = "x" * 200_000
"""Longer than any pipe or page, so that a line is never one write by luck."""


def write(store: Path, who: str) -> None:
    for number in range(20):
        log_access(store, who, {"number": number, "text": LONG})


def test_lines_of_processes_that_write_at_once_do_not_mix(tmp_path: Path) -> None:
    processes = get_context("spawn").Process
    writers = [processes(target=write, args=(tmp_path, name)) for name in ("an", "bình", "chi")]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
        assert each.exitcode == 0
    lines = [json.loads(line) for line in (tmp_path / LOG).read_text("utf-8").splitlines()]
    assert all(line["text"] == LONG for line in lines)
    for name in ("an", "bình", "chi"):
        assert [line["number"] for line in lines if line["who"] == name] == list(range(20))


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / LOG).mkdir(parents=True)
    with pytest.raises(BadInput, match="không ghi được nhật ký tra cứu"):
        log_access(tmp_path, "an", {})
