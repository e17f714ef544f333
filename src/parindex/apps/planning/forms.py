"""Forms of plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet

from parindex.apps.acknowledgements.forms import UnitChoice, offer_units
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.forms import DayField
from parindex.apps.planning.choices import ProgressState, Reporting
from parindex.apps.planning.contents import FrameData, HeadData, TaskData
from parindex.apps.planning.models import Task, Version
from parindex.apps.planning.parties import Directory, parties_of, unresolved
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.reporting import Said
from parindex.engine.reading.files import MEGABYTE
from parindex.engine.values.periods import Period

LARGEST = 20 * MEGABYTE
_UNITS = "Mỗi dòng một đơn vị (tên hoặc mã) hay một nhóm, ví dụ «Các sở, ngành, địa phương»"


def _lines(
    rows: int, label: str, *, required: bool = False, help_text: str = ""
) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


def _small_enough(file: Any) -> Any:
    if file is not None and file.size > LARGEST:
        raise forms.ValidationError("Tệp nặng hơn 20 MB. Hãy kiểm tra xem có chọn nhầm tệp.")
    return file


def _split(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class LoadForm(forms.Form):
    """A kế hoạch as a file, and the office whose plan it is."""

    file = forms.FileField(
        label="Tệp kế hoạch", help_text="Bản Word (.docx) hoặc văn bản thuần (.txt), tối đa 20 MB"
    )
    unit = UnitChoice(label="Cơ quan ban hành")

    def __init__(self, offices: QuerySet[Unit], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, offices)

    def clean_file(self) -> Any:
        return _small_enough(self.cleaned_data["file"])


class HeadForm(forms.Form):
    """What stands around the tasks; a paragraph on each line."""

    number = forms.CharField(label="Số", max_length=40, required=False)
    symbol = forms.CharField(
        label="Ký hiệu", max_length=80, required=False, help_text="Ví dụ KH-VP"
    )
    dated = DayField(label="Ngày ban hành", required=False)
    place = forms.CharField(label="Địa danh", max_length=100, required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)
    title = _lines(3, "Trích yếu", required=True)
    as_of = DayField(
        label="Ngày xác định các đơn vị",
        help_text="Nhóm như «các sở, ngành, địa phương» gồm các đơn vị có hiệu lực vào ngày này",
    )
    bases = _lines(3, "Căn cứ, lời dẫn")
    objectives = _lines(4, "Mục tiêu", help_text="Mỗi dòng một đoạn")
    requirements = _lines(5, "Yêu cầu", help_text="Mỗi dòng một đoạn")
    duties = _lines(5, "Tổ chức thực hiện", help_text="Mỗi dòng một đoạn")
    recipients = _lines(4, "Nơi nhận", help_text="Mỗi dòng một nơi")
    authority = forms.CharField(
        label="Quyền hạn người ký",
        max_length=200,
        required=False,
        help_text="Ví dụ KT. CHÁNH VĂN PHÒNG",
    )
    office = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    signer = forms.CharField(label="Họ tên người ký", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, version: Version) -> HeadForm:
        """The form filled with the draft as it stands."""
        head, around = version.heading, version.around
        listed = ("bases", "objectives", "requirements", "duties", "recipients")
        initial: dict[str, Any] = {name: "\n".join(getattr(around, name)) for name in listed}
        initial |= {name: getattr(around, name) for name in ("authority", "office", "signer")}
        names = ("number", "symbol", "place", "dated", "issuer", "title", "as_of")
        initial |= {name: getattr(head, name) for name in names}
        return cls(initial={**initial, "version": version.version})

    def head(self) -> HeadData:
        """The head as filled in."""
        told = self.cleaned_data
        return HeadData(
            number=told["number"],
            symbol=told["symbol"],
            place=told["place"],
            dated=told["dated"],
            issuer=told["issuer"],
            title=" ".join(told["title"].split()),
            as_of=told["as_of"],
        )

    def frame(self) -> FrameData:
        """What stands around the tasks, as filled in."""
        told = self.cleaned_data
        return FrameData(
            bases=_split(told["bases"]),
            objectives=_split(told["objectives"]),
            requirements=_split(told["requirements"]),
            duties=_split(told["duties"]),
            recipients=_split(told["recipients"]),
            authority=told["authority"],
            office=told["office"],
            signer=told["signer"],
        )


class TaskForm(forms.Form):
    """One task of a draft. Units are written as in the plan and looked up in the directory."""

    ref = forms.CharField(label="Số mục", max_length=40, help_text="Ví dụ 1.5 hoặc 2.4b")
    title = _lines(3, "Nhiệm vụ", required=True)
    items = _lines(3, "Nội dung cụ thể", help_text="Mỗi dòng một nội dung")
    lead = _lines(2, "Đơn vị chủ trì", required=True, help_text=_UNITS)
    coordinating = _lines(2, "Đơn vị phối hợp", help_text=_UNITS)
    period = forms.CharField(label="Thời gian, như trong văn bản", max_length=250, required=False)
    first = DayField(label="Từ ngày", required=False)
    last = DayField(label="Thời hạn", required=False, help_text="Ngày cuối cùng còn trong hạn")
    reporting = forms.ChoiceField(label="Nhịp báo cáo", choices=Reporting.choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, directory: Directory, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.directory = directory

    @classmethod
    def of(cls, task: Task, directory: Directory) -> TaskForm:
        """The form filled with the task as it stands."""
        said = task.said
        initial = {
            "ref": said.ref,
            "title": said.title,
            "items": "\n".join(said.items),
            "lead": "\n".join(said.lead),
            "coordinating": "\n".join(said.coordinating),
            "period": said.period,
            "first": said.first,
            "last": said.last,
            "reporting": said.reporting,
            "version": task.version,
        }
        return cls(directory, initial=initial)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        lead, coordinating = (_split(told.get(name, "")) for name in ("lead", "coordinating"))
        parties = parties_of(lead, coordinating, self.directory)
        for kind, name in unresolved(lead, coordinating, parties):
            problem = self.directory.problem(kind.label, name)
            self.add_error(kind.value, f"{problem.what}. {problem.remedy}.")
        return told

    def task(self, before: TaskData | None = None) -> TaskData:
        """The task as filled in; what the form does not ask stays as it was."""
        told = self.cleaned_data
        lead, coordinating = _split(told["lead"]), _split(told["coordinating"])
        return replace(
            before or TaskData(id=uuid4(), ref="", title=""),
            ref=told["ref"].strip().rstrip("."),
            title=" ".join(told["title"].split()),
            items=_split(told["items"]),
            lead=lead,
            coordinating=coordinating,
            parties=parties_of(lead, coordinating, self.directory),
            period=told["period"],
            first=told["first"],
            last=told["last"],
            reporting=Reporting(told["reporting"]),
        )


class ReasonForm(forms.Form):
    """Why something is done to a plan; carries how many things had happened to it when shown."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AmendForm(ReasonForm):
    """Why a plan is amended, and the file of the amended plan if there is one."""

    file = forms.FileField(
        label="Văn bản kế hoạch sau sửa đổi, bổ sung",
        required=False,
        help_text="Bản .docx hoặc .txt của toàn bộ kế hoạch mới; bỏ trống để sửa trên bản đang thực hiện",
    )

    field_order = ("reason", "file", "seen")

    def clean_file(self) -> Any:
        return _small_enough(self.cleaned_data["file"])


