"""Groups of units that work is given to («các sở, ngành, địa phương»), as units of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.engine.values.vietnamese import fold

_NAMED = "nhom:"
"""What the key of a group that the directory itself names begins with."""


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """All units of a level; of the plan's own office only, or of its whole province."""

    key: str
    title: str
    level: UnitLevel
    of_office: bool
    words: str
    """What names the group in folded text."""


_GROUPS = (
    LevelGroup(
        "cap:department",
        "Các sở, ban, ngành",
        UnitLevel.DEPARTMENT,
        of_office=False,
        words=r"\bso (ban )?nganh\b|\bcac so\b|\bban nganh\b",
    ),
    LevelGroup(
        "cap:district",
        "UBND cấp huyện",
        UnitLevel.DISTRICT,
        of_office=False,
        words=r"\bdia phuong\b|\bcap huyen\b|\bhuyen thi xa\b|\bcac huyen\b|\bhuyen xa\b",
    ),
    LevelGroup(
        "cap:commune",
        "UBND cấp xã",
        UnitLevel.COMMUNE,
        of_office=False,
        words=r"\bdia phuong\b|\bcap xa\b|\bxa phuong\b|\bcac xa\b|\bhuyen xa\b",
    ),
    LevelGroup(
        "cap:division",
        "Các phòng, đơn vị thuộc cơ quan",
        UnitLevel.DIVISION,
        of_office=True,
        words=r"\bcac phong\b|\bphong (ban|don vi)\b|\bdon vi truc thuoc\b",
    ),
)
_BY_KEY = {group.key: group for group in _GROUPS}
_OPENERS = re.compile(
    r"^(thu truong |truong )?(cac|nhung|tat ca|toan the)\b|^(ubnd|uy ban nhan dan) c"
)


def level_groups() -> list[tuple[str, str]]:
    """Key and title of every group of a level, for a form."""
    return [(group.key, group.title) for group in _GROUPS]


def title_of(key: str) -> str:
    """The group's name for people."""
    found = _BY_KEY.get(key)
    return found.title if found else key.removeprefix(_NAMED).capitalize()


def condition(key: str, office: Unit, day: date, through: str = "") -> Q:
    """The units of a group that are valid on the day, in the province of an office, or in it.

    A condition on `Unit`, or on what refers to it by the field `through` (`unit__`).
    """
    found = _BY_KEY.get(key)
    within = office.path if found and found.of_office else province_of(office)
    valid = Q(**{f"{through}valid_from__lte": day, f"{through}path__startswith": within}) & (
        Q(**{f"{through}valid_to": None}) | Q(**{f"{through}valid_to__gte": day})
    )
    if found is not None:
        return valid & Q(**{f"{through}level": found.level})
    own = Q(**{f"{through}path__startswith": office.path})
    named = valid & Q(**{f"{through}group": key.removeprefix(_NAMED)})
    return named & (~Q(**{f"{through}level": UnitLevel.DIVISION}) | own)


def province_of(office: Unit) -> str:
    """The path of the topmost unit above the office."""
    return f"/{office.path.split('/')[1]}/"


def names_group(text: str) -> bool:
    """Whether the text opens like a group and not like one unit's name."""
    return bool(_OPENERS.match(fold(text)))


def groups_meant(text: str, named: Sequence[str]) -> tuple[str, ...]:
    """The keys of the groups that a text names; `named` are the groups that the directory names.

    A name from the directory comes first where it is all that the text says: «Các phòng chuyên môn»
    are those of that group, not every unit of the office.
    """
    folded = fold(text)
    by_title = [group.key for group in _GROUPS if fold(group.title) == folded]
    if by_title:
        return tuple(by_title)
    exact = [each for each in named if fold(each) == folded]
    if exact:
        return (f"{_NAMED}{exact[0]}",)
    if not names_group(text):
        return ()
    levels = tuple(_levels(folded))
    if levels and levels != ("cap:division",):
        return levels
    own = [each for each in named if re.search(rf"\b{re.escape(fold(each))}\b", folded)]
    return tuple(f"{_NAMED}{each}" for each in own) or levels


def _levels(folded: str) -> Iterator[str]:
    for group in _GROUPS:
        if re.search(group.words, folded):
            yield group.key
