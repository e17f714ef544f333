"""Forms of rounds and of what is decided in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.assessments.fromplan import responsible_by_plan
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.opening import Responsible, RoundPlan
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import published_sets
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import units_on
from parindex.apps.pages.forms import DayField

OWNER_ALONE = "chu-tri"
_WHO = [
    (OWNER_ALONE, "Chỉ đơn vị chủ trì; các phòng trả lời từng mục (đo theo hồ sơ cả tỉnh)"),
    *((level.value, f"Mỗi đơn vị cấp {level.label}, từng bộ riêng") for level in UnitLevel),
]


class RoundForm(forms.Form):
    """A round to be opened by whoever coordinates a unit."""

    title = forms.CharField(label="Tên đợt", max_length=250)
    code = forms.SlugField(
        label="Mã đợt",
        max_length=50,
        help_text="Dùng trong địa chỉ trang, ví dụ: cchc-2023. Chữ không dấu, số, gạch nối.",
    )
    criteria = forms.ModelChoiceField(
        PublishedSet.objects.none(), label="Bộ chỉ số", empty_label="Chọn bộ chỉ số"
    )
    year = forms.IntegerField(label="Năm đánh giá", min_value=2000, max_value=2100)
    owner = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị chủ trì", empty_label="Chọn đơn vị"
    )
    who = forms.ChoiceField(label="Đơn vị tự đánh giá", choices=_WHO)
    self_due = DayField(label="Hạn tự đánh giá")
    unit_due = DayField(label="Hạn lãnh đạo đơn vị duyệt")
    check_due = DayField(label="Hạn phòng điều phối kiểm tra")
    leader_due = DayField(label="Hạn lãnh đạo cơ quan phê duyệt")

    def __init__(self, visitor: Visitor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sets, owners = self.fields["criteria"], self.fields["owner"]
        if isinstance(sets, forms.ModelChoiceField):
            sets.queryset = published_sets().order_by("-published_at")
        if isinstance(owners, forms.ModelChoiceField):
            owners.queryset = _coordinated(visitor)
            owners.initial = owners.queryset.first()

    def plan(self) -> RoundPlan:
        """The round that the form describes."""
        told = self.cleaned_data
        alone = told["who"] == OWNER_ALONE
        return RoundPlan(
            code=told["code"],
            title=told["title"],
            criteria=told["criteria"],
            year=told["year"],
            owner=told["owner"],
            units=[told["owner"]] if alone else self._units(),
            phases=Phases(
                told["self_due"], told["unit_due"], told["check_due"], told["leader_due"]
            ),
            own_records=not alone,
            responsible=responsible_by_plan(told["criteria"].set_id, told["owner"])
            if alone
            else {},
        )

    def _units(self) -> list[Unit]:
        """The units of the level in the province of the owner."""
        told = self.cleaned_data
        root = "/".join(told["owner"].path.split("/")[:2]) + "/"
        found = units_on(told["self_due"]).filter(level=told["who"], path__startswith=root)
        return list(found.order_by("code"))


def _coordinated(visitor: Visitor) -> Any:
    """The units that the visitor coordinates themselves; all where the role is held everywhere."""
    mine = [each for each in visitor.standings if each.role is Role.COORDINATOR]
    if any(each.unit is None for each in mine):
        return units_on(visitor.day).order_by("name_sort")
    return units_on(visitor.day).filter(pk__in=[each.unit for each in mine]).order_by("name_sort")


class AssignForm(forms.Form):
    """Items marked in a table, and the unit that they go to."""

    items = forms.ModelMultipleChoiceField(Item.objects.none(), widget=forms.CheckboxSelectMultiple)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Giao cho", empty_label="Chọn đơn vị")
    contributors = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="Phối hợp",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, assessment: Assessment, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        day = assessment.round.self_due
        inside = Q(path__startswith=assessment.unit.path)
        helped = Q(pk__in=assessment.items.values("unit"))
        units = units_on(day).filter(inside | helped).order_by("name_sort")
        for name in ("unit", "contributors"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = units
        items = self.fields["items"]
        if isinstance(items, forms.ModelChoiceField):
            items.queryset = assessment.items.filter(parent=None)

    def responsible(self) -> Responsible:
        told = self.cleaned_data
        helpers = tuple(each for each in told["contributors"] if each != told["unit"])
        return Responsible(told["unit"], helpers)


class SeenForm(forms.Form):
    """A step that rests on what was on the screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(SeenForm):
    """A step that needs a reason."""

    reason = forms.CharField(
        label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class TextForm(forms.Form):
    """A line of a thread, or what a contributing unit says."""

    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 3}))


class FileForm(forms.Form):
    """The registry's number and the signed report."""

    number = forms.CharField(label="Số, ký hiệu", max_length=50, help_text="Ví dụ: 05/BC-VP")
    issued_on = DayField(label="Ngày văn bản")
    printed = forms.CharField(
        label="Mã lần chấm in trên bản ký",
        max_length=64,
        help_text="Ở chân trang phụ lục, dòng «Lần chấm …».",
    )
    signed = forms.FileField(
        label="Bản ký (.pdf)", widget=forms.ClearableFileInput(attrs={"accept": ".pdf"})
    )
