"""Names in plans, found in the directory: which units and groups they mean."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from parindex.apps.organizations.groups import condition, groups_meant
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.services import register_units
from parindex.apps.planning.choices import PartyKind
from parindex.apps.planning.parties import directory_of
from tests.apps.people import World

DAY = date(2023, 2, 27)
NAMED = ("sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã", "phòng chuyên môn")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Các sở, ngành, địa phương", ("cap:department", "cap:district", "cap:commune")),
        ("Các sở, ban, ngành", ("cap:department",)),
        ("Các sở, ban, ngành; UBND cấp huyện", ("cap:department", "cap:district")),
        ("UBND cấp xã", ("cap:commune",)),
        ("UBND các huyện, thị xã, thành phố", ("cap:district",)),
        ("Thủ trưởng các sở, ngành", ("cap:department",)),
        ("Các Phòng Chuyên môn có liên quan", ("nhom:phòng chuyên môn",)),
        ("Trưởng các phòng, đơn vị trực thuộc", ("cap:division",)),
        ("Sở Nội vụ", ()),
        ("Phòng Tổng hợp", ()),
        ("Các cơ quan truyền thông", ()),
    ],
)
def test_groups(text: str, keys: tuple[str, ...]) -> None:
    assert groups_meant(text, NAMED) == keys


def _with_communes(world: World) -> None:
    """Two communes of the province, one of which ended in mid-2025, and one of another province."""
    elsewhere = UnitData(uuid4(), "K", "Tỉnh Khác", UnitLevel.PROVINCE, date(2020, 1, 1))

    def commune(code: str, parent: object, ends: date | None = None) -> UnitData:
        return UnitData(
            uuid4(),
            code,
            f"Xã {code}",
            UnitLevel.COMMUNE,
            date(2020, 1, 1),
            parent=parent,
            valid_to=ends,
        )

    data = (
        elsewhere,
        commune("X1", world.province.pk),
        commune("X2", world.province.pk, date(2025, 6, 30)),
        commune("X3", elsewhere.id),
    )
    register_units(data, by="kiểm thử")


def _codes(world: World, key: str, day: date) -> set[str]:
    return set(
        Unit.objects.filter(condition(key, world.office, day)).values_list("code", flat=True)
    )


def test_a_group_is_what_stood_on_that_day_in_that_province(world: World) -> None:
    _with_communes(world)
    assert _codes(world, "cap:commune", date(2025, 6, 30)) == {"X1", "X2"}
    assert _codes(world, "cap:commune", date(2025, 7, 1)) == {"X1"}
    assert _codes(world, "cap:department", DAY) == {"VP", "SNV"}


def test_rooms_are_those_of_the_own_office(world: World) -> None:
    assert _codes(world, "cap:division", DAY) == {"VP1", "VP2"}


def test_a_unit_is_found_by_name_code_and_abbreviation(world: World) -> None:
    directory = directory_of(world.office, DAY)
    for text in ("Phòng Đầu tiên", "phòng ĐẦU TIÊN", "VP1"):
        (party,) = directory.meant(PartyKind.LEAD, text)
        assert party.unit == world.room.pk


def test_of_two_of_one_name_the_one_in_the_own_office_is_meant(world: World) -> None:
    same = UnitData(
        uuid4(),
        "SNV9",
        "Phòng Đầu tiên",
        UnitLevel.DIVISION,
        date(2020, 1, 1),
        parent=world.other_office.pk,
    )
    register_units((same,), by="kiểm thử")
    assert directory_of(world.office, DAY).unit_named("Phòng Đầu tiên") == world.room.pk
    assert directory_of(world.other_office, DAY).unit_named("Phòng Đầu tiên") == same.id


def test_an_unknown_name_is_told_with_what_may_be_meant(world: World) -> None:
    directory = directory_of(world.office, DAY)
    assert directory.meant(PartyKind.LEAD, "Phòng Đầu tien") != ()
    assert directory.meant(PartyKind.LEAD, "Phòng Thứ haii") == ()
    assert "Phòng Thứ hai" in directory.problem("mục 1", "Phòng Thứ haii").remedy
