"""What every row has at hand: the data, and how to measure."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import Data
from bench.measuring import BIN, ROOT, Case, Sample, interleaved, run
from bench.results import Series

PARINDEX = BIN / "parindex"
PYTHON = BIN / "python"
RIVALS = ROOT / "bench" / "rivals"
GIVEN_RIVALS = "PARINDEX_BENCH_PYTHON"
"""Names the Python that has pandas and polars, if it is not that of `.venv-bench`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The data of the run and how many rounds are measured."""

    data: Data
    runs: int
    warm_ups: int
    say: Callable[[str], None]

    def measure(self, cases: Sequence[Case], rows: Sequence[int] = ()) -> list[Series]:
        """The series of the cases, measured in turn."""
        counts = rows or [0] * len(cases)
        samples = interleaved(cases, self.warm_ups, self.runs, self.say)
        return [
            Series(case.name, tuple(each), count)
            for case, each, count in zip(cases, samples, counts, strict=True)
        ]

    def once(self, name: str, command: Sequence[str | Path]) -> tuple[Sample, Path]:
        """Run a command that measures itself; what it took as a whole and where it printed."""
        out = self.data.work(f"{name}.out")
        return run(Case(name, command, out)), out


def take_in(store: Path, *files: Path) -> list[str | Path]:
    """The command that imports files of dossiers into a store."""
    return [PYTHON, "-m", "bench.work.take_in", store, "dossiers", *files]


def rival_python() -> Path | None:
    """The Python with pandas and polars; None where they are not installed."""
    given = os.environ.get(GIVEN_RIVALS)
    path = Path(given) if given else ROOT / ".venv-bench" / "bin" / "python"
    return path if path.exists() else None


def told(path: Path) -> Any:
    """What a command printed as JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


def warm_series(name: str, times: Sequence[Sequence[float]], peak: int) -> Series:
    """A series from the seconds that a process measured of itself; the peak is the process's."""
    return Series(name, tuple(Sample(wall, cpu, peak) for wall, cpu in times))


def require(holds: bool, words: str) -> None:  # noqa: FBT001 - a plain assertion
    """Stop where ways that should do the same work did not."""
    if not holds:
        sys.exit(f"Kết quả không khớp: {words}")
