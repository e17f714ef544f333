"""The made-up records that the example runs on: generated, then taken in like any export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from parindex.engine.records.catalog import kind_named
from parindex.engine.records.intake import import_records
from parindex.engine.records.report import ImportReport
from parindex.simulation.generate import generate, kind_of


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
