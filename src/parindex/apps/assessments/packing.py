"""Evidence as one zip: a folder for each field, criterion and component, in one for each unit of a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from parindex.apps.assessments.models import Assessment, Item, Round
from parindex.apps.assessments.queries import linked_sets_of
from parindex.apps.criteria.queries import set_of
from parindex.apps.evidence.bundle import Folder, bundle
from parindex.engine.criteria.model import CriteriaSet

Say = Callable[[str, int, int], None]
"""Is told what is being done, and how much of how much."""
_TOGETHER = 20
"""Units whose places are read in one question."""


def pack(found: Assessment, target: IO[bytes]) -> None:
    """Write the zip of an assessment; `BadInput` if a file is damaged."""
    bundle(f"Danh mục minh chứng: {found.round}, {found.unit}", folders(found), target)


def name_of(found: Assessment) -> str:
    """What the zip of an assessment is called."""
    return f"Minh chứng {found.unit.code} {found.round.code}.zip"


def pack_round(round_: Round, target: IO[bytes], say: Say) -> int:
    """Write the zip of a whole round, its units by code; how many uses it has.

    What is kept in memory does not grow with the files, only with their names. `BadInput` if a file
    is damaged.
    """
    return bundle(f"Danh mục minh chứng: {round_}", folders_of_round(round_, say), target)


def name_of_round(round_: Round) -> str:
    """What the zip of a round is called."""
    return f"Minh chứng {round_.code}.zip"


def folders(assessment: Assessment) -> Iterator[Folder]:
    """The places of an assessment in the order of its set, then of the sets that it takes scores of."""
    return _Layout.of(assessment.round).folders([assessment])


def folders_of_round(round_: Round, say: Say) -> Iterator[Folder]:
    """The same for every unit of the round, each below a folder with its code and name."""
    layout, rows = _Layout.of(round_), round_.assessments.select_related("unit")
    keys = list(rows.order_by("unit__code").values_list("pk", flat=True))
    for start in range(0, len(keys), _TOGETHER):
        say("Đóng gói minh chứng của từng đơn vị", start, len(keys))
        some = rows.filter(pk__in=keys[start : start + _TOGETHER]).order_by("unit__code")
        yield from layout.folders(list(some), by_unit=True)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The folders of every assessment of a round: its set's, then those of the sets it takes scores of."""

    sets: tuple[CriteriaSet, ...]

    @classmethod
    def of(cls, round_: Round) -> _Layout:
        return cls((set_of(round_.criteria), *linked_sets_of(round_).values()))

    def folders(
        self, assessments: Sequence[Assessment], *, by_unit: bool = False
    ) -> Iterator[Folder]:
        """The places of these assessments, in their order; one question for all."""
        items = Item.objects.filter(assessment__in=assessments)
        places: defaultdict[UUID, dict[tuple[str, str], str]] = defaultdict(dict)
        told = items.values_list("assessment", "criteria__set_id", "code", "place")
        for assessment, set_id, code, place in told:
            places[assessment][set_id, code] = place
        for each in assessments:
            unit = f"{each.unit.code} {each.unit.name}"
            top = f"{_part(unit)}/" if by_unit else ""
            for criteria_set in self.sets:
                above = "" if criteria_set is self.sets[0] else f"{_part(criteria_set.title)}/"
                yield from _folders(criteria_set, f"{top}{above}", places[each.pk], unit)


def _part(words: str) -> str:
    """Words as one part of a path."""
    return words.replace("/", "-")


def _folders(
    criteria_set: CriteriaSet, above: str, places: dict[tuple[str, str], str], unit: str
) -> Iterator[Folder]:
    for field in criteria_set.fields:
        for criterion in field.criteria:
            for component in criterion.components:
                place = places.get((criteria_set.id, component.code))
                if place is None:
                    continue
                title = f"{component.code} {component.title}"
                parts = [f"{each.code} {each.title}" for each in (field, criterion, component)]
                path = "/".join(_part(part) for part in parts)
                yield Folder(f"{above}{path}", place, title, unit)
