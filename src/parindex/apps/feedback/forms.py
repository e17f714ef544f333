"""Forms of consultations: what is asked, who is invited, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import component_of, items_for_pages
from parindex.apps.feedback.answering import LONGEST, Said
from parindex.apps.feedback.asking import Call, Guests, units_meant
from parindex.apps.feedback.models import Invitation, Opinion
from parindex.apps.feedback.questions import QUESTIONS, Choice
from parindex.apps.pages.forms import DayField
from parindex.engine.values.problems import BadInput

_NAMED, _UNNAMED = "neu-ten", "khong-neu-ten"


if TYPE_CHECKING:
    _Items = forms.ModelMultipleChoiceField[Item]
else:
    _Items = forms.ModelMultipleChoiceField


class ItemsField(_Items):
    """Items, each by its code and what it asks."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {component_of(obj).title}"


class GuestsForm(forms.Form):
    """Whom to invite, and the items that they are asked about."""

    units = forms.CharField(
        label="Đơn vị trong danh mục",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Mỗi dòng một đơn vị (tên hoặc mã) hay một nhóm, ví dụ «Các sở, ban, ngành». "
        "Đơn vị góp ý bằng tài khoản của mình.",
    )
    partners = forms.CharField(
        label="Tổ chức ngoài danh mục",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Mỗi dòng một tên, ví dụ «Hiệp hội Doanh nghiệp tỉnh». Mỗi tổ chức được cấp một "
        "liên kết dùng một lần, không cần tài khoản; anh/chị tự gửi liên kết.",
    )
    items = ItemsField(
        Item.objects.none(),
        label="Các mục cần góp ý",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy đánh dấu ít nhất một mục."},
    )

    def __init__(self, assessment: Assessment, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.assessment = assessment
        items = self.fields["items"]
        if isinstance(items, ItemsField):
            found = items_for_pages().filter(assessment=assessment, parent=None)
            items.queryset = found.order_by("order")

    def clean_units(self) -> Any:
        lines = _lines(self.cleaned_data["units"])
        try:
            return units_meant(self.assessment, lines)
        except BadInput as bad:
            told = [f"{each.what}. {each.remedy}." for each in bad.problems]
            raise forms.ValidationError([*told]) from bad

    def guests(self) -> Guests:
        """Those who are to be invited."""
        told = self.cleaned_data
        return Guests(told["units"], _lines(told["partners"]), list(told["items"]))


class CallForm(GuestsForm):
    """A consultation to be opened, with those invited first."""

    title = forms.CharField(label="Tên đợt lấy ý kiến", max_length=250)
    note = forms.CharField(
        label="Lời mời",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Người được mời đọc trước khi trả lời",
    )
    naming = forms.ChoiceField(
        label="Nêu tên người góp ý",
        choices=(
            (_NAMED, "Nêu tên: ý kiến hiện cùng tên cơ quan, tổ chức"),
            (
                _UNNAMED,
                "Không nêu tên: chỉ hiện sau khi đóng, khi một mục có từ 3 ý kiến",
            ),
        ),
        widget=forms.RadioSelect,
        initial=_NAMED,
    )
    questions = forms.MultipleChoiceField(
        label="Câu hỏi ở mỗi mục",
        choices=[(each.key, each.words) for each in QUESTIONS],
        widget=forms.CheckboxSelectMultiple,
        initial=[QUESTIONS[0].key],
        help_text="Người được mời chọn: đồng ý, chưa đồng ý, không rõ; và có thể ghi ý kiến cụ thể",
    )
    closes = DayField(label="Góp ý đến hết ngày")

    field_order = ("title", "note", "naming", "questions", "closes", "units", "partners", "items")

    def call(self) -> Call:
        """What is to be opened."""
        told = self.cleaned_data
        chosen = [each for each in QUESTIONS if each.key in told["questions"]]
        return Call(told["title"], told["note"], told["naming"] == _NAMED, chosen, told["closes"])


class CloseForm(forms.Form):
    """Another last day."""

    closes = DayField(label="Góp ý đến hết ngày")


class AnswerForm(forms.Form):
    """The answer to an invitation: for each item its questions and a remark."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(
        self,
        invitation: Invitation,
        items: list[Item],
        data: Any = None,
        opinion: Opinion | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(opinion))
        self.items, self.asked = items, invitation.consultation.asked
        for item in items:
            for question in self.asked:
                self.fields[_name(item, question.key)] = forms.ChoiceField(
                    label=question.words,
                    choices=Choice.choices,
                    required=False,
                    widget=forms.RadioSelect,
                )
            self.fields[_name(item, _REMARK)] = forms.CharField(
                label="Ý kiến cụ thể",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 2}),
            )

    def sections(self) -> list[tuple[Item, Any, list[forms.BoundField]]]:
        """Each item with its component and its fields."""
        names = [*(each.key for each in self.asked), _REMARK]
        return [
            (item, component_of(item), [self[_name(item, name)] for name in names])
            for item in self.items
        ]

    def said(self) -> dict[UUID, Said]:
        """What is said of each item."""
        return {item.pk: self._said(item) for item in self.items}

    def _said(self, item: Item) -> Said:
        told = self.cleaned_data
        given = {each.key: told[_name(item, each.key)] for each in self.asked}
        choices = {key: Choice(value) for key, value in given.items() if value}
        return Said(choices, told[_name(item, _REMARK)].strip())


_REMARK = "y-kien"


def _name(item: Item, what: str) -> str:
    return f"{item.pk.hex}-{what}"


def _initial(opinion: Opinion | None) -> dict[str, Any]:
    if opinion is None:
        return {}
    told: dict[str, Any] = {"seen": opinion.version}
    for reply in opinion.replies.select_related("item"):
        told |= {_name(reply.item, key): value for key, value in reply.choices.items()}
        told[_name(reply.item, _REMARK)] = reply.remark
    return told


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
