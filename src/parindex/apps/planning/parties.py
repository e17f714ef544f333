"""Names in a plan, found in the directory of a day: units by name, groups by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from parindex.apps.organizations.groups import groups_meant, province_of
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import units_on
from parindex.apps.planning.choices import PartyKind
from parindex.apps.planning.contents import PartyData
from parindex.engine.plans.units import same_name
from parindex.engine.values.problems import Problem, excerpt, near_miss
from parindex.engine.values.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Directory:
    """The names of the units of one day, and of the groups; made by `directory_of`."""

    office: str
    units: dict[str, list[tuple[str, UUID]]] = field(repr=False)
    """Path and key of the units called by a name, by its folded form."""
    names: tuple[str, ...] = field(repr=False)
    groups: tuple[str, ...]

    def unit_named(self, text: str) -> UUID | None:
        """The unit of that name or code; where several have it, the one in the plan's own office."""
        found = self.units.get(_folded(text), [])
        if len({key for _, key in found}) == 1:
            return found[0][1]
        own = {key for path, key in found if path.startswith(self.office)}
        return own.pop() if len(own) == 1 else None

    def meant(self, kind: PartyKind, text: str) -> tuple[PartyData, ...]:
        """Whom a name means; nothing where it cannot be told."""
        unit = self.unit_named(text)
        if unit is not None:
            return (PartyData(kind, text, unit=unit),)
        return tuple(PartyData(kind, text, group=key) for key in groups_meant(text, self.groups))

    def problem(self, where: str, text: str) -> Problem:
        """What to say of a name that means nobody."""
        told = (
            "Hãy ghi mã đơn vị, tên trong danh mục đơn vị, hoặc một nhóm như «Các sở, ban, ngành»"
        )
        what = f"«{excerpt(text)}» không phải tên đơn vị hay nhóm đơn vị đang có hiệu lực"
        return Problem(where, what, near_miss(text, self.names, told))


def directory_of(office: Unit, day: date) -> Directory:
    """The names of all units valid on the day in the province of the plan's office."""
    rows = units_on(day).filter(path__startswith=province_of(office))
    units: dict[str, list[tuple[str, UUID]]] = defaultdict(list)
    names: list[str] = []
    groups: dict[str, None] = {}
    fields = ("pk", "path", "code", "name", "short_name", "group")
    for key, path, code, name, short_name, group in rows.values_list(*fields).order_by("path"):
        names.append(name)
        for called in filter(None, (code, name, short_name)):
            units[_folded(called)].append((path, key))
        if group:
            groups.setdefault(group)
    return Directory(office.path, dict(units), tuple(names), tuple(groups))


def parties_of(
    lead: Iterable[str], coordinating: Iterable[str], directory: Directory
) -> tuple[PartyData, ...]:
    """Whom the names of a task mean, name by name."""
    return tuple(
        party
        for kind, names in ((PartyKind.LEAD, lead), (PartyKind.COORDINATING, coordinating))
        for name in dict.fromkeys(names)
        for party in directory.meant(kind, name)
    )


def unresolved(
    lead: Sequence[str], coordinating: Sequence[str], parties: Iterable[PartyData]
) -> Iterator[tuple[PartyKind, str]]:
    """The names that mean nobody."""
    known = {(party.kind, party.written) for party in parties}
    for kind, names in ((PartyKind.LEAD, lead), (PartyKind.COORDINATING, coordinating)):
        for name in names:
            if (kind, name) not in known:
                yield kind, name


def _folded(name: str) -> str:
    return fold(same_name(name))
