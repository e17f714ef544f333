"""Flipping one comparison or one rounding in the engine's arithmetic makes a test fail."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

import pytest

from tests.mutation.mutants import Switch, mutants
from tests.mutation.trials import (
    ROOT,
    TIMED_OUT,
    UNNOTICED,
    UNREACHED,
    Loader,
    names_of,
)

PARTS = ("calendar", "criteria", "rules", "scoring", "values")

EQUIVALENT = {
    "calendar.add_working_days: count // 200 → -(-count // 200)": (
        "a calendar with a year more than needed has the same days"
    ),
    "values.numbers.round_half_up: value < 0 → value <= 0": "the negative of zero is zero",
}
"""Mutants that change nothing anybody can see, each with the reason."""


def _run(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("part", PARTS)
def test_every_mutant_that_changes_something_is_noticed(part: str):
    outcomes = json.loads(_run("-m", "tests.mutation.trials", part))
    assert set(outcomes) == set(names_of(part))
    survived = {name: told for name, told in outcomes.items() if told in {UNREACHED, UNNOTICED}}
    equivalent = {name for name in EQUIVALENT if name.startswith(f"{part}.")}
    assert survived == dict.fromkeys(equivalent, UNNOTICED)


@pytest.mark.parametrize("part", PARTS)
def test_a_mutants_name_names_one_place(part: str):
    names = names_of(part)
    assert names
    assert len(set(names)) == len(names)


SAMPLE = """
from math import floor

def place(x, y):
    return 0 <= x < 10, min(x, y), floor(x / y), (2 * x + y) // (2 * y)
"""
HALF = "(2 * x + y) // (2 * y)"


@pytest.mark.parametrize(
    ("mutant", "ten", "zero"),
    [
        (None, (False, 4, 2, 3), (True, 0, 0, 0)),
        ("0 <= x < 10 → 0 < x < 10", (False, 4, 2, 3), (False, 0, 0, 0)),
        ("0 <= x < 10 → 0 <= x <= 10", (True, 4, 2, 3), (True, 0, 0, 0)),
        ("min(x, y) → max(x, y)", (False, 10, 2, 3), (True, 4, 0, 0)),
        ("floor(x / y) → ceil(x / y)", (False, 4, 3, 3), (True, 0, 0, 0)),
        (f"{HALF} → -(-(2 * x + y) // (2 * y))", (False, 4, 2, 3), (True, 0, 0, 1)),
        (f"{HALF} → 2 * x // (2 * y)", (False, 4, 2, 2), (True, 0, 0, 0)),
        (f"{HALF} → (2 * x + y - 1) // (2 * y)", (False, 4, 2, 2), (True, 0, 0, 0)),
    ],
)
def test_a_module_holds_its_mutants_and_shows_the_one_that_is_on(
    tmp_path: Path, mutant: str | None, ten: tuple[int, ...], zero: tuple[int, ...]
):
    path, switch = tmp_path / "sample.py", Switch()
    path.write_text(SAMPLE)
    loader = Loader("sample", str(path), switch)
    module = module_from_spec(ModuleSpec("sample", loader))
    loader.exec_module(module)
    module.place(10, 4)
    assert switch.reached == set(mutants(SAMPLE, "sample")[1])
    switch.on = mutant and f"sample.place: {mutant}"
    assert switch.on in {None, *switch.reached}
    # 10/4 is 2.5: half way, its floor 2, rounded half up 3.
    assert (module.place(10, 4), module.place(0, 4)) == (ten, zero)


@pytest.mark.parametrize(
    ("work", "outcome"),
    [("2 in iter(int, 1)", TIMED_OUT), ("1 / 0", "ended with 1"), ("7", "7")],
)
def test_a_copy_that_never_ends_or_breaks_is_told_apart(work: str, outcome: str):
    code = f"""
from tests.mutation.trials import Ended, in_a_copy
try:
    print(in_a_copy(lambda: {work}, limit=0.2))
except Ended as ended:
    print(ended)
"""
    assert _run("-c", code) == outcome
