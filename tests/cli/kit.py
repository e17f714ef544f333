"""Call `parindex` through its entry point, and a small store whose every figure is counted by hand."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from parindex.cli.main import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "ke-hoach-839"
PLAN = EXAMPLE / "ke-hoach-839-KH-VP-2023.txt"
DECLARED = EXAMPLE / "so-lieu-khai-bao.yaml"


@dataclass(frozen=True)
class Outcome:
    """What one call of the command line did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def told(self) -> list[str]:
        """The sentences on the error stream."""
        return self.err.splitlines()


def parindex(*arguments: object) -> Outcome:
    """Run the entry point in this process; whatever it does not catch itself fails the test."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["parindex", *map(str, arguments)]
    with patch.object(sys, "argv", argv), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
    assert isinstance(status, int)
    return Outcome(status, out.getvalue(), err.getvalue())


def done(*arguments: object) -> Outcome:
    """A call that must succeed and has nothing to complain about."""
    outcome = parindex(*arguments)
    assert (outcome.status, outcome.err) == (0, "")
    return outcome


def refused(*arguments: object) -> list[str]:
    """The sentences of a call that must be refused; nothing may stand on standard output."""
    outcome = parindex(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    for sentence in outcome.told:
        assert 20 < len(sentence) < 700, sentence
    return outcome.told


def listing(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder with its content; None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def table(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Write rows as CSV with all keys that occur as columns."""
    kept = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in kept for key in row)))
        writer.writeheader()
        writer.writerows(kept)
    return path


def dossiers(unit: str, day: str, on_time: int, late: int) -> list[dict[str, str]]:
    """Dossiers of a unit received on a day in 2023, due and finished in the same month."""
    month = day[:8]
    return [
        {
            "dossier_code": f"{unit}-{day}-{number}",
            "procedure_code": "P1",
            "unit_code": unit,
            "received_at": day,
            "due_at": f"{month}20",
            "finished_at": f"{month}{20 if number < on_time else 21}",
        }
        for number in range(on_time + late)
    ]


RECORDS: Mapping[str, Sequence[Mapping[str, object]]] = {
    "units": [
        {"code": code, "name": name, "level": level, "valid_from": "2000-01-01"}
        for code, name, level in (
            ("S1", "Sở Một", "province"),
            ("S2", "Sở Hai", "province"),
            ("H1", "Huyện Một", "district"),
            ("X1", "Xã Một", "commune"),
            ("X2", "Xã Hai", "commune"),
        )
    ],
    "connections": [
        {"unit_code": code, "connected_on": "2022-06-01", "sends": "có", "receives": receives}
        for code, receives in (("S1", "có"), ("S2", "không"), ("H1", "có"), ("X1", "có"))
    ],
    "dossiers": [
        *dossiers("S1", "2023-01-09", on_time=3, late=1),
        *dossiers("S1", "2023-03-06", on_time=4, late=0),
        *dossiers("H1", "2023-03-06", on_time=2, late=1),
        *dossiers("X1", "2023-05-08", on_time=1, late=127),
        # Two rows that nothing can be done with.
        {
            "dossier_code": "LA",
            "procedure_code": "P1",
            "unit_code": "KHONG-CO",
            "received_at": "2023-05-08",
        },
        {"dossier_code": "THIEU", "unit_code": "X1", "received_at": "2023-05-08"},
    ],
    "dialogues": [
        {
            "dialogue_code": f"DT{number}",
            "unit_code": "S1",
            "held_on": f"2023-0{number}-15",
            "directive_on": directive,
        }
        for number, directive in ((2, "2023-02-28"), (5, "2023-06-01"), (9, ""))
    ],
}
"""Rows by kind, in the order in which they can be imported."""
