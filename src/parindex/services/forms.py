"""The JSON shapes of statutory forms; docs/forms.md describes them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from parindex.engine.records.forms.balances import Violation, violations
from parindex.engine.records.forms.load import FormImport
from parindex.engine.records.forms.model import Counts
from parindex.engine.records.forms.read import Reading
from parindex.services.shapes import import_json


def reading_json(reading: Reading) -> dict[str, Any]:
    """A form as read; counts by the names of the kind `form_06a`, lines as rows of the sheet."""
    form = reading.form
    return {
        "file": str(reading.path),
        "sheet": reading.sheet,
        "unit": form.unit,
        "from": form.period.first.isoformat() if form.period else None,
        "to": form.period.last.isoformat() if form.period else None,
        "simulated": form.simulated,
        "columns": {str(number): place for number, place in reading.columns.items()},
        "rows": [
            {"line": row.line, "section": row.section, "sector": row.sector, **asdict(row.counts)}
            for row in form.rows
        ],
        "total": _total_json(form.total, form.total_line),
        "violations": [_violation_json(each) for each in violations(form)],
        "skipped": [asdict(each) for each in reading.skipped],
        "notes": list(reading.notes),
    }


def form_import_json(done: FormImport) -> dict[str, Any]:
    """An import of forms: the batch as `records import` tells it, and each form."""
    return {
        **import_json(done.report),
        "forms": [
            {
                "unit_code": form.unit.code,
                **reading_json(form.reading),
                "from": form.period.first.isoformat(),
                "to": form.period.last.isoformat(),
                "withdrawn": list(form.withdrawn),
            }
            for form in done.forms
        ],
    }


def _total_json(total: Counts | None, line: int) -> dict[str, Any] | None:
    return None if total is None else {"line": line, **asdict(total)}


def _violation_json(violation: Violation) -> dict[str, Any]:
    return {**asdict(violation), "difference": violation.difference}
