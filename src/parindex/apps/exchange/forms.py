"""Forms of the declaration as a workbook."""

from __future__ import annotations

from django import forms

from parindex.apps.pages.forms import WorkbookField


class LoadForm(forms.Form):
    """A workbook that was filled in."""

    file = WorkbookField(
        label="Bản khai đã điền",
        kinds=(".xlsx",),
        told="Tệp tải từ trang này. Xem trước rồi mới ghi.",
    )


class ConfirmForm(forms.Form):
    shown = forms.CharField(widget=forms.HiddenInput)
