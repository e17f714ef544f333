"""The form in which a component is answered, made from its input definition.

The form asks in the words of the set, reads numbers as they are written in Vietnam, and gives the
answer in the shape of an inputs file, so that the web and the command line judge the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms

from parindex.apps.criteria.raw import Raw, read_input
from parindex.engine.criteria.inputs import (
    CountInput,
    InputDefinition,
    RateInput,
    ValueInput,
)
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.rules.checklist import Checklist
from parindex.engine.rules.options import Options
from parindex.engine.values.inputs import Input, InputKind
from parindex.engine.values.numbers import decimal_text, read_vietnamese, vietnamese
from parindex.engine.values.problems import BadInput

FIGURES, NONE_AROSE, NOT_APPLICABLE = "", "khong-phat-sinh", "khong-ap-dung"
YES, NO = "dat", "khong"
_LONGEST = 40


class NumberField(forms.CharField):
    """A number as it is written in Vietnam; its clean value is an exact fraction or None."""

    def __init__(self, *, whole: bool = False, **options: Any) -> None:
        self.whole = whole
        mode = "numeric" if whole else "decimal"
        widget = forms.TextInput(
            attrs={"inputmode": mode, "autocomplete": "off", "class": "number"}
        )
        super().__init__(
            required=False,
            max_length=_LONGEST,
            widget=widget,
            **options,
        )

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        number = read_vietnamese(text)
        if number is None:
            raise forms.ValidationError(
                f"«{text}» không phải là số. Hãy viết như 11.670 hoặc 97,25 (dấu phẩy trước phần thập phân)."
            )
        if self.whole and number.denominator != 1:
            raise forms.ValidationError(f"«{text}» phải là số nguyên. Hãy bỏ phần thập phân.")
        return number


class InputForm(forms.Form):
    """The fields of one component; nothing is required, so that a draft may be incomplete.

    After `is_valid`, `answered` gives the answer or None, and `lacking` says what is still to be
    filled in.
    """

    def __init__(
        self, criteria_set: CriteriaSet, component: Component, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.criteria_set, self.component = criteria_set, component
        self.fields.update({**_fields(component), **_special(component)})
        self.answered: Answered | None = None
        self.lacking = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            raw, self.lacking = _raw(self.component, cleaned)
            if raw is not None:
                self._read(raw)
        return cleaned

    def figures(self) -> list[forms.BoundField]:
        """The fields of the answer itself."""
        return [field for field in self if field.name not in {"truong_hop", "ly_do"}]

    def typed(self) -> dict[str, str]:
        """What stands in the fields, as it was typed: a draft keeps it even where it is no answer."""
        told = {name: str(self.data.get(name, "")) for name in self.fields}
        return {name: text for name, text in told.items() if text}

    def _read(self, raw: Raw) -> None:
        try:
            value = read_input(self.criteria_set, self.component.code, raw)
        except BadInput as bad:
            for problem in bad.problems:
                self.add_error(
                    None, f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.remedy}."
                )
        else:
            self.answered = Answered(value, raw)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: the engine's input, and the same in the shape of an inputs file."""

    value: Input
    raw: Raw


def typed_of(component: Component, raw: Raw) -> dict[str, str]:
    """The fields of the form filled so that they give this answer."""
    if "none_arose" in raw:
        return {"truong_hop": NONE_AROSE}
    if "not_applicable" in raw:
        return {"truong_hop": NOT_APPLICABLE, "ly_do": str(raw["not_applicable"])}
    if "parts" in raw:
        return {_part(key): YES if done else NO for key, done in raw["parts"].items()}
    names = {key: name for name, key in _KEYS[component.input.kind].items()}
    return {names[key]: _typed(value) for key, value in raw.items()}


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return vietnamese(value) if isinstance(value, int | Decimal) else str(value)


_KEYS: dict[InputKind, dict[str, str]] = {
    InputKind.YES_NO: {"dap_an": "yes"},
    InputKind.OPTION: {"dap_an": "option"},
    InputKind.LEVEL: {"dap_an": "level"},
    InputKind.COUNT: {"so_luong": "count"},
    InputKind.RATE: {"tu_so": "numerator", "mau_so": "denominator"},
    InputKind.PERCENT: {"ty_le": "percent"},
    InputKind.SCORE: {"ty_le": "percent"},
    InputKind.VALUE: {"gia_tri": "value", "nam_truoc": "previous"},
    InputKind.PARTS: {},
}
"""The names of the fields, and the keys of an inputs file that they fill."""


