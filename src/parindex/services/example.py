"""The made-up records that the example runs on: generated, then taken in like any export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from parindex.engine.records.catalog import kind_named
from parindex.engine.records.intake import import_records
from parindex.engine.records.report import ImportReport
from parindex.engine.reference.units import Unit
from parindex.engine.values.facts import Level
from parindex.simulation.generate import SEED, generate, kind_of
from parindex.simulation.province import ROOT, UNITS_BEGIN, MadeUpUnit, units


def load_example_records(
    work: Path, dossiers_per_year: int, say: Callable[[str], None]
) -> list[ImportReport]:
    """Generate exports below `work` and import them into the store `work/kho`, kind by kind."""
    written = generate(work / "ho-so", dossiers_per_year=dossiers_per_year, progress=say)
    files: dict[str, list[Path]] = {}
    for path in written:
        kind = kind_of(path)
        if kind is not None:
            files.setdefault(kind, []).append(path)
    reports = []
    for kind, paths in files.items():
        say(f"Nạp {kind_named(kind).title}")
        reports.append(import_records(work / "kho", kind, paths))
    return reports


def example_units() -> list[Unit]:
    """The units of the made-up province, the province itself first."""
    root = Unit(ROOT, "Tỉnh mô phỏng", Level.PROVINCE, None, "UBND tỉnh", UNITS_BEGIN)
    return [root, *map(_unit, units(SEED))]


def _unit(made_up: MadeUpUnit) -> Unit:
    last = date.fromisoformat(made_up.valid_to) if made_up.valid_to else None
    return Unit(
        made_up.code, made_up.name, made_up.level, made_up.parent, made_up.group, UNITS_BEGIN, last
    )
