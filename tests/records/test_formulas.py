"""Text that looks like a formula stays text in every spreadsheet that is written from the records."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.cli.kit import done
from tests.records.kit import HERE, Scene

FORMULAS = ("=HYPERLINK(", "@SUM(1+1)", "+84 28", "-1+1")
SECTORS = HERE / "should_pass" / "formulas.csv"
UNIT_NAMES = HERE / "should_pass" / "unit-names-like-formulas.csv"


def texts(path: Path) -> Iterator[str]:
    """The text of every cell; a formula among them, or a link to somewhere, fails."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
                yield str(cell.value)


def plain_texts(path: Path) -> Iterator[str]:
    """Every value of a CSV file; one that a spreadsheet would take for a formula fails."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for value in row:
                assert not value.startswith(("=", "@", "+", "-")), value
                yield value


def imported(scene: Scene) -> None:
    done("records", "import", "units", UNIT_NAMES, "--store", scene.store)
    done("records", "import", "dossiers", SECTORS, "--store", scene.store)


def test_a_form_filled_from_records(scene: Scene) -> None:
    imported(scene)
    out = scene.folder / "bieu-06a.xlsx"
    period = ("--from", "2023-03-01", "--to", "2023-03-31")
    done("forms", "write-06a", "--store", scene.store, "--all", *period, "--out", out)
    written = list(texts(out))
    for formula in FORMULAS:
        assert any(formula in text for text in written), formula


def test_a_form_of_a_unit_that_is_called_like_a_formula(scene: Scene) -> None:
    imported(scene)
    out = scene.folder / "bieu-06a.xlsx"
    asked = ("--unit", "X7", "--year", "2023", "--out", out)
    done("forms", "write-06a", "--store", scene.store, *asked)
    assert any("=cmd|'/c calc'!A1" in text for text in texts(out))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_records_behind_a_number(scene: Scene, ending: str) -> None:
    imported(scene)
    out = scene.folder / f"ho-so.{ending}"
    asked = (
        "--year",
        "2023",
        "--measure",
        "dossiers_on_time_par",
        "--rows",
        "denominator",
        "--out",
        out,
    )
    done("facts", "--store", scene.store, *asked)
    written = list(texts(out) if ending == "xlsx" else plain_texts(out))
    for formula in FORMULAS:
        assert any(formula in text for text in written), formula


def test_a_report_on_a_subject_that_is_called_like_a_formula(scene: Scene) -> None:
    inputs = scene.folder / "so-lieu.yaml"
    inputs.write_text('subjects: {"=1+1": {}}\n', encoding="utf-8")
    target = scene.folder / "bao-cao"
    done("score", "--criteria", "kh-839-2023", "--inputs", inputs, "--report", target)
    (report,) = target.glob("*.xlsx")
    assert any("=1+1" in text for text in texts(report))
