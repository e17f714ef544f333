"""Standings follow where results of earlier years changed and a rule compares with them."""

from __future__ import annotations

from collections.abc import Collection

from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.queries import assessments_for_pages, rounds
from parindex.apps.assessments.standings import let_lapse, refresh_all
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.criteria.queries import set_of

AT_ONCE = 20
"""Assessments whose standings somebody may wait for."""


def past_changed(units: Collection[str], years: Collection[int]) -> None:
    """Judge again what compares with these units' years."""
    following = {year + 1 for year in years}
    for round_ in rounds().filter(year__in=following):
        if set_of(round_.criteria).looking_back:
            rows = assessments_for_pages().filter(round=round_)
            going_on = rows.exclude(state=AssessmentState.FROZEN)
            touched: list[Assessment] = [each for each in going_on if each.unit.code in units]
            if len(touched) <= AT_ONCE:
                refresh_all(touched)
            else:
                let_lapse(touched)
