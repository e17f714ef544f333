"""One more day: what it brings is new or differs from what the exports brought."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from parindex.engine.records.intake import ImportReport, import_records
from parindex.engine.values.problems import BadInput
from parindex.simulation.days import generate_day
from parindex.simulation.generate import generate

YEARS, ROWS = (2022, 2023), 6000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("days")
    generate(folder, years=YEARS, dossiers_per_year=ROWS)
    return folder


@pytest.fixture(scope="module")
def day(folder: Path) -> Path:
    return generate_day(folder, years=YEARS, dossiers_per_year=ROWS, new=70, changed=90)


@pytest.fixture(scope="module")
def report(folder: Path, day: Path) -> ImportReport:
    store = folder / "store"
    import_records(store, "units", [folder / "units.csv"])
    import_records(store, "dossiers", [folder / f"dossiers-{year}.csv" for year in YEARS])
    return import_records(store, "dossiers", [day])


def test_every_row_is_new_or_changes_one_in_the_store(report: ImportReport) -> None:
    assert (report.read, report.added, report.replaced) == (160, 70, 90)
    assert report.quarantined_rows == report.unchanged == report.identical == 0


def test_the_day_is_the_first_working_day_after_the_exports(day: Path) -> None:
    assert day.name == "dossiers-2024-02-01.csv"  # a Thursday; Tết begins on 08/02


def test_new_dossiers_are_of_the_day_and_changed_ones_of_the_last_sixty(day: Path) -> None:
    query = (
        "SELECT received_at::DATE::VARCHAR, count(*) FROM read_csv(?)"
        " WHERE received_at::DATE {} GROUP BY 1 ORDER BY 1"
    )
    asked = duckdb.connect()
    (new,) = asked.execute(query.format(">= '2024-01-01'"), [str(day)]).fetchall()
    assert new == ("2024-02-01", 70)
    changed = asked.execute(query.format("< '2024-01-01'"), [str(day)]).fetchall()
    assert changed[0][0] > "2023-10-30"  # the last sixty days before 29/12, the last with receipts
    assert len(changed) > 20


def test_the_same_arguments_give_the_same_bytes(folder: Path, day: Path) -> None:
    before = day.read_bytes()
    generate_day(folder, years=YEARS, dossiers_per_year=ROWS, new=70, changed=90)
    assert day.read_bytes() == before


def test_bad_arguments_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ít nhất một năm"):
        generate_day(tmp_path / "x", years=())
