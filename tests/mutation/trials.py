"""Try every mutant of one part of the engine on the tests that come by it.

`python -m tests.mutation.trials values` collects the quick suites once over modules that hold all
their mutants, runs them without a mutant to see which test comes by which, and then, for each
mutant, runs those tests in a forked copy of the process, the quickest first, until one fails.
The last line it prints is a JSON object: mutant to outcome.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NoReturn, TextIO

import pytest

from tests.mutation.mutants import SWITCH, Switch, mutants

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "src" / "parindex" / "engine"
_PREFIX = "parindex.engine."
SUITES = tuple(
    f"tests/engine/{name}"
    for name in ("rules", "values", "criteria", "scoring", "test_calendar.py")
)

UNREACHED = "no test comes by"
UNNOTICED = "no test fails"
TIMED_OUT = "timed out"

_LIMIT = 20.0
"""Seconds of its own work a copy may take: on a busy machine a test is slow and not endless."""

_OPTIONS = (
    "-q",
    "--tb=no",
    "--no-cov",
    "--hypothesis-profile=mutants",
    "-pno:cacheprovider",
    "-pno:xdist",
)


class Loader(SourceFileLoader):
    """Loads a module with its mutants in it."""

    def __init__(self, fullname: str, path: str, switch: Switch) -> None:
        super().__init__(fullname, path)
        self.switch = switch

    def get_code(self, fullname: str) -> CodeType:
        tree, _ = mutants(Path(self.path).read_text(), fullname.removeprefix(_PREFIX))
        return compile(tree, self.path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        setattr(module, SWITCH, self.switch)
        super().exec_module(module)


class _Finder:
    """Finds the modules of the part before the ordinary import system does."""

    def __init__(self, part: str, switch: Switch) -> None:
        self.part = f"{_PREFIX}{part}"
        self.switch = switch

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not f"{fullname}.".startswith(f"{self.part}."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin:
            spec.loader = Loader(fullname, spec.origin, self.switch)
        return spec


class _Trials:
    """The pytest plugin that runs the collected tests once for every mutant."""

    def __init__(self, names: Sequence[str], switch: Switch) -> None:
        self.names = names
        self.switch = switch
        self.outcomes: dict[str, str] = {}
        self.failed: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # the collection failed; pytest itself says so and stops
        visits = in_a_copy(lambda: self._visits(session.items))
        for name in self.names:
            reaching = [place for place, (_, reached) in enumerate(visits) if name in reached]
            reaching.sort(key=lambda place: visits[place][0])
            tests = [session.items[place] for place in reaching]
            self.outcomes[name] = self._trial(name, tests) if tests else UNREACHED
        return True

    def _visits(self, tests: Sequence[pytest.Item]) -> list[tuple[float, list[str]]]:
        """How long each test takes and the places it comes by."""
        visits = []
        for test in tests:
            self.switch.reached.clear()
            start = time.perf_counter()
            self._run([test])
            if self.failed:
                raise AssertionError(f"{self.failed} fails without a mutant")
            visits.append((time.perf_counter() - start, sorted(self.switch.reached)))
        return visits

    def _trial(self, name: str, tests: Sequence[pytest.Item]) -> str:
        self.switch.on = name
        try:
            return in_a_copy(lambda: self._run(tests), limit=_LIMIT)
        except Ended as ended:
            return str(ended)

    def _run(self, tests: Sequence[pytest.Item]) -> str:
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if self.failed:
                return f"failed: {self.failed}"
        return UNNOTICED


class Ended(Exception):
    """A copy of the process that did not live to tell its result."""


def in_a_copy(work: Callable[[], Any], limit: float = 0) -> Any:
    """The result of the work, done in a forked copy that leaves this process as it was.

    `limit` is in seconds of the copy's own work (0: none); `Ended` where it did not come back.
    """
    with tempfile.TemporaryFile("w+") as told:
        child = os.fork()
        if child == 0:
            signal.setitimer(signal.ITIMER_VIRTUAL, limit)
            _tell(work, told)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code != 0:
            raise Ended(TIMED_OUT if code == -signal.SIGVTALRM else f"ended with {code}")
        told.seek(0)
        return json.load(told)


def _tell(work: Callable[[], Any], told: TextIO) -> NoReturn:
    """Write the result down and end this copy of the process, whatever happens."""
    try:
        json.dump(work(), told)
        told.flush()
    except BaseException:  # noqa: BLE001 - nothing may climb out of the copy into the first pytest
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def names_of(part: str) -> list[str]:
    """The mutants of every module of the part, a package or a single module."""
    paths = [*ENGINE.glob(f"{part}.py"), *sorted((ENGINE / part).rglob("*.py"))]
    return [name for path in paths for name in mutants(path.read_text(), _module(path))[1]]


def _module(path: Path) -> str:
    """`rules.bands`: the module as it is called inside the engine."""
    parts = path.relative_to(ENGINE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def main(part: str) -> int:
    """Print what became of each mutant of the part."""
    # A process with threads must not be forked, and the suites' numerical libraries start some.
    os.environ.update(OPENBLAS_NUM_THREADS="1", NUMEXPR_MAX_THREADS="1", NUMEXPR_NUM_THREADS="1")
    switch = Switch()
    sys.meta_path.insert(0, _Finder(part, switch))
    trials = _Trials(names_of(part), switch)
    with tempfile.TemporaryDirectory() as temporary:
        options = [*_OPTIONS, f"--basetemp={temporary}/tests"]
        status = pytest.main([*options, *SUITES], plugins=[trials])
    sys.stdout.write(f"\n{json.dumps(trials.outcomes, ensure_ascii=False)}\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
