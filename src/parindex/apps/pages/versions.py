"""Rows that two people may edit: nobody overwrites what they have not seen."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from parindex.apps.pages.folded import DerivedField


class Conflict(Exception):
    """Somebody else changed the row since it was shown.

    `current` is the row as it stands now, `mine` what was to be written, by field; nothing was written.
    """

    def __init__(self, current: models.Model, mine: dict[str, Any]) -> None:
        super().__init__(f"{current!r} changed meanwhile")
        self.current = current
        self.mine = mine

    def differences(self) -> list[Difference]:
        """The fields that have a name in words and in which both versions differ."""
        told = [(self.current._meta.get_field(name), self.mine[name]) for name in self.mine]
        return [
            Difference(str(field.verbose_name), _shown(field, mine), _shown(field, now))
            for field, mine in told
            if isinstance(field, models.Field) and _has_words(field)
            for now in [getattr(self.current, _name(field, mine))]
            if now != mine
        ]


def _name(field: models.Field[Any, Any], value: object) -> str:
    """A relation is written by its row or by the key of that."""
    return field.name if isinstance(value, models.Model) else field.attname


def _has_words(field: models.Field[Any, Any]) -> bool:
    """Whether people know the field: what is kept beside it has only the name that code gives it."""
    return field.editable and field.verbose_name != field.name.replace("_", " ")


def _shown(field: models.Field[Any, Any], value: object) -> object:
    """What people see of a value: the words of a choice, nothing for none."""
    if value is None:
        return ""
    return dict(field.flatchoices).get(value, value)


class Difference:
    """One field of a conflict: its label, what I wrote, what stands now."""

    def __init__(self, label: str, mine: Any, current: Any) -> None:
        self.label, self.mine, self.current = label, mine, current


class Versioned(models.Model):
    """A row with a version that a form carries and every change raises by one."""

    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)

    class Meta:
        abstract = True

    def change(self, seen: int, **fields: Any) -> Self:
        """Write `fields` if the row still has the version `seen`, and raise the version.

        Returns the row as written; `Conflict` if it has another version or is gone.
        """
        for name, value in fields.items():
            setattr(self, name, value)
        derived = [field for field in self._meta.fields if isinstance(field, DerivedField)]
        written = {**fields, **{field.name: field.pre_save(self, add=False) for field in derived}}
        rows = type(self)._base_manager.filter(pk=self.pk, version=seen)
        if not rows.update(**written, version=seen + 1):
            raise Conflict(self._now(), fields)
        self.version = seen + 1
        return self

    def _now(self) -> models.Model:
        try:
            return type(self)._base_manager.get(pk=self.pk)
        except ObjectDoesNotExist:
            return self
