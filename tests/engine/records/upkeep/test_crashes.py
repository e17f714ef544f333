"""Changes of a store that die at any moment: what is read stays whole, and the next run clears the rest."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parindex.engine.records import lake
from parindex.engine.records.intake import import_records
from parindex.engine.records.journal import VIETNAM
from parindex.engine.records.policy import Policy
from parindex.engine.records.resources import Resources
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.undo import undo
from tests.engine.records.kit import Store, dossier, write_csv
from tests.engine.records.upkeep.kit import rows_of, strays

Rows = list[tuple[Any, ...]]

TOMORROW = datetime.now(VIETNAM) + timedelta(days=1)

processes = multiprocessing.get_context("forkserver")
# A process of its own for every trial, without loading the libraries anew.
processes.set_forkserver_preload([__name__])


def many(sector: str, first: int, count: int) -> list[dict[str, Any]]:
    return [
        dossier(f"A{i:05}", sector=sector, received_at=f"2023-0{1 + i % 9}-05")
        for i in range(first, first + count)
    ]


def take(store: Path, file: Path) -> None:
    import_records(store, "dossiers", [file], policy=Policy(resources=Resources(wait=30)))


def take_back(store: Path, batch: str) -> None:
    undo(store, batch)


def fold(store: Path) -> None:
    compact(store, "dossiers", keep_days=0, now=TOMORROW)


class Trial:
    """A store before and after a change, and the change, to be done to copies of the store."""

    def __init__(self, folder: Path, before: Path, change: Callable[..., None], *given: object):
        self.folder, self.before, self.change, self.given = folder, before, change, given
        after = self.copy()
        started = time.monotonic()
        process = self.start(after)
        process.join()
        assert process.exitcode == 0
        self.seconds = time.monotonic() - started
        self.states = (rows_of(before), rows_of(after))
        self.number = lake.open_snapshot(before).manifest.number

    def copy(self) -> Path:
        target = self.folder / f"copy-{time.monotonic_ns()}"
        shutil.copytree(self.before, target)
        return target

    def start(self, store: Path) -> Any:
        process = processes.Process(target=self.change, args=(store, *self.given))
        process.start()
        return process

    def killed_after(self, seconds: float) -> None:
        store = self.copy()
        process = self.start(store)
        time.sleep(seconds)
        process.kill()
        process.join()
        self.check(store)
        shutil.rmtree(store)

    def check(self, store: Path) -> bool:
        """One of the two states can be read, and the next writer clears the rest; whether it is done."""
        done = lake.open_snapshot(store).manifest.number - self.number
        assert done in (0, 1)
        with lake.changing(store):
            assert strays(store) <= {"unfinished"}
        assert strays(store) == set()
        assert rows_of(store) == self.states[done]
        return bool(done)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trial]:
    folder = tmp_path_factory.mktemp("kho")
    store = Store(folder)
    store.take("dossiers", many("một", 0, 3000))
    file = write_csv(folder / "more.csv", [*many("hai", 1500, 3000), dossier("SAI", unit_code="?")])
    before = folder / "before"
    shutil.copytree(store.path, before)
    take(store.path, file)
    batch = next((store.path / "quarantine" / "dossiers").iterdir()).stem
    return {
        "import": Trial(folder, before, take, file),
        "undo": Trial(folder, store.path, take_back, batch),
        "compact": Trial(folder, store.path, fold),
    }


@pytest.mark.parametrize(("change", "times"), [("import", 16), ("undo", 8), ("compact", 8)])
def test_a_change_killed_at_any_moment(change: str, times: int, trials: dict[str, Trial]) -> None:
    trial = trials[change]
    moments = random.Random(20_230_839)  # noqa: S311 - moments, not secrets
    for _ in range(times):
        trial.killed_after(moments.uniform(0.01, 1.05 * trial.seconds))


def killed_at_renaming(change: Callable[..., None], moment: int, *given: object) -> None:
    """Do a change, and die before (even moments) or after (odd) a file takes its place."""
    replace, seen = os.replace, iter(range(100))

    def come_to(this: int) -> None:
        if this == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def dying(*args: Any, **kwargs: Any) -> None:
        come_to(next(seen))
        replace(*args, **kwargs)
        come_to(next(seen))

    os.replace = dying
    change(*given)


@pytest.mark.parametrize("moment", [1, 3, 4, 5])
def test_a_change_killed_while_it_is_published(moment: int, trials: dict[str, Trial]) -> None:
    # Three files take their places: journal, version, pointer. Only with the last it counts.
    trial = trials["import"]
    store = trial.copy()
    process = processes.Process(
        target=killed_at_renaming, args=(trial.change, moment, store, *trial.given)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert (store / "unfinished").exists()
    assert rows_of(store) == trial.states[moment == 5]
    assert trial.check(store) == (moment == 5)
    if moment < 5:
        trial.change(store, *trial.given)
        assert rows_of(store) == trial.states[1]


def test_two_imports_at_once_come_one_after_the_other(
    tmp_path: Path, trials: dict[str, Trial]
) -> None:
    store = trials["import"].copy()
    files = [
        write_csv(tmp_path / f"{name}.csv", [dossier(f"{name}{i}") for i in range(500)])
        for name in ("x", "y")
    ]
    both = [processes.Process(target=take, args=(store, file)) for file in files]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert len(rows_of(store)) == 3000 + 2 * 500
    assert strays(store) == set()
