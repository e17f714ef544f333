"""Processes run one after another in turn (A B C A B C …), and what each of them took.

This process loads nothing heavy: Linux counts the memory of the process that starts another one
into the peak of the started one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


class Failed(Exception):
    """A measured process ended with an error."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds on the wall, seconds of all processors, bytes of memory at the peak."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Case:
    """A command to measure; `prepare` goes before every run and is not measured.

    It runs in the project's folder; its standard output goes to the file `out`.
    """

    name: str
    command: Sequence[str | Path]
    out: Path
    prepare: Callable[[], None] = field(default=lambda: None)


def run(case: Case) -> Sample:
    """Run the command once. `Failed` with its last words if it ends with an error."""
    case.prepare()
    case.out.parent.mkdir(parents=True, exist_ok=True)
    with case.out.open("wb") as out, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, case.command)), cwd=ROOT, stdout=out, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            words = errors.read().decode(errors="replace")[-2000:]
            raise Failed(f"«{case.name}» kết thúc với mã {process.returncode}:\n{words}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def interleaved(
    cases: Sequence[Case], warm_ups: int, runs: int, say: Callable[[str], None]
) -> list[list[Sample]]:
    """The samples of each case: `runs` rounds of all in turn, after rounds to warm up, not counted."""
    for _ in range(warm_ups):
        for case in cases:
            say(f"  khởi động: {case.name}")
            run(case)
    rounds = []
    for number in range(1, runs + 1):
        samples = [run(case) for case in cases]
        rounds.append(samples)
        told = "; ".join(f"{c.name} {s.wall:.2f} s" for c, s in zip(cases, samples, strict=True))
        say(f"  lượt {number}/{runs}: {told}")
    return [list(samples) for samples in zip(*rounds, strict=True)]