def refresh_seen(form: forms.Form, plan: UUID) -> None:
    """What is shown again with the form is the plan as it stands: its problems, and how long it is."""
    form.data = {**{name: form.data.get(name) for name in form.fields}, "seen": length_of(plan)}


class IssueForm(forms.Form):
    """By when the units confirm."""

    due = DayField(
        label="Các đơn vị xác nhận đã quán triệt trước hết ngày",
        required=False,
        help_text="Bỏ trống nếu không đặt hạn",
    )
    reason = forms.CharField(
        label="Ghi chú khi ban hành", required=False, help_text="Ghi vào lịch sử của kế hoạch"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReportForm(forms.Form):
    """How far a lead unit has come with a task."""

    unit = UnitChoice(label="Đơn vị báo cáo")
    period = forms.ChoiceField(label="Kỳ báo cáo", required=False)
    state = forms.ChoiceField(label="Tình trạng", choices=ProgressState.choices)
    percent = forms.IntegerField(
        label="Tỷ lệ hoàn thành (%)", min_value=0, max_value=100, help_text="Từ 0 đến 100"
    )
    words = _lines(4, "Kết quả, vướng mắc, kiến nghị", required=True)
    on = DayField(label="Tính đến ngày")

    def __init__(
        self, units: QuerySet[Unit], periods: Sequence[Period], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer_units(self, units)
        period = self.fields["period"]
        if isinstance(period, forms.ChoiceField):
            period.choices = [*_choices(periods), ("", "Không theo kỳ")]
        self.periods = {each.last.isoformat(): each for each in periods}

    def said(self) -> Said:
        """What was filled in."""
        told = self.cleaned_data
        period = self.periods.get(told["period"])
        return Said(
            state=ProgressState(told["state"]),
            percent=told["percent"],
            words=told["words"].strip(),
            on=told["on"],
            period_last=period.last if period else None,
        )


def _choices(periods: Iterable[Period]) -> list[tuple[str, str]]:
    return [
        (each.last.isoformat(), f"{each.first:%d/%m/%Y} – {each.last:%d/%m/%Y}") for each in periods
    ]