def _special(component: Component) -> dict[str, forms.Field]:
    """The answers that mean the same for every kind, as far as the rule knows them."""
    choices = [(FIGURES, "Có số liệu"), (NOT_APPLICABLE, "Không áp dụng")]
    if component.rule.when_none_arose is not None:
        choices.insert(1, (NONE_AROSE, "Không phát sinh"))
    case = forms.ChoiceField(
        label="Trường hợp",
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        initial=FIGURES,
    )
    reason = forms.CharField(
        label="Lý do không áp dụng",
        required=False,
        max_length=1000,
        widget=forms.TextInput,
    )
    return {"truong_hop": case, "ly_do": reason}


def _fields(component: Component) -> dict[str, forms.Field]:
    return _MAKERS[component.input.kind](component)


def _yes_no(component: Component) -> dict[str, forms.Field]:
    label = component.input.label or "Kết quả"
    return {"dap_an": _radio(label, [(YES, "Đạt"), (NO, "Không đạt")])}


def _options(component: Component) -> dict[str, forms.Field]:
    rule = component.rule
    choices = [(each.key, each.title) for each in rule.options] if isinstance(rule, Options) else []
    return {"dap_an": _radio(component.input.label or "Mức đạt được", choices)}


def _count(component: Component) -> dict[str, forms.Field]:
    counted = component.input.counted if isinstance(component.input, CountInput) else ""
    label = component.input.label or f"Số {counted}"
    return {"so_luong": NumberField(label=label, whole=True)}


def _rate(component: Component) -> dict[str, forms.Field]:
    definition = component.input
    if not isinstance(definition, RateInput):
        return {}
    return {
        "tu_so": NumberField(label=_number_of(definition.numerator), whole=True),
        "mau_so": NumberField(label=_number_of(definition.denominator), whole=True),
    }


def _percent(component: Component) -> dict[str, forms.Field]:
    return {"ty_le": NumberField(label=f"{component.input.label or 'Tỷ lệ'} (%)")}


def _value(component: Component) -> dict[str, forms.Field]:
    definition = component.input
    unit = f" ({definition.unit.strip()})" if definition.unit.strip() else ""
    made: dict[str, forms.Field] = {
        "gia_tri": NumberField(label=f"{definition.label or 'Giá trị'}{unit}")
    }
    if isinstance(definition, ValueInput) and definition.previous:
        made["nam_truoc"] = NumberField(label=f"Năm trước{unit}")
    return made


def _parts(component: Component) -> dict[str, forms.Field]:
    rule = component.rule
    parts = rule.parts if isinstance(rule, Checklist) else ()
    choices = [(YES, "Đạt"), (NO, "Chưa đạt")]
    return {_part(part.key): _radio(part.title, choices) for part in parts}


_MAKERS: dict[InputKind, Callable[[Component], dict[str, forms.Field]]] = {
    InputKind.YES_NO: _yes_no,
    InputKind.OPTION: _options,
    InputKind.LEVEL: _options,
    InputKind.COUNT: _count,
    InputKind.RATE: _rate,
    InputKind.PERCENT: _percent,
    InputKind.SCORE: _percent,
    InputKind.VALUE: _value,
    InputKind.PARTS: _parts,
}


def _radio(label: str, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
    )


def _part(key: str) -> str:
    return f"phan-{key}"


def _number_of(counted: str) -> str:
    """`Số hồ sơ tiếp nhận` of `hồ sơ tiếp nhận`."""
    return counted if counted.lower().startswith(("số ", "tổng")) else f"Số {counted}"


def _raw(component: Component, cleaned: Mapping[str, Any]) -> tuple[Raw | None, str]:
    """The answer that the fields give, or None and what they lack."""
    case = cleaned.get("truong_hop")
    if case == NONE_AROSE:
        return {"none_arose": True}, ""
    if case == NOT_APPLICABLE:
        reason = str(cleaned.get("ly_do") or "").strip()
        return ({"not_applicable": reason}, "") if reason else (None, "lý do không áp dụng")
    wanted = _fields(component)
    empty = [name for name in wanted if cleaned.get(name) in (None, "")]
    if empty:
        return None, ", ".join(f"«{wanted[name].label}»" for name in empty)
    if component.input.kind is InputKind.PARTS:
        keys = {name: name.removeprefix("phan-") for name in wanted}
        return {"parts": {keys[name]: cleaned[name] == YES for name in wanted}}, ""
    keys = _KEYS[component.input.kind]
    return {keys[name]: _told(component.input, cleaned[name]) for name in wanted}, ""


def _told(definition: InputDefinition, value: Any) -> Any:
    if isinstance(value, Fraction):
        whole = definition.kind in {InputKind.COUNT, InputKind.RATE}
        return int(value) if whole else Decimal(decimal_text(value))
    return value == YES if definition.kind is InputKind.YES_NO else value
