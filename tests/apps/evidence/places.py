"""Places for tests: `thu/<unit code>/<anything>`, each with two things asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.urls import reverse

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.places import Act, Asked, Place, register
from parindex.apps.organizations.models import Unit

ASKED = (Asked("Kế hoạch năm"), Asked("Báo cáo năm", mandatory=False))
ALLOWED = {
    Act.READ: tuple(Role),
    Act.ATTACH: (Role.SPECIALIST, Role.UNIT_HEAD),
    Act.JUDGE: (Role.UNIT_HEAD, Role.APPRAISER),
}


class TestPlaces:
    """Finds every key whose unit exists; `closed` holds the keys of places that are closed."""

    __test__ = False

    def __init__(self) -> None:
        self.closed: set[str] = set()
        self.asked = 0

    def find(self, keys: Collection[str]) -> dict[str, Place]:
        self.asked += 1
        codes = {key.split("/")[1] for key in keys if key.count("/") == 2}
        units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
        return {
            key: self._place(key, units[key.split("/")[1]])
            for key in keys
            if key.count("/") == 2 and key.split("/")[1] in units
        }

    def _place(self, key: str, unit: Unit) -> Place:
        place = Place(
            key,
            "1.5 Kế hoạch cải cách hành chính",
            f"Tự đánh giá 2023, {unit.name}",
            reverse("evidence:place", args=[key]),
            unit,
            f"thu:{unit.code}",
            ASKED,
            is_open=key not in self.closed,
        )
        if key.endswith("/duong-dan"):
            return replace(place, holdings=frozenset(Holding))
        return place

    def may(self, visitor: Visitor, act: Act, place: Place) -> bool:
        return visitor.holds(*ALLOWED[act], over=place.unit)


PLACES = TestPlaces()
register("thu", PLACES)
