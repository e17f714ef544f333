"""The official report of a run, written beside the run's own record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from parindex.engine.official.build import build_report
from parindex.engine.official.office import OfficeDetails, office_of
from parindex.engine.official.opinions import Consultation
from parindex.engine.official.write import write_forms
from parindex.engine.plans.model import Plan
from parindex.engine.reading.files import written_together
from parindex.engine.scoring.against_best import Best
from parindex.engine.scoring.runs import ScoringRun
from parindex.services.shapes import run_json

_STEM = "bao-cao"
_RECORD = "lan-cham.json"


def write_reports(
    run: ScoringRun,
    folder: Path,
    plan: Plan | None = None,
    *,
    office: OfficeDetails | None = None,
    chain: str = "",
    consultations: Sequence[Consultation] = (),
) -> list[Path]:
    """Write .docx, .pdf and .xlsx for every subject, and the run with its traces as JSON.

    Gives the paths written. The letterhead is that of `office`, or of the plan's; without both it
    stays blank, to be filled in. `chain` is printed as the head of the events that led to the run,
    `consultations` as what other agencies said.
    `BadInput` where the folder cannot be written; either everything is written or nothing.
    """
    office = office or (office_of(plan) if plan else OfficeDetails(issuer=""))
    told = {"at": run.at.isoformat(), "by": run.by, "engine": run.engine, **run_json(run)}
    if run.best_elsewhere:
        told["best_elsewhere"] = _texts(run.best_elsewhere)
    with written_together(folder) as aside:
        written: list[Path] = []
        for number, subject in enumerate(run.cards, start=1):
            stem = _STEM if len(run.cards) == 1 else f"{_STEM}-{number:03}"
            report = build_report(
                run,
                subject=subject,
                plan=plan,
                office=office,
                chain=chain,
                consultations=consultations,
            )
            written += write_forms(report, aside, stem)
        record = aside / _RECORD
        record.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return [folder / path.name for path in (*written, record)]


def _texts(best: Mapping[str, Best]) -> dict[str, dict[str, str]]:
    return {name: {code: str(each) for code, each in told.items()} for name, told in best.items()}
