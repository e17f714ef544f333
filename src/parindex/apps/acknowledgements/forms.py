"""Forms with which units are asked to read something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from parindex.apps.organizations.groups import condition, level_groups
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today
from parindex.apps.pages.forms import DayField


class UnitChoice(forms.ChoiceField):
    """One of a few units, by its whole name."""

    def offer(self, units: Iterable[Unit]) -> None:
        """The units to choose from."""
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [(key, unit.name) for key, unit in self.units.items()]

    def clean(self, value: Any) -> Unit:
        """The unit chosen."""
        return self.units[super().clean(value)]


def offer_units(form: forms.Form, units: Iterable[Unit]) -> None:
    """Give the form's field `unit` its choices."""
    field = form.fields["unit"]
    if isinstance(field, UnitChoice):
        field.offer(units)


class AskForm(forms.Form):
    """Which units are asked, in whose name, and by when they confirm."""

    unit = UnitChoice(label="Cơ quan yêu cầu")
    groups = forms.MultipleChoiceField(
        label="Các đơn vị được yêu cầu",
        choices=level_groups,
        widget=forms.CheckboxSelectMultiple,
        help_text="Các đơn vị đang có hiệu lực hôm nay",
    )
    due = DayField(
        label="Xác nhận trước hết ngày", required=False, help_text="Bỏ trống nếu không đặt hạn"
    )

    def __init__(self, offices: Iterable[Unit], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, offices)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("unit") and told.get("groups") and not self.units():
            self.add_error("groups", "Các nhóm đã chọn không có đơn vị nào. Hãy chọn nhóm khác.")
        return told

    def units(self) -> list[Unit]:
        """The units of the groups chosen."""
        office = self.cleaned_data["unit"]
        asked = Q(pk__in=())
        for key in self.cleaned_data["groups"]:
            asked |= condition(key, office, today())
        return list(Unit.objects.filter(asked).order_by("path"))
