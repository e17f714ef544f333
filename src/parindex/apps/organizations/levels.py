"""Levels of units, and the level of government that each belongs to in the engine."""

from __future__ import annotations

from django.db import models

from parindex.engine.values.facts import Level


class UnitLevel(models.TextChoices):
    """What kind of unit it is; `label` is the Vietnamese name."""

    PROVINCE = "province", "Tỉnh, thành phố"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DIVISION = "division", "Phòng, trung tâm trực thuộc"
    DISTRICT = "district", "Huyện"
    COMMUNE = "commune", "Xã, phường, đặc khu"

    @property
    def government(self) -> Level:
        """The level of government whose records the unit's are: offices of the province are its own."""
        return _GOVERNMENT.get(self, Level.PROVINCE)


_GOVERNMENT = {UnitLevel.DISTRICT: Level.DISTRICT, UnitLevel.COMMUNE: Level.COMMUNE}
