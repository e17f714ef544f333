"""Made-up results of the year before for the example's office, imported as a person would."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from xlsxwriter.workbook import Workbook

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import set_of
from parindex.apps.events.queries import length
from parindex.apps.events.services import SYSTEM
from parindex.apps.organizations.models import Unit
from parindex.apps.pastyears.planning import plan_import
from parindex.apps.pastyears.queries import PAST
from parindex.apps.pastyears.rows import COLUMNS, read_rows
from parindex.apps.pastyears.services import import_past

_SET, _YEAR = "kh-839-2023", 2022
_FILE = "ket-qua-2022-mo-phong.xlsx"
_MADE_UP = "Số liệu mô phỏng để dùng thử phần mềm, không phải số liệu thật."
_RATE = ("numerator", "denominator")

_RESULTS: Mapping[str, tuple[float, Mapping[str, object]]] = {
    "3a": (0.25, {"count": 1}),
    "3b": (0.5, dict(zip(_RATE, (1, 1), strict=True))),
    "4": (1.26, dict(zip(_RATE, (42, 50), strict=True))),
    "1.1": (0.5, {"answer": "Đạt"}),
    "1.2": (0.9, dict(zip(_RATE, (36, 40), strict=True))),
    "1.3": (0.95, dict(zip(_RATE, (38, 40), strict=True))),
    "1.4": (0.5, {"parts": "Tiếp nhận và trả kết quả tại bộ phận một cửa"}),
    "1.6": (1.2, dict(zip(_RATE, (24, 30), strict=True))),
    "2.1": (1.35, dict(zip(_RATE, (900, 1000), strict=True))),
    "2.3": (0.5, {"answer": "Đáp ứng một phần"}),
    "2.4a": (
        0.75,
        {
            "parts": "Đáp ứng yêu cầu chức năng; Đáp ứng tính năng kỹ thuật; Thông tin kịp thời và đầy đủ"
        },
    ),
}
"""Code → points and the cells that gave them; the other components have no figures of that year."""


def load_past(office: Unit) -> None:
    """Import the made-up year before of the office."""
    criteria = PublishedSet.objects.get(set_id=_SET)
    criteria_set = set_of(criteria)
    with tempfile.TemporaryDirectory(prefix="parindex-") as folder:
        path = Path(folder) / _FILE
        _write(path, office.code, {each.code: float(each.max) for each in criteria_set.components})
        rows, problems = read_rows(path, criteria_set, _YEAR)
    plan = plan_import(rows, criteria_set, None)
    plan.problems[:0] = problems
    import_past(plan, criteria, _FILE, length(PAST), by=SYSTEM, simulated=True)


def _write(path: Path, unit: str, maxima: Mapping[str, float]) -> None:
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_row(0, 0, COLUMNS.values())
        for line, (code, (points, cells)) in enumerate(_RESULTS.items(), 1):
            told = {
                "unit": unit,
                "year": _YEAR,
                "code": code,
                "maximum": maxima[code],
                "points": points,
                "explanation": _MADE_UP,
                **cells,
            }
            for place, name in enumerate(COLUMNS):
                if name in told:
                    sheet.write(line, place, told[name])
