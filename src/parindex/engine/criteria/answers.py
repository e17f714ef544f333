"""Read declared inputs: component codes mapped to answers, for one subject or several."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, cast

from parindex.engine.criteria.inputs import EXAMPLES, InputDefinition
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.reading.yaml import Location, YamlDocument
from parindex.engine.rules.base import Rule, UnusableInput
from parindex.engine.values.inputs import (
    Amount,
    Answer,
    Count,
    Input,
    LevelReached,
    NoneArose,
    NotApplicable,
    Option,
    Parts,
    Percent,
    Rate,
    YesNo,
)
from parindex.engine.values.numbers import exact
from parindex.engine.values.problems import BadInput, Problem, excerpt, near_miss

Answers: TypeAlias = dict[str, Answer]
Subjects: TypeAlias = dict[str, Answers]


@dataclass(frozen=True, slots=True)
class Declaration:
    """The content of an inputs file.

    `subjects` and `previous` (last year's) map subject → code → answer; `groups` gives subjects
    their unit group; `linked` holds the raw answers to other sets, which only those sets can read.
    """

    subjects: Subjects
    previous: Subjects = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, Location] = field(default_factory=dict)
    document: YamlDocument | None = None


_RESERVED = ("subjects", "previous", "groups", "sets")


def read_declaration(
    document: YamlDocument, criteria_set: CriteriaSet, subject: str = "", at: Location = ()
) -> Declaration:
    """Read the answers below `at`; a file without `subjects:` speaks of `subject` alone.

    `BadInput` names every answer that is unknown, malformed or impossible.
    """
    reader = _Reader(document, criteria_set)
    data = reader.mapping(_at(document.data, at), at)
    own = {key: value for key, value in data.items() if key not in _RESERVED}
    subjects = reader.subjects(data, "subjects", at)
    if own or not subjects:
        subjects = {subject: reader.answers(own, at), **subjects}
    previous = reader.previous(data, subject, at)
    groups = reader.mapping(data.get("groups", {}), (*at, "groups"))
    linked = reader.mapping(data.get("sets", {}), (*at, "sets"))
    for key, named in (("previous", previous), ("groups", groups)):
        reader.expect_subjects(named, subjects, (*at, key))
    reader.expect_links(linked, (*at, "sets"))
    reader.finish()
    return Declaration(
        subjects,
        previous,
        {str(key): str(value) for key, value in groups.items()},
        {key: (*at, "sets", key) for key in linked},
        document,
    )


def _at(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


class _Reader:
    """Reads answers and collects every problem on the way."""

    def __init__(self, document: YamlDocument, criteria_set: CriteriaSet) -> None:
        self.document = document
        self.set = criteria_set
        self.problems: list[Problem] = []

    def finish(self) -> None:
        """Raise `BadInput` with everything complained of."""
        if self.problems:
            raise BadInput(*self.problems)

    def mapping(self, value: Any, at: Location) -> dict[str, Any]:
        if value is None or isinstance(value, dict):
            return value or {}
        self.complain(at, "phải là các dòng «mã: câu trả lời»", "Hãy viết lại theo mẫu")
        return {}

    def subjects(self, data: dict[str, Any], key: str, at: Location) -> Subjects:
        named = self.mapping(data.get(key, {}), (*at, key))
        return {
            name: self.answers(self.mapping(each, (*at, key, name)), (*at, key, name))
            for name, each in named.items()
        }

    def previous(self, data: dict[str, Any], subject: str, at: Location) -> Subjects:
        if isinstance(data.get("subjects"), dict):
            return self.subjects(data, "previous", at)
        own = self.mapping(data.get("previous", {}), (*at, "previous"))
        return {subject: self.answers(own, (*at, "previous"))} if own else {}

    def answers(self, data: dict[str, Any], at: Location) -> Answers:
        read: Answers = {}
        for code, raw in data.items():
            component = self.set.by_code.get(code)
            if component is None:
                self._unknown(code, (*at, code))
                continue
            answer = self._answer(component, raw, (*at, code))
            if answer is not None:
                read[code] = answer
        return read

    def expect_subjects(self, named: Iterable[str], subjects: Container[str], at: Location) -> None:
        for name in named:
            if name not in subjects:
                self.complain(
                    (*at, name),
                    f"không có đơn vị «{excerpt(name)}» trong subjects",
                    "Hãy sửa tên cho khớp hoặc bỏ dòng này",
                )

    def expect_links(self, named: Iterable[str], at: Location) -> None:
        known = self.set.linked_sets
        for name in named:
            if name not in known:
                self.complain(
                    (*at, name),
                    f"bộ chỉ số {self.set.id} không lấy điểm của bộ «{excerpt(name)}»",
                    near_miss(name, known, "Hãy bỏ phần này"),
                )

    def complain(self, at: Location, what: str, remedy: str) -> None:
        code = next((step for step in reversed(at) if step in self.set.by_code), None)
        where = self.document.where(at) + (f", mã {code}" if code else "")
        self.problems.append(Problem(where, what, remedy))

    def _unknown(self, code: str, at: Location) -> None:
        hint = near_miss(code, self.set.by_code, "Hãy xem mã bằng parindex criteria show")
        self.complain(at, f"bộ chỉ số {self.set.id} không có mã «{excerpt(code)}»", hint)

    def _answer(self, component: Component, raw: Any, at: Location) -> Answer | None:
        remedy = f"Hãy ghi theo mẫu {EXAMPLES[component.input.kind]}"
        if not isinstance(raw, dict):
            self.complain(at, f"câu trả lời «{excerpt(raw)}» không đúng mẫu", remedy)
            return None
        value = None
        keys = frozenset(raw) - _BESIDE
        if keys or not raw:
            value = self._value(component.input, keys, raw, at)
            if value is None or not self._admitted(component, value, at):
                return None
        return Answer(
            value,
            evidence=tuple(str(each) for each in self._list(raw.get("evidence"), at)),
            explanation=str(raw.get("explanation") or ""),
        )

    def _value(
        self, definition: InputDefinition, keys: frozenset[str], raw: dict[str, Any], at: Location
    ) -> Input | None:
        remedy = f"Hãy ghi theo mẫu {EXAMPLES[definition.kind]}"
        build = _SHAPES.get(keys)
        try:
            value = build(raw) if build else None
        except (TypeError, ValueError):
            value = None
        if value is None or not definition.accepts(value):
            written = (
                ", ".join(f"{excerpt(key)}: {excerpt(raw[key])}" for key in sorted(keys)) or "trống"
            )
            self.complain(at, f"câu trả lời {{{written}}} không đúng mẫu", remedy)
            return None
        fault = definition.fault(value)
        if fault is not None:
            self.complain(at, fault, "Hãy kiểm tra lại số liệu gốc rồi ghi lại")
            return None
        return value

    def _admitted(self, component: Component, value: Input, at: Location) -> bool:
        if isinstance(value, NoneArose | NotApplicable):
            return True
        try:
            cast("Rule[Input]", component.rule).admit(value, component.context())
        except UnusableInput as unusable:
            self.complain(at, unusable.what, unusable.remedy)
            return False
        return True

    def _list(self, value: Any, at: Location) -> list[Any]:
        if value is None or isinstance(value, list):
            return value or []
        self.complain(
            at, "evidence phải là một danh sách", "Hãy viết mỗi tài liệu một dòng có dấu -"
        )
        return []


_BESIDE = frozenset({"evidence", "explanation"})


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _number(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(value)
    return exact(value)


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(value)
    return value.strip()


def _parts(value: Any) -> Parts:
    if not isinstance(value, dict):
        raise TypeError(value)
    return Parts({str(key): _boolean(done) for key, done in value.items()})


def _none_arose(value: Any) -> NoneArose:
    if value is not True:
        raise ValueError(value)
    return NoneArose()


_SHAPES: dict[frozenset[str], Callable[[dict[str, Any]], Input]] = {
    frozenset({"yes"}): lambda raw: YesNo(_boolean(raw["yes"])),
    frozenset({"option"}): lambda raw: Option(_word(raw["option"])),
    frozenset({"level"}): lambda raw: LevelReached(_word(raw["level"])),
    frozenset({"count"}): lambda raw: Count(_integer(raw["count"])),
    frozenset({"numerator", "denominator"}): lambda raw: Rate(
        _integer(raw["numerator"]), _integer(raw["denominator"])
    ),
    frozenset({"percent"}): lambda raw: Percent(_number(raw["percent"])),
    frozenset({"value"}): lambda raw: Amount(_number(raw["value"])),
    frozenset({"value", "previous"}): lambda raw: Amount(
        _number(raw["value"]), _number(raw["previous"])
    ),
    frozenset({"parts"}): lambda raw: _parts(raw["parts"]),
    frozenset({"none_arose"}): lambda raw: _none_arose(raw["none_arose"]),
    frozenset({"not_applicable"}): lambda raw: NotApplicable(_word(raw["not_applicable"])),
}
"""The written forms of an answer, told apart by their keys."""
