"""Processes run one after another in turn (A B C A B C …), and what each of them took."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
LAUNCHER = Path(__file__).with_name("launcher.py")


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
    with (
        case.out.open("wb") as out,
        tempfile.TemporaryFile() as errors,
        tempfile.NamedTemporaryFile() as report,
    ):
        command = [sys.executable, "-I", "-S", LAUNCHER, report.name, *case.command]
        subprocess.run(list(map(str, command)), cwd=ROOT, stdout=out, stderr=errors, check=True)
        counted = json.load(report)
        if counted["code"]:
            errors.seek(0)
            words = errors.read().decode(errors="replace")[-2000:]
            raise Failed(f"«{case.name}» kết thúc với mã {counted['code']}:\n{words}")
    return Sample(counted["wall"], counted["cpu"], counted["peak"])


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
