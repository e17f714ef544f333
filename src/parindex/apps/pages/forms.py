"""Forms: how they are drawn, and how the engine's problems get onto them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.forms.renderers import TemplatesSetting
from django.urls import reverse

from parindex.engine.values.problems import BadInput

T = TypeVar("T")


class Renderer(TemplatesSetting):
    """Forms and fields drawn by our own templates."""

    form_template_name = "pages/form.html"
    field_template_name = "pages/field.html"


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What `act` returns; None with its problems on the form if it raises `BadInput`.

    A problem whose `where` is the name of one of the form's fields stands at that field.
    """
    try:
        return act()
    except BadInput as bad:
        for problem in bad.problems:
            if problem.where in form.fields:
                form.add_error(problem.where, f"{problem.what}. {problem.remedy}.")
            else:
                form.add_error(None, str(problem))
        return None


class DayField(forms.DateField):
    """A day, typed as 27/02/2023: a browser's own calendar shows days as its language does, not as ours."""

    widget = forms.DateInput(
        {"placeholder": "27/02/2023", "inputmode": "numeric", "autocomplete": "off", "size": 12},
        format="%d/%m/%Y",
    )


class WorkbookField(forms.FileField):
    """A table or workbook, as large as the settings allow; `kinds` are the endings of its name."""

    def __init__(self, *, label: str, kinds: tuple[str, ...], told: str = "") -> None:
        self.kinds, self.told = kinds, told
        widget = forms.ClearableFileInput({"accept": ",".join(kinds)})
        super().__init__(label=label, widget=widget)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Said when it is shown: what the settings allow is not known before."""
        kinds = ", ".join(self.kinds)
        self.help_text = f"Tệp {kinds}, tối đa {_most()} MB. {self.told}".strip()
        return super().get_bound_field(form, field_name)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file.size > settings.PARINDEX_WORKBOOK_LIMIT:
            what = f"«{file.name}» lớn hơn giới hạn {_most()} MB"
            raise forms.ValidationError(f"{what}. Hãy bỏ phần thừa hoặc tách thành nhiều tệp.")
        return file


def _most() -> int:
    return int(settings.PARINDEX_WORKBOOK_LIMIT) // 1024**2


class SuggestInput(forms.TextInput):
    """A text with suggestions from the route that lists what matches what is typed."""

    template_name = "pages/suggest_input.html"

    def __init__(self, route: str) -> None:
        super().__init__({"autocomplete": "off"})
        self.route = route

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggestions"] = reverse(self.route)
        return context
