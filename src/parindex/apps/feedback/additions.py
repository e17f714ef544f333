"""What other agencies said, beside the items and assessments that it is about."""

from __future__ import annotations

from typing import Any

from parindex.apps.accounts.http import SignedIn
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.feedback.queries import consultations_of
from parindex.apps.feedback.rules import ASKS
from parindex.apps.feedback.tallies import LEAST, told_of


def beside_item(request: SignedIn, item: Item) -> dict[str, Any] | None:
    """What was said of the item; None where nobody said anything."""
    told = told_of(item)
    return {"told": told, "least": LEAST} if told else None


def beside_assessment(request: SignedIn, assessment: Assessment) -> dict[str, Any] | None:
    """The consultations on the assessment; None where there are none and the visitor opens none."""
    found, may_ask = consultations_of(assessment), ASKS.admits(request.visitor, assessment)
    if not found and not may_ask:
        return None
    return {"assessment": assessment, "consultations": found, "may_ask": may_ask}
