"""Forms of documents and their uses."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile

from parindex.apps.access.roles import Visitor
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document
from parindex.apps.evidence.permits import EDITORS
from parindex.apps.evidence.places import Place
from parindex.apps.evidence.queries import kinds_at
from parindex.apps.evidence.staging import whole
from parindex.apps.files.content import ACCEPT
from parindex.apps.files.shelves import Incoming, limit_in_words
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import units_on
from parindex.apps.pages.forms import DayField

_BESIDE = "*"
"""The choice of a document that answers nothing that is asked for."""


def _line(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, help_text=help_text)


class DescriptionForm(forms.Form):
    """What is said of a document."""

    title = forms.CharField(
        label="Trích yếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Như ghi trên văn bản, ví dụ: Kế hoạch cải cách hành chính năm 2023",
    )
    number = _line("Số", 50, "Ví dụ: 839")
    symbol = _line("Ký hiệu", 100, "Ví dụ: KH-VP")
    type = _line("Loại văn bản", 100, "Ví dụ: Kế hoạch, Báo cáo, Quyết định")
    issuer = _line("Cơ quan ban hành", 250)
    signer = _line("Người ký", 200)
    issued_on = DayField(label="Ngày ban hành", required=False)
    proves_from = DayField(label="Chứng minh cho kỳ, từ ngày", required=False)
    proves_to = DayField(label="Đến hết ngày", required=False)
    location = _line(
        "Đường dẫn hoặc nơi lưu", 1000, "Chỉ ghi khi tệp không lưu tại đây: địa chỉ, kho, hồ sơ"
    )

    @property
    def said(self) -> DocumentData:
        """The description given; call it after `is_valid`."""
        given = self.cleaned_data
        names = DocumentData.__annotations__
        return DocumentData(**{name: given[name] for name in names if name in given})


class EditForm(DescriptionForm):
    """The description of a document that stands, with the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, document: Document, posted: Any = None) -> EditForm:
        names = [*DocumentData.__annotations__, "version"]
        return cls(posted, initial={name: getattr(document, name) for name in names})


class _SentFile(forms.FileField):
    """A file that may also have come before: whether there is one, the service says."""

    when = "khi tệp lưu tại đây"
    """When it is needed, said beside the label where it is not always."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return super().clean(data, initial) if data else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        widget.is_required = False
        return super().widget_attrs(widget)


class WithdrawForm(forms.Form):
    """Why a document is withdrawn, with the version that was shown."""

    reason = forms.CharField(label="Lý do rút", max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class FileForm(forms.Form):
    """A file, sent with the form or beforehand in parts (`upload` is then its key)."""

    file = _SentFile(label="Tệp", widget=forms.FileInput(attrs={"accept": ACCEPT}))
    upload = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, visitor: Visitor, posted: Any = None, files: Any = None) -> None:
        super().__init__(posted, files)
        self.sender = visitor.account
        self.fields[
            "file"
        ].help_text = (
            f"PDF, .docx, .xlsx, .odt, .ods, PNG, JPG, TIFF; nhiều nhất {limit_in_words()}"
        )

    def incoming(self) -> Incoming | None:
        """The file that came with the form or before it, None without one."""
        file = self.cleaned_data.get("file")
        if isinstance(file, TemporaryUploadedFile):
            return Incoming(Path(file.temporary_file_path()), file.name or "")
        upload = self.cleaned_data.get("upload")
        return whole(upload, self.sender) if upload and self.sender else None


class RegisterForm(FileForm, DescriptionForm):
    """A new document; for a place also what is asked for there that it answers."""

    field_order = ("kind", "unit", "holding", "file", "upload", "title")

    def __init__(
        self,
        visitor: Visitor,
        place: Place | None = None,
        posted: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(visitor, posted, files)
        self.fields["unit"] = _unit(visitor, place)
        holdings = [each for each in Holding if place is None or each in place.holdings]
        self.fields["holding"] = forms.ChoiceField(
            label="Cách lưu", choices=[(each.value, each.label) for each in holdings]
        )
        self.fields["file"].required = holdings == [Holding.FILE]
        if holdings == [Holding.FILE]:
            self.fields["holding"].widget = forms.HiddenInput()
            self.fields["holding"].initial = Holding.FILE
            del self.fields["location"]
        if place is not None:
            self.fields["kind"] = _kind(place)
        self.order_fields(self.field_order)

    @property
    def kind(self) -> str:
        return _kind_chosen(self)

    @property
    def holding(self) -> Holding:
        return Holding(self.cleaned_data["holding"])

    @property
    def unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        return unit


class AttachForm(forms.Form):
    """What is asked for at a place that a document answers."""

    def __init__(self, place: Place, posted: Any = None) -> None:
        super().__init__(posted)
        self.fields["kind"] = _kind(place)

    @property
    def kind(self) -> str:
        return _kind_chosen(self)


class JudgeForm(forms.Form):
    """The decision about a use, with the version that was shown."""

    ACCEPT, REFUSE = "accept", "refuse"

    decision = forms.ChoiceField(
        label="Quyết định", choices=((ACCEPT, "Chấp nhận"), (REFUSE, "Không chấp nhận"))
    )
    reason = forms.CharField(label="Lý do", required=False, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)


def _kind(place: Place) -> forms.ChoiceField:
    """What is asked for at the place; what lacks there yet is chosen first."""
    present = kinds_at([place.key]).get(place.key, frozenset())
    kinds = [asked.kind for asked in place.asked]
    choices = [*((kind, kind) for kind in kinds), (_BESIDE, "Tài liệu khác")]
    lacking = [kind for kind in kinds if kind not in present]
    return forms.ChoiceField(
        label="Minh chứng cho yêu cầu", choices=choices, initial=[*lacking, _BESIDE][0]
    )


def _kind_chosen(form: forms.Form) -> str:
    chosen: str = form.cleaned_data["kind"]
    return "" if chosen == _BESIDE else chosen


def _unit(visitor: Visitor, place: Place | None) -> forms.ModelChoiceField[Unit]:
    """The visitor's own units that register documents, and the place's where that is under them."""
    keys: set[UUID] = {
        each.unit for each in visitor.standings if each.unit is not None and each.role in EDITORS
    }
    if place is not None and visitor.holds(*EDITORS, over=place.unit):
        keys.add(place.unit.pk)
    units = units_on(visitor.day).filter(pk__in=keys).order_by("-path")
    field = forms.ModelChoiceField(units, label="Đơn vị quản lý văn bản", empty_label=None)
    field.initial = units.first()
    if len(keys) == 1:
        field.widget = forms.HiddenInput()
    return field
