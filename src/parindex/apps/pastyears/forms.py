"""Forms of the import of earlier years."""

from __future__ import annotations

from typing import Any

from django import forms

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import published_sets
from parindex.apps.pages.forms import WorkbookField


class _WithSet(forms.Form):
    criteria = forms.ModelChoiceField(
        PublishedSet.objects.none(),
        label="Bộ chỉ số",
        help_text="Mã trong tệp được hiểu theo bộ này.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sets = self.fields["criteria"]
        if isinstance(sets, forms.ModelChoiceField):
            sets.queryset = published_sets().order_by("-published_at")
            sets.initial = sets.queryset.first()


class ImportForm(_WithSet):
    """A set and a file."""

    file = WorkbookField(label="Tệp kết quả", kinds=(".xlsx", ".xls"))


class SampleForm(_WithSet):
    """What the sample file is to be made for."""

    unit = forms.CharField(label="Mã đơn vị", required=False, max_length=50)
    year = forms.IntegerField(label="Năm", required=False, min_value=2000, max_value=2100)


class ConfirmForm(forms.Form):
    rows = forms.CharField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
