"""Who may ask other agencies, who may answer, who may read the answers."""

from __future__ import annotations

from parindex.apps.access.roles import Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.rules import COORDINATES_ROUND, READS
from parindex.apps.feedback.models import Consultation, Invitation
from parindex.apps.feedback.queries import units_answering


def _asks(visitor: Visitor, assessment: Assessment) -> bool:
    return COORDINATES_ROUND.test(visitor, assessment.round)


def _runs(visitor: Visitor, consultation: Consultation) -> bool:
    return _asks(visitor, consultation.assessment)


def _reads(visitor: Visitor, consultation: Consultation) -> bool:
    return READS.test(visitor, consultation.assessment)


def _answers(visitor: Visitor, invitation: Invitation) -> bool:
    """The invited unit's own people, and nobody over it: the answer is the unit's."""
    return not invitation.is_withdrawn and invitation.unit_id in units_answering(visitor)


ASKS = Rule(COORDINATES_ROUND.words, _asks)
RUNS = Rule(COORDINATES_ROUND.words, _runs)
READS_OPINIONS = Rule(READS.words, _reads)
ANSWERS = Rule("chuyên viên, lãnh đạo của đơn vị được mời", _answers)
INVITES = Rule(
    COORDINATES_ROUND.words, lambda visitor, invitation: _runs(visitor, invitation.consultation)
)
KNOWS_INVITATION = ANSWERS | INVITES
