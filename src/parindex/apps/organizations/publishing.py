"""The directory as the engine knows units: one list for facts, plans and the pages."""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from pathlib import Path
from uuid import UUID

from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Succession
from parindex.apps.organizations.models import Unit as UnitRow
from parindex.engine.records.intake import import_records
from parindex.engine.records.report import ImportReport
from parindex.engine.reference.units import Unit, Units

_MADE_UP = "mô phỏng"


def reference_units() -> Units:
    """An immutable snapshot of the directory, whose fingerprint runs and facts can cite.

    A unit that was split has no successor there: its records count for nobody else.
    """
    return Units(tuple(unit for unit, _ in _listed()))


def publish_units(store: Path) -> ImportReport:
    """Import the directory into a store of records; what is there already stays as it is.

    `BadInput` if the store cannot be written, or holds units that contradict the directory.
    """
    with tempfile.TemporaryDirectory(prefix="parindex-") as folder:
        path = Path(folder) / "danh-muc-don-vi.csv"
        _write(path)
        return import_records(store, "units", [path])


def _listed() -> list[tuple[Unit, bool]]:
    """Every unit with whether it is made up."""
    rows = list(UnitRow.objects.order_by("code", "valid_from"))
    codes = {row.pk: row.code for row in rows}
    followers: dict[UUID, list[str]] = defaultdict(list)
    for before, after in Succession.objects.values_list("predecessor_id", "successor_id"):
        followers[before].append(codes[after])
    return [(_unit(row, codes, followers[row.pk]), row.simulated) for row in rows]


def _unit(row: UnitRow, codes: dict[UUID, str], followers: list[str]) -> Unit:
    return Unit(
        code=row.code,
        name=row.name,
        level=UnitLevel(row.level).government,
        parent=codes[row.parent_id] if row.parent_id else None,
        group=row.group or None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=followers[0] if len(followers) == 1 and followers[0] != row.code else None,
    )


def _write(path: Path) -> None:
    names = ("code", "name", "level", "parent_code", "unit_group", "valid_from", "valid_to")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*names, "successor_code", "origin"))
        for unit, made_up in _listed():
            days = (unit.valid_from.isoformat(), unit.valid_to.isoformat() if unit.valid_to else "")
            told = (unit.code, unit.name, unit.level.value, unit.parent or "", unit.group or "")
            writer.writerow((*told, *days, unit.successor or "", _MADE_UP if made_up else ""))
