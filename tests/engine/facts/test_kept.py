"""Several questions to one engine: the store is opened anew only where other files are asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from parindex.engine.facts.compute import answer
from parindex.engine.facts.engines import duckdb as embedded
from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.facts.session import Question
from parindex.engine.records.database import Database, open_database
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import year_of
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import Store, dossier

MEASURES = ("dossiers_on_time_par", "dossiers_on_time_766", "edocuments_online")
YEAR = year_of(2023)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path, late=3)


def filled(folder: Path, late: int) -> Store:
    """A store of two dossiers finished in time and so many late ones."""
    made = Store(folder)
    days = ["2023-03-04"] * 2 + ["2023-03-06"] * late
    rows = [
        dossier(f"A{number}", unit_code="X1", due_at="2023-03-05", finished_at=day)
        for number, day in enumerate(days)
    ]
    assert made.take("dossiers", rows).added == len(days)
    return made


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The stores opened from here on."""
    found: list[Path] = []

    @contextmanager
    def noted(lake: Path, **options: Any) -> Iterator[Database]:
        found.append(lake)
        with open_database(lake, **options) as database:
            yield database

    monkeypatch.setattr(embedded, "open_database", noted)
    return found


def facts(store: Store, engine: Engine | None, *by: str, measure: str = MEASURES[0]) -> list[Fact]:
    question = Question(open_snapshot(store.path), YEAR, YEAR.last)
    return answer(question, [measure], by, engine=engine)


def test_the_same_facts_as_from_a_store_opened_for_each_question(
    store: Store, openings: list[Path]
) -> None:
    asked = [(measure, by) for by in ((), ("unit", "month"), ("level",)) for measure in MEASURES]
    fresh = [facts(store, None, *by, measure=measure) for measure, by in asked]
    assert len(openings) == len(asked)
    with DuckDBEngine().kept() as engine:
        assert [facts(store, engine, *by, measure=measure) for measure, by in asked] == fresh
        openings.clear()
        for _ in range(3):
            assert facts(store, engine, "level", measure=MEASURES[-1]) == fresh[-1]
    assert not openings


def test_what_was_imported_since_counts(store: Store, openings: list[Path]) -> None:
    with DuckDBEngine().kept() as engine:
        (before,) = facts(store, engine)
        rows = [dossier("Z9", unit_code="X1", due_at="2023-03-05", finished_at="2023-03-04")]
        assert store.take("dossiers", rows).added == 1
        (after,) = facts(store, engine)
        assert len(openings) == 2
    assert (before.numerator, before.denominator) == (2, 5)
    assert (after.numerator, after.denominator) == (3, 6)


def test_another_store_is_another_database(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = filled(tmp_path / "other", late=1)
    with DuckDBEngine().kept() as engine:
        told = [facts(each, engine, "month") for each in (store, other, store)]
    assert told[0] == told[2] == facts(store, None, "month")
    assert told[1] == facts(other, None, "month") != told[0]


def test_questions_may_overlap(store: Store, openings: list[Path]) -> None:
    snapshot = open_snapshot(store.path)
    with DuckDBEngine().kept() as engine:
        with engine.relations(snapshot, ["dossiers"]) as first:
            first.fill("scopes", [("X1", "X1", "commune")])
            with engine.relations(snapshot, ["dossiers"]) as second:
                second.fill("scopes", [("H1", "H1", "district"), ("T1", "T1", "province")])
                asked = "SELECT count(*) FROM scopes"
                assert (first.answer(asked).rows, second.answer(asked).rows) == ([(1,)], [(2,)])
        with engine.relations(snapshot, ["dossiers"]) as third:
            # What a question made has gone with it.
            with pytest.raises(duckdb.CatalogException):
                third.answer("SELECT count(*) FROM scopes")
            assert third.answer("SELECT count(*) FROM dossiers").rows == [(5,)]
    # Its own for the one in between; the third found that of the first.
    assert len(openings) == 2


def test_after_a_question_that_took_too_long_nothing_is_kept(store: Store) -> None:
    snapshot = open_snapshot(store.path)
    endless = "SELECT count(*) FROM range(1000000000000) t(i) WHERE hash(i) = 0"
    with DuckDBEngine(seconds=0.2).kept() as engine:
        with (
            pytest.raises(BadInput, match=r"chưa trả lời xong sau 0\.2 giây"),
            engine.relations(snapshot, ["dossiers"]) as relations,
        ):
            relations.answer(endless)
        assert engine._last is None
        assert facts(store, engine) == facts(store, None)


def test_nothing_stays_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    with DuckDBEngine().kept() as engine:
        facts(store, engine)
        assert len(list(passing.iterdir())) == 1
    assert not list(passing.iterdir())
