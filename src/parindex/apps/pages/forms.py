"""Forms: how they are drawn, and how the engine's problems get onto them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting

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
    """A day, chosen or typed as 27/02/2023."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
