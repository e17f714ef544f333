"""Forms of documents and their uses."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile

from parindex.apps.access.roles import Visitor
from parindex.apps.evidence.content import ACCEPT
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document
from parindex.apps.evidence.permits import EDITORS
from parindex.apps.evidence.places import Place
from parindex.apps.evidence.staging import whole
from parindex.apps.evidence.storage import Incoming, limit_in_words
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import units_on

_BESIDE = "Tài liệu khác"


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


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
    issued_on = _day("Ngày ban hành")
    proves_from = _day("Chứng minh cho kỳ từ ngày")
    proves_to = _day("đến hết ngày")
    location = _line(
        "Đường dẫn hoặc nơi lưu", 1000, "Chỉ ghi khi tệp không lưu tại đây: địa chỉ, kho, hồ sơ"
    )

    @property
    def said(self) -> DocumentData:
        """The description given; call it after `is_valid`."""
        given = self.cleaned_data
        return DocumentData(**{name: given[name] for name in DocumentData.__annotations__})


class EditForm(DescriptionForm):
    """The description of a document that stands, with the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, document: Document, posted: Any = None) -> EditForm:
        names = [*DocumentData.__annotations__, "version"]
        return cls(posted, initial={name: getattr(document, name) for name in names})


class FileForm(forms.Form):
    """A file, sent with the form or beforehand in parts (`upload` is then its key)."""

    file = forms.FileField(
        label="Tệp", required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
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
        units = _units(visitor, place)
        self.fields["unit"] = forms.ModelChoiceField(
            units,
            label="Đơn vị quản lý văn bản",
            empty_label=None,
            initial=units.first(),
        )
        holdings = [each for each in Holding if place is None or each in place.holdings]
        self.fields["holding"] = forms.ChoiceField(
            label="Cách lưu",
            choices=[(each.value, each.label) for each in holdings],
            initial=Holding.FILE,
        )
        if place is not None:
            self.fields["kind"] = _kind(place)
        self.order_fields(self.field_order)

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


class JudgeForm(forms.Form):
    """The decision about a use, with the version that was shown."""

    ACCEPT, REFUSE = "accept", "refuse"

    decision = forms.ChoiceField(
        label="Quyết định", choices=((ACCEPT, "Chấp nhận"), (REFUSE, "Không chấp nhận"))
    )
    reason = forms.CharField(label="Lý do", required=False, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)


def _kind(place: Place) -> forms.ChoiceField:
    choices = [(asked.kind, asked.kind) for asked in place.asked]
    return forms.ChoiceField(
        label="Minh chứng cho yêu cầu", choices=[*choices, ("", _BESIDE)], required=False
    )


def _units(visitor: Visitor, place: Place | None) -> Any:
    """The units in which the visitor registers documents, and the place's where that is under them."""
    keys: set[UUID] = {
        each.unit for each in visitor.standings if each.unit is not None and each.role in EDITORS
    }
    if place is not None and visitor.holds(*EDITORS, over=place.unit):
        keys.add(place.unit.pk)
    return units_on(visitor.day).filter(pk__in=keys).order_by("-path")
