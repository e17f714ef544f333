"""Fields in which a person names a unit: by code or by name, accents or not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, valid_on
from parindex.apps.pages.folded import matching
from parindex.apps.pages.forms import SuggestInput


class UnitField(forms.CharField):
    """One unit that stands today, named by its code, or by enough of its name to be the only one."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Gõ mã, hoặc một phần tên, không cần dấu")
        super().__init__(widget=SuggestInput("organizations:suggestions"), **options)

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        """The unit, or None where nothing was typed and nothing is required."""
        text = super().clean(value)
        return unit_meant(text) if text else None


class UnitsField(forms.CharField):
    """Several units, one on each line, each named as in `UnitField`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 4}), **options)

    def clean(self, value: Any) -> Any:
        """The units, in the order written."""
        text = super().clean(value)
        return [unit_meant(line.strip()) for line in text.splitlines() if line.strip()]


def unit_meant(text: str) -> Unit:
    """The unit that a text names; `ValidationError` that lists several, or says there is none."""
    standing = Unit.objects.filter(valid_on(today()))
    by_code = standing.filter(code=text.partition(" – ")[0].strip()).first()
    if by_code is not None:
        return by_code
    found = list(standing.filter(matching("search", text)).order_by("name_sort")[:4])
    if len(found) == 1:
        return found[0]
    exact = [unit for unit in found if text in (unit.name, unit.short_name)]
    if len(exact) == 1:
        return exact[0]
    if not found:
        raise ValidationError(f"Không có đơn vị nào đang hiệu lực khớp với «{text}».")
    names = "; ".join(f"{unit.code} – {unit.name}" for unit in found[:3])
    raise ValidationError(f"«{text}» khớp với nhiều đơn vị: {names}… Hãy gõ mã.")
