"""The generator: the same for the same seed, uneven and dirty like real exports, marked as made up."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from parindex.engine.facts.compute import compute_facts
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.intake import import_records
from parindex.engine.records.report import ImportReport
from parindex.engine.records.status import store_status
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.periods import year_of
from parindex.engine.values.problems import BadInput
from parindex.simulation.generate import NOTE, generate, kind_of
from parindex.simulation.mixing import Stream, define_macros
from parindex.simulation.province import SLOTS, spread, units

ROWS = 12_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up")
    generate(folder, years=(2023,), dossiers_per_year=ROWS)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> tuple[Path, dict[str, ImportReport]]:
    path = folder / "store"
    files = {kind: sorted(folder.glob(f"{kind}*.csv")) for kind in KINDS}
    return path, {kind: import_records(path, kind, found) for kind, found in files.items() if found}


@pytest.fixture(scope="module")
def facts(store: tuple[Path, dict[str, ImportReport]]) -> Mapping[tuple[str, Level | None], Fact]:
    found = compute_facts(store[0], year_of(2023), by=("level",))
    return {(fact.measure, fact.level): fact for fact in found}


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.*")}


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    return duckdb.connect().execute(query, [str(path)]).fetchall()


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    connect = duckdb.connect
    for threads, seed in ((1, 7), (4, 7), (1, 8)):
        monkeypatch.setattr(
            duckdb,
            "connect",
            lambda *args, threads=threads, **kwargs: limited(connect(*args, **kwargs), threads),
        )
        folder = tmp_path / f"{threads}-{seed}"
        generate(folder, seed=seed, years=(2022, 2023), dossiers_per_year=1500)
        found[threads, seed] = digests(folder)
    assert found[1, 7] == found[4, 7]
    assert found[1, 7]["dossiers-2023.csv"] != found[1, 8]["dossiers-2023.csv"]
    assert found[1, 7]["dossiers-2023.csv"] != found[1, 7]["dossiers-2022.csv"]


def limited(connection: duckdb.DuckDBPyConnection, threads: int) -> duckdb.DuckDBPyConnection:
    connection.execute(f"SET threads = {threads}")
    return connection


def test_every_file_belongs_to_a_kind_and_says_that_it_is_made_up(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        kind = kind_of(path)
        assert kind in KINDS
        origins = ask(path, "SELECT DISTINCT origin FROM read_csv(?, all_varchar = true)")
        assert origins == [("mô phỏng",)]
    assert "không" in (folder / NOTE).read_text(encoding="utf-8").lower()
    assert kind_of(folder / NOTE) is None


def test_the_province_has_the_size_of_binh_thuan(
    store: tuple[Path, dict[str, ImportReport]],
) -> None:
    made = units(839)
    counts = {level: sum(unit.level is level for unit in made) for level in Level}
    assert counts == {Level.PROVINCE: 20, Level.DISTRICT: 10, Level.COMMUNE: 124}
    assert all("mô phỏng" in unit.name and unit.code.startswith("H00.") for unit in made)
    assert store[1]["units"].added == 155  # and the province itself


def test_the_dirt_is_there_and_ends_in_quarantine(
    store: tuple[Path, dict[str, ImportReport]],
) -> None:
    report = store[1]["dossiers"]
    assert set(report.quarantined) == {
        "bad_date",
        "duplicate_key",
        "finished_at_before_received_at",
        "unknown_unit",
    }
    assert 0 < report.quarantined_rows < report.read * 3 // 100
    assert report.identical > 0
    # Form 06a is no export: it is drawn up from the dossiers themselves.
    assert set(KINDS) - set(store[1]) == {"form_06a"}
    others = [report for kind, report in store[1].items() if kind != "dossiers"]
    assert all(other.quarantined_rows == 0 and other.added == other.read for other in others)


def test_work_is_uneven_over_units_months_and_procedures(folder: Path) -> None:
    path = folder / "dossiers-2023.csv"
    for grouped in ("unit_code", "left(received_at, 7)", "procedure_code"):
        counts = [
            times
            for (times,) in ask(
                path,
                f"SELECT count(*) FROM read_csv(?, all_varchar = true) GROUP BY {grouped}"  # noqa: S608
                " HAVING count(*) > 20 ORDER BY 1",
            )
        ]
        assert counts[-1] > 1.5 * counts[0]


def test_the_figures_are_plausible_for_the_plan(
    facts: Mapping[tuple[str, Level | None], Fact],
) -> None:
    def percent(measure: str, level: Level) -> float:
        value = facts[measure, level].value
        assert value is not None
        return float(100 * value)

    for level in Level:
        assert 94 < percent("dossiers_on_time_par", level) < 99
        assert facts["dossiers_on_time_par", level].simulated
    # 30 % and 20 % are reached, 15 % is missed by the communes.
    assert 31 < percent("dossiers_digitised", Level.PROVINCE) < 40
    assert 21 < percent("dossiers_digitised", Level.DISTRICT) < 28
    assert 10 < percent("dossiers_digitised", Level.COMMUNE) < 15
    connected = [percent("units_connected", level) for level in Level]
    assert connected == [100, 100, pytest.approx(100 * 118 / 124)]
    assert facts["dialogues_held", Level.PROVINCE].numerator == 3
    assert facts["dialogues_with_directive", Level.PROVINCE].value == 1


def test_the_whole_store_is_known_to_be_made_up(
    store: tuple[Path, dict[str, ImportReport]],
) -> None:
    status = store_status(store[0])
    assert {kind.kind for kind in status.kinds} == set(store[1])
    assert all(kind.simulated_share == 1 for kind in status.kinds)


def test_python_and_sql_mix_alike() -> None:
    stream = Stream(839, "test")
    connection = duckdb.connect()
    define_macros(connection.execute)
    query = f"SELECT {stream.sql('a')} FROM (SELECT i::UBIGINT AS n FROM range(500) r(i))"  # noqa: S608
    rows = connection.execute(query).fetchall()
    assert [number for (number,) in rows] == [stream.number("a", row) for row in range(500)]
    # A fair coin: of 500 draws, some 250 lie below a half.
    assert 200 < sum(number < 2**31 for (number,) in rows) < 300


def test_slots_follow_the_weights() -> None:
    items = list(spread(["a", "b", "c"], [1.0, 2.0, 5.0]))
    assert len(items) == SLOTS
    assert [items.count(item) for item in "abc"] == [SLOTS // 8, SLOTS // 4, SLOTS * 5 // 8]


def test_bad_arguments_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ít nhất một năm"):
        generate(tmp_path / "x", years=())
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="không phải thư mục"):
        generate(tmp_path / "file")


def test_only_a_procedure_that_can_be_paid_online_is_paid_online(folder: Path) -> None:
    """So B of the 766 set is never below C."""
    query = (
        "SELECT count(*) FILTER (p.online_payment), count(*) FILTER (p.online_payment IS NOT TRUE)"
        " FROM read_csv(?) d JOIN read_csv(?) p USING (procedure_code) WHERE d.paid_online"
    )
    files = [str(folder / name) for name in ("dossiers-2023.csv", "procedures.csv")]
    ((allowed, impossible),) = duckdb.connect().execute(query, files).fetchall()
    assert allowed > 100
    assert impossible == 0
