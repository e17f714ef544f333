"""Forms of the declaration as a workbook."""

from __future__ import annotations

from django import forms


class LoadForm(forms.Form):
    """A workbook that was filled in."""

    file = forms.FileField(
        label="Bản khai đã điền (.xlsx)",
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        help_text="Tệp tải từ trang này. Xem trước rồi mới ghi.",
    )


class ConfirmForm(forms.Form):
    shown = forms.CharField(widget=forms.HiddenInput)
