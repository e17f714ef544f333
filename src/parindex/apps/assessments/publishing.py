"""Publish the results of a round: every unit sees the approved points of all."""

from __future__ import annotations

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import ResultsPublished
from parindex.apps.assessments.models import Round
from parindex.apps.assessments.rules import COORDINATES_ROUND
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.events.services import append
from parindex.engine.values.problems import BadInput


def publish_results(round_: Round, *, by: Actor) -> None:
    """Let everybody with a role see approved results; what is not approved stays with its unit.

    `BadInput` where nothing is approved yet, or the results are out already.
    """
    by.require(COORDINATES_ROUND, round_)
    if round_.published_at is not None:
        raise BadInput.of(round_, "đã công bố kết quả", "Không cần công bố lại")
    if not round_.assessments.filter(state=AssessmentState.FROZEN).exists():
        raise BadInput.of(
            round_, "chưa có đơn vị nào được phê duyệt kết quả", "Hãy công bố sau khi phê duyệt"
        )
    append(f"round:{round_.pk}", ResultsPublished(round_.pk), by=by.account)
