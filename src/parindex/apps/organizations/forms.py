"""Forms of the directory of units."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from parindex.apps.organizations.fields import UnitField, UnitsField
from parindex.apps.organizations.happenings import UnitData, UnitEdit
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import unit_by_code
from parindex.apps.pages.forms import DayField, WorkbookField

REASON = "Ghi số, ngày của văn bản quyết định nếu có"


class UnitForm(forms.Form):
    """A new unit."""

    code = forms.CharField(label="Mã đơn vị", max_length=50, help_text="Ví dụ H15.50")
    name = forms.CharField(label="Tên đơn vị", max_length=250)
    short_name = forms.CharField(label="Tên gọi tắt", max_length=100, required=False)
    level = forms.ChoiceField(label="Cấp", choices=UnitLevel.choices)
    parent = UnitField(label="Đơn vị cấp trên", required=False)
    group = forms.CharField(
        label="Nhóm",
        max_length=100,
        required=False,
        help_text="Để xếp hạng riêng, ví dụ «sở, ban, ngành»",
    )
    valid_from = DayField(label="Có hiệu lực từ ngày")
    reason = forms.CharField(label="Căn cứ", required=False, help_text=REASON)

    def unit(self) -> UnitData:
        """What was filled in."""
        told = self.cleaned_data
        parent = told["parent"]
        return UnitData(
            id=uuid4(),
            code=told["code"],
            name=told["name"],
            level=UnitLevel(told["level"]),
            valid_from=told["valid_from"],
            short_name=told["short_name"],
            parent=parent.pk if parent else None,
            group=told["group"],
        )


class UnitEditForm(forms.Form):
    """What a unit is called and where it belongs; carries the version that was shown."""

    name = forms.CharField(label="Tên đơn vị", max_length=250)
    short_name = forms.CharField(label="Tên gọi tắt", max_length=100, required=False)
    parent = UnitField(label="Đơn vị cấp trên", required=False)
    group = forms.CharField(label="Nhóm", max_length=100, required=False)
    valid_from = DayField(label="Có hiệu lực từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)
    reason = forms.CharField(label="Lý do sửa", help_text=REASON)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, unit: Unit) -> UnitEditForm:
        """The form filled with the unit as it stands."""
        names = ("name", "short_name", "parent", "group", "valid_from", "valid_to", "version")
        return cls(initial={name: getattr(unit, name) for name in names})

    def edit(self, unit: Unit) -> UnitEdit:
        """What was filled in, for that unit."""
        told = self.cleaned_data
        return UnitEdit(
            id=unit.pk,
            seen=told["version"],
            name=told["name"],
            short_name=told["short_name"],
            group=told["group"],
            parent=told["parent"].pk if told["parent"] else None,
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
        )


class EndForm(forms.Form):
    """The last day of a unit that nobody follows."""

    valid_to = DayField(label="Ngày cuối cùng còn hiệu lực")
    reason = forms.CharField(label="Căn cứ", help_text=REASON)


class MergeForm(forms.Form):
    """Units that become one, from a day on."""

    others = UnitsField(
        label="Hợp nhất cùng các đơn vị",
        help_text="Mỗi dòng một đơn vị: mã, hoặc tên không cần dấu",
    )
    on = DayField(label="Từ ngày")
    code = forms.CharField(
        label="Mã đơn vị tiếp nhận",
        max_length=50,
        help_text="Mã của một đơn vị đang có, hoặc mã mới",
    )
    name = forms.CharField(
        label="Tên đơn vị tiếp nhận",
        max_length=250,
        required=False,
        help_text="Chỉ ghi khi đơn vị tiếp nhận là đơn vị mới",
    )
    reason = forms.CharField(label="Căn cứ", help_text=REASON)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("code") and not told.get("name") and self._standing() is None:
            self.add_error("name", "Chưa có đơn vị nào mang mã này: hãy ghi tên đơn vị mới.")
        return told

    def successor(self, like: Unit) -> Unit | UnitData:
        """The unit of that code, or a new one of the same level and place as `like`."""
        return self._standing() or new_like(
            like, self.cleaned_data["code"], self.cleaned_data["name"], self.cleaned_data["on"]
        )

    def _standing(self) -> Unit | None:
        unit = unit_by_code(self.cleaned_data["code"])
        day = self.cleaned_data.get("on")
        return unit if unit is not None and day is not None and unit.valid_on(day) else None


class SplitForm(forms.Form):
    """New units that follow one, from a day on."""

    on = DayField(label="Từ ngày")
    parts = forms.CharField(
        label="Các đơn vị mới",
        widget=forms.Textarea({"rows": 5}),
        help_text="Mỗi dòng một đơn vị: mã; tên đơn vị",
    )
    reason = forms.CharField(label="Căn cứ", help_text=REASON)

    def clean_parts(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        pairs = []
        for number, line in enumerate(lines, start=1):
            code, mark, name = (part.strip() for part in line.partition(";"))
            if not (code and mark and name):
                raise forms.ValidationError(
                    f"Dòng {number}: cần ghi mã, dấu chấm phẩy, rồi tên đơn vị."
                )
            pairs.append((code, name))
        return pairs

    def units(self, like: Unit) -> list[UnitData]:
        """The new units, of the same level and place as the one that is split."""
        day = self.cleaned_data["on"]
        return [new_like(like, code, name, day) for code, name in self.cleaned_data["parts"]]


class ImportForm(forms.Form):
    """A file with a list of units."""

    file = WorkbookField(label="Tệp danh mục", kinds=(".csv", ".xlsx", ".xls"))


class ConfirmForm(forms.Form):
    """The rows that were shown, sealed, on their way back."""

    rows = forms.CharField(widget=forms.HiddenInput)


def new_like(unit: Unit, code: str, name: str, day: Any) -> UnitData:
    """A new unit of the same level, group and place."""
    return UnitData(
        id=uuid4(),
        code=code,
        name=name,
        level=UnitLevel(unit.level),
        valid_from=day,
        parent=unit.parent_id,
        group=unit.group,
        simulated=unit.simulated,
    )
