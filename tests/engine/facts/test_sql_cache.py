"""Generated queries are kept, so that asking again needs no query library; and never go stale."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from parindex.engine.facts import sql_cache
from parindex.engine.facts.compute import compute_facts
from parindex.engine.facts.measures.dossiers_on_time import Pending, on_time_par
from parindex.engine.values.periods import month_of, year_of
from tests.engine.records.kit import Store, dossier

PAR = "dossiers_on_time_par"

ASK_AGAIN = """
import sys
from datetime import date
from pathlib import Path
from parindex.engine.facts.compute import compute_facts
from parindex.engine.values.periods import year_of
(fact,) = compute_facts(Path(sys.argv[1]), year_of(2024), ["dossiers_on_time_par"])
heavy = {"ibis", "numpy", "pyarrow", "holidays", "pydantic", "rich", "ruamel.yaml"} & set(sys.modules)
print(fact.denominator, sorted(heavy))
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "parindex" / "sql"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = Store(tmp_path)
    rows = {"A": "2023-03-01", "B": "2023-04-01", "C": "2024-03-01"}
    made.take(
        "dossiers",
        [
            dossier(code, received_at=day, due_at=day, finished_at=f"{day[:4]}-12-01")
            for code, day in rows.items()
        ],
    )
    return made.path


def test_one_entry_serves_all_periods_and_needs_no_library(cache: Path, store: Path) -> None:
    (year,) = compute_facts(store, year_of(2023), [PAR])
    (month,) = compute_facts(store, month_of(2023, 4), [PAR])
    assert (year.denominator, month.denominator) == (2, 1)
    assert len(list(cache.iterdir())) == 1
    again = subprocess.run(
        [sys.executable, "-c", ASK_AGAIN, str(store)], capture_output=True, text=True, check=True
    )
    assert again.stdout.split(maxsplit=1) == ["1", "[]\n"]


def test_another_question_is_another_entry(cache: Path, store: Path) -> None:
    for by in ((), ("unit",), ("unit", "month"), ("month", "unit")):
        compute_facts(store, year_of(2023), [PAR], by)
    assert len(list(cache.iterdir())) == 3


def test_a_change_of_the_measures_code_is_another_entry(
    cache: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute_facts(store, year_of(2023), [PAR])
    foundation = sql_cache._foundation()
    monkeypatch.setattr(sql_cache, "_foundation", lambda: [*foundation, "changed"])
    compute_facts(store, year_of(2023), [PAR])
    assert len(list(cache.iterdir())) == 2


def test_a_measure_with_other_parameters_is_never_taken_from_the_cache(
    cache: Path, store: Path
) -> None:
    compute_facts(store, month_of(2023, 4), [PAR])
    strict = on_time_par(Pending.ON_TIME)
    (fact,) = compute_facts(store, year_of(2023), [strict])
    assert fact.denominator == 2
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("where", ["/dev/null", "relative", ""])
def test_without_a_cache_all_is_the_same(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", where)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (fact,) = compute_facts(store, year_of(2023), [PAR])
    assert fact.denominator == 2
    # A path that is not absolute is no path, says the specification: the usual place is taken.
    assert (tmp_path / "home" / ".cache").exists() == (where != "/dev/null")
    assert not Path("relative").exists()


def test_a_spoilt_entry_is_not_believed_silently(cache: Path, store: Path) -> None:
    compute_facts(store, year_of(2023), [PAR])
    (entry,) = cache.iterdir()
    entry.write_bytes(b"\xff\xfe")
    (fact,) = compute_facts(store, year_of(2023), [PAR])
    assert fact.denominator == 2
    assert b"SELECT" in entry.read_bytes()
