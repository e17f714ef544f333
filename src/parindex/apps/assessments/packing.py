"""The evidence of an assessment as one zip: a folder for each field, criterion and component."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.queries import linked_sets_of
from parindex.apps.criteria.queries import set_of
from parindex.apps.evidence.bundle import Folder, bundle
from parindex.engine.criteria.model import CriteriaSet


def pack(found: Assessment, target: IO[bytes]) -> None:
    """Write the zip; `BadInput` if a file is damaged."""
    bundle(f"Danh mục minh chứng: {found.round}, {found.unit}", list(folders(found)), target)


def name_of(found: Assessment) -> str:
    """What the zip is called."""
    return f"Minh chứng {found.unit.code} {found.round.code}.zip"


def folders(assessment: Assessment) -> Iterator[Folder]:
    """The places of an assessment in the order of its set, then of the sets that it takes scores of."""
    own = set_of(assessment.round.criteria)
    places = {
        (set_id, code): place
        for set_id, code, place in assessment.items.values_list("criteria__set_id", "code", "place")
    }
    for criteria_set in (own, *linked_sets_of(assessment.round).values()):
        above = "" if criteria_set is own else f"{criteria_set.title}/"
        yield from _folders(criteria_set, above, places)


def _folders(
    criteria_set: CriteriaSet, above: str, places: dict[tuple[str, str], str]
) -> Iterator[Folder]:
    for field in criteria_set.fields:
        for criterion in field.criteria:
            for component in criterion.components:
                place = places.get((criteria_set.id, component.code))
                if place is None:
                    continue
                title = f"{component.code} {component.title}"
                parts = (f"{each.code} {each.title}" for each in (field, criterion))
                yield Folder(f"{above}{'/'.join(parts)}/{title}", place, title)
