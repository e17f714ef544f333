"""The form that has facts counted."""

from __future__ import annotations

from django import forms


class CountForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
