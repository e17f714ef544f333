"""Forms into the store: read, resolve unit and period, hand the rows to the import of records.

The rows go the way of any batch, as a CSV in the format of the kind `form_06a`: the same checks,
quarantine, versions and history.
"""

# ruff: noqa: S608 - names come from schemas, values pass through parameters

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parindex.engine.records.database import open_database
from parindex.engine.records.forms.balances import Violation, violations
from parindex.engine.records.forms.cells import folded
from parindex.engine.records.forms.model import COUNT_NAMES, Counts, Form06a, FormRow
from parindex.engine.records.forms.read import Reading, read_form
from parindex.engine.records.intake import import_records
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.records.progress import Progress
from parindex.engine.records.reading import make_views, read_units
from parindex.engine.records.report import ImportReport
from parindex.engine.records.schema import SIMULATED
from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput, Problem

KIND = "form_06a"
_COLUMNS = ("unit_code", "period_from", "period_to", "sector", *COUNT_NAMES, "origin")
_PEOPLES_COMMITTEE = ("uy ban nhan dan ", "ubnd ")


@dataclass(frozen=True, slots=True)
class LoadedForm:
    """A form on its way into the store, its `rows` by the name under which each is stored.

    `withdrawn` names sectors that an earlier form of the same unit and period holds and this one no
    longer does; they are set to zero, or they would still be counted.
    """

    reading: Reading
    unit: Unit
    period: Period
    rows: tuple[tuple[str, Counts], ...]
    violations: tuple[Violation, ...]
    withdrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormImport:
    """What an import of forms did: each form, and the batch that holds them."""

    forms: tuple[LoadedForm, ...]
    report: ImportReport


def import_forms(
    store: Path,
    paths: Sequence[Path],
    *,
    unit: str | None = None,
    period: Period | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> FormImport:
    """Take forms into a store as one batch of the kind `form_06a`.

    `unit` (a code), `period` and `sheet` stand in for what the forms do not say. Rows that do not
    add up are taken as written and told. `BadInput` names every fault of every file; the store is
    then as it was.
    """
    snapshot = open_snapshot(store)
    units = read_units(snapshot)
    forms: list[LoadedForm] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            reading = read_form(path, sheet=sheet, period=period)
            forms.append(_resolved(reading, units, unit, snapshot))
        except BadInput as bad:
            problems.extend(bad.problems)
    problems.extend(_repeated(forms))
    if problems:
        raise BadInput(*problems)
    with tempfile.TemporaryDirectory(prefix="parindex-") as name:
        files = [_write(form, Path(name) / str(place)) for place, form in enumerate(forms)]
        report = import_records(store, KIND, files, progress=progress)
    return FormImport(tuple(forms), replace(report, files=tuple(map(str, paths))))


def _resolved(reading: Reading, units: Units, asked: str | None, snapshot: Snapshot) -> LoadedForm:
    """The form with its unit and period; `BadInput` where it does not say them and nobody did."""
    where, form = f"{reading.path}, trang «{reading.sheet}»", reading.form
    if form.period is None:
        raise BadInput.of(
            where,
            "biểu không ghi kỳ báo cáo",
            "Hãy ghi rõ kỳ của biểu bằng --from và --to",
        )
    unit = _unit(form, units, asked, where)
    rows = _named_rows(form.rows)
    withdrawn = _stored_sectors(snapshot, unit, form.period) - {sector for sector, _ in rows}
    found = tuple(violations(form))
    return LoadedForm(reading, unit, form.period, rows, found, tuple(sorted(withdrawn)))


def _unit(form: Form06a, units: Units, asked: str | None, where: str) -> Unit:
    if asked is not None:
        found = [unit for unit in [units.find(asked.strip().upper())] if unit]
        what = f"mã đơn vị «{asked}» không có trong danh mục đơn vị của kho"
    elif form.unit is None:
        found, what = [], "biểu không ghi đơn vị báo cáo"
    else:
        wanted = _plain_name(form.unit)
        found = list({u.code: u for u in units if _plain_name(u.name) == wanted}.values())
        what = f"đơn vị báo cáo «{form.unit}» "
        what += "trùng tên với nhiều đơn vị" if found else "không có trong danh mục đơn vị của kho"
    if len(found) == 1:
        return found[0]
    raise BadInput.of(where, what, "Hãy ghi mã đơn vị bằng --unit")


def _plain_name(name: str) -> str:
    """The name without accents and without «UBND», which lists of units leave out."""
    bare = folded(name)
    start = next((each for each in _PEOPLES_COMMITTEE if bare.startswith(each)), "")
    return bare.removeprefix(start)


def _named_rows(rows: Iterable[FormRow]) -> tuple[tuple[str, Counts], ...]:
    """The rows by sector; one that stands in several sections or lines is told apart by them."""
    listed = list(rows)
    names = Counter(row.sector for row in listed)
    titles = [
        f"{row.sector} ({row.section})" if names[row.sector] > 1 and row.section else row.sector
        for row in listed
    ]
    seen: Counter[str] = Counter()
    named: list[tuple[str, Counts]] = []
    for title, row in zip(titles, listed, strict=True):
        seen[title] += 1
        named.append((f"{title} ({seen[title]})" if seen[title] > 1 else title, row.counts))
    return tuple(named)


def _stored_sectors(snapshot: Snapshot, unit: Unit, period: Period) -> set[str]:
    """The sectors with figures that the store holds for the unit and period."""
    with open_database(snapshot.store) as database:
        make_views(database, snapshot, [KIND])
        found = database.connection.execute(
            f"SELECT sector FROM {KIND} WHERE unit_code = ? AND period_from = ? AND period_to = ?"
            f" AND greatest({', '.join(COUNT_NAMES)}) > 0",
            [unit.code, period.first, period.last],
        ).fetchall()
    return {sector for (sector,) in found}


def _repeated(forms: Sequence[LoadedForm]) -> Iterator[Problem]:
    seen: dict[tuple[str, Period], Path] = {}
    for form in forms:
        key = form.unit.code, form.period
        if key in seen:
            yield Problem(
                str(form.reading.path),
                f"cùng đơn vị {form.unit.code} và cùng kỳ ({form.period}) với tệp {seen[key]}",
                "Hãy chỉ nạp một biểu cho mỗi đơn vị và kỳ",
            )
        seen.setdefault(key, form.reading.path)


def _write(form: LoadedForm, folder: Path) -> Path:
    """The rows of a form as a CSV in the format of the kind, named after the file it came from."""
    folder.mkdir()
    path = folder / f"{form.reading.path.stem}.csv"
    period = (form.period.first.isoformat(), form.period.last.isoformat())
    made_up = SIMULATED if form.reading.form.simulated else ""
    rows = [*form.rows, *((sector, Counts()) for sector in form.withdrawn)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for sector, counts in rows:
            writer.writerow((form.unit.code, *period, sector, *counts.values, made_up))
    return path
