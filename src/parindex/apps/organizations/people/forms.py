"""Forms of the pages on accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from parindex.apps.access.roles import Role
from parindex.apps.accounts.fields import AccountField
from parindex.apps.organizations.fields import UnitField
from parindex.apps.organizations.models import Membership
from parindex.apps.pages.forms import DayField


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="Chữ, chữ số và các dấu @ . + - _, ví dụ nguyenvana",
    )
    full_name = forms.CharField(label="Họ và tên", max_length=200)
    email = forms.EmailField(label="Thư điện tử", required=False)


class PersonForm(forms.Form):
    """A person's name and address."""

    full_name = forms.CharField(label="Họ và tên", max_length=200)
    email = forms.EmailField(label="Thư điện tử", required=False)


class GrantForm(forms.Form):
    """A role in a unit for a time."""

    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    unit = UnitField(
        label="Đơn vị",
        required=False,
        help_text="Gõ mã hoặc một phần tên. Thẩm định, quản trị, theo dõi: bỏ trống, vì có hiệu lực ở mọi đơn vị",
    )
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)
    reason = forms.CharField(label="Căn cứ", required=False)


class LastDayForm(forms.Form):
    """The last day of a role."""

    valid_to = DayField(label="Ngày cuối cùng")
    reason = forms.CharField(label="Lý do", required=False)


class DeputyForm(forms.Form):
    """Somebody who acts in a role during an absence."""

    account = AccountField(label="Người thay")
    valid_from = DayField(label="Vắng mặt từ ngày")
    valid_to = DayField(label="Đến hết ngày")
    reason = forms.CharField(label="Lý do", required=False)


class OwnDeputyForm(DeputyForm):
    """The same for one of one's own roles."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(), label="Vai trò", empty_label=None
    )
    field_order = ("membership", "account", "valid_from", "valid_to", "reason")

    def __init__(self, *args: Any, memberships: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["membership"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = memberships


class HandoverForm(forms.Form):
    """Who takes over all open work."""

    taker = AccountField(label="Người nhận")
    reason = forms.CharField(label="Lý do")


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Lý do")


class SecondFactorForm(forms.Form):
    """The roles that need a second factor."""

    roles = forms.MultipleChoiceField(
        label="Vai trò phải xác thực hai bước",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
