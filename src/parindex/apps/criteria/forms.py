"""The form that publishes a set."""

from __future__ import annotations

from typing import Any

from django import forms

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import Reading, read_library, read_upload
from parindex.engine.criteria.library import built_in_ids
from parindex.engine.values.problems import BadInput


class PublishForm(forms.Form):
    """A set of the library, or a file; one of them."""

    built_in = forms.ChoiceField(
        label="Bộ chỉ số đi kèm sản phẩm",
        required=False,
        help_text="Chỉ hiện những bộ chưa công bố. Các bộ này có điểm mẫu, chưa đối chiếu.",
    )
    file = forms.FileField(
        label="hoặc tệp bộ chỉ số (.yaml)",
        required=False,
        help_text="Tệp được kiểm tra toàn bộ trước khi công bố; mọi lỗi được liệt kê một lần.",
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = set(PublishedSet.objects.values_list("set_id", flat=True))
        left = [(name, name) for name in built_in_ids() if name not in known]
        choice = self.fields["built_in"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", "Không chọn"), *left]

    def reading(self) -> Reading:
        """What was chosen, read; `BadInput` lists all that is wrong with it."""
        upload, name = self.cleaned_data["file"], self.cleaned_data["built_in"]
        if bool(upload) == bool(name):
            raise BadInput.of(
                "bộ chỉ số",
                "cần chọn đúng một nguồn",
                "Hãy chọn một bộ đi kèm hoặc một tệp, không chọn cả hai",
            )
        return read_upload(upload.read(), upload.name) if upload else read_library(name)
