"""Processes in turn, and what the system says that each of them took."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bench.measuring import Case, Failed, interleaved, run


def case(tmp_path: Path, name: str, script: str) -> Case:
    return Case(name, [sys.executable, "-c", script], tmp_path / f"{name}.out")


def test_time_processor_and_memory_are_those_of_the_process(tmp_path: Path) -> None:
    sleeps = run(case(tmp_path, "sleeps", "import time; time.sleep(0.5)"))
    assert sleeps.wall >= 0.5
    assert sleeps.cpu < 0.45
    works = run(case(tmp_path, "works", "x = b'x' * 200_000_000; print(sum(range(10_000_000)))"))
    assert works.cpu > 0.05
    assert works.peak > 200_000_000 > sleeps.peak
    assert (tmp_path / "works.out").read_text() == "49999995000000\n"


def test_the_memory_of_the_process_that_measures_is_not_counted(tmp_path: Path) -> None:
    held = b"x" * 200_000_000
    sleeps = run(case(tmp_path, "sleeps", "pass"))
    assert sleeps.peak < len(held)


def test_cases_run_in_turn_after_the_warm_up_each_prepared_before(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def before() -> None:
        log.write_text((log.read_text() if log.exists() else "") + "-")

    cases = [
        Case(
            name,
            [sys.executable, "-c", f"open({str(log)!r}, 'a').write('{name}')"],
            tmp_path / name,
            before,
        )
        for name in "AB"
    ]
    samples = interleaved(cases, 1, 3, lambda _: None)
    assert log.read_text() == "-A-B" * 4
    assert [len(each) for each in samples] == [3, 3]


def test_a_process_that_fails_stops_the_run_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"«bad».*mã 3.*gone wrong".replace(".*", r"[\s\S]*")):
        run(case(tmp_path, "bad", "import sys; sys.stderr.write('gone wrong'); sys.exit(3)"))
