"""Last year's answers for the rules that compare with them: what was imported, else what was approved here."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import Assessment, FrozenRun
from parindex.apps.criteria.raw import Raw, restored
from parindex.apps.pastyears.queries import previous_inputs, reads
from parindex.engine.criteria.model import CriteriaSet

_KEPT = 64
_RECORD = ".json"


def previous_of(assessment: Assessment, criteria_set: CriteriaSet) -> dict[str, Raw]:
    """Code → the unit's answer of the year before, for the components that look back.

    Figures that somebody imported stand before those of the run that was approved here: they are the
    later word on that year, such as the figures after appraisal.
    """
    if not criteria_set.looking_back:
        return {}
    unit, year = assessment.unit.code, assessment.round.year
    approved = _approved(unit, year - 1, criteria_set)
    return {**approved, **previous_inputs(unit, criteria_set, year)}


def _approved(unit: str, year: int, criteria_set: CriteriaSet) -> dict[str, Raw]:
    sets = [criteria_set.id, *(each.set_id for each in criteria_set.earlier)]
    runs = FrozenRun.objects.filter(
        superseded=False,
        assessment__unit__code=unit,
        assessment__round__year=year,
        assessment__round__criteria__set_id__in=sets,
    )
    run = runs.order_by("-frozen_at").first()
    record = (
        next((each for each in run.files if each["name"].endswith(_RECORD)), None) if run else None
    )
    if record is None:
        return {}
    told = _record(record["sha256"])
    inputs = {each["code"]: each["input"] for each in told["components"] if each["input"]}
    found: dict[str, Raw] = {}
    for code in criteria_set.looking_back:
        raw = inputs.get(criteria_set.stood_as(code).get(told["set"], ""))
        if raw is not None and reads(criteria_set, code, restored(raw)):
            found[code] = restored(raw)
    return found


@lru_cache(maxsize=_KEPT)
def _record(sha256: str) -> dict[str, Any]:
    """The run as it was written down when it was approved."""
    with REPORTS.opened(sha256) as file:
        told: dict[str, Any] = json.load(file)
    return told
