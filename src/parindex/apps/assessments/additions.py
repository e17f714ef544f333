"""What apps above this one have to say in the official report of an assessment.

An app registers when it gets ready; this app knows nothing of it but what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parindex.apps.assessments.models import Assessment
from parindex.engine.official.opinions import Consultation

Source = Callable[[Assessment], Sequence[Consultation]]
"""What other agencies said of an assessment."""

_sources: list[Source] = []


def consult(source: Source) -> None:
    """Have what the source tells in all reports from now on."""
    _sources.append(source)


def consultations_on(assessment: Assessment) -> list[Consultation]:
    """What other agencies said of the assessment, whichever app asked them."""
    return [one for source in _sources for one in source(assessment)]
