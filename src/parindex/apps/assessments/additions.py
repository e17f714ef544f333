"""What apps above this one have to say in the official report of an assessment, and end with it.

An app registers when it gets ready; this app knows nothing of it but what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parindex.apps.accounts.models import Account
from parindex.apps.assessments.models import Assessment
from parindex.engine.official.opinions import Consultation

Source = Callable[[Assessment], Sequence[Consultation]]
"""What other agencies said of an assessment."""

End = Callable[[Assessment, Account], None]
"""Ends what an approval ends, in its transaction; the account approves."""

_sources: list[Source] = []
_ends: list[End] = []


def consult(source: Source) -> None:
    """Have what the source tells in all reports from now on."""
    _sources.append(source)


def end_with_approval(end: End) -> None:
    """Have something ended whenever an assessment is approved."""
    _ends.append(end)


def approved(assessment: Assessment, by: Account) -> None:
    """End what an approval ends."""
    for end in _ends:
        end(assessment, by)


def consultations_on(assessment: Assessment) -> list[Consultation]:
    """What other agencies said of the assessment, whichever app asked them."""
    return [one for source in _sources for one in source(assessment)]
