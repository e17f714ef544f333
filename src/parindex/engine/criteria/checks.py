"""What must hold across a criteria set: sums, codes, rules that fit their inputs, ratings.

The checks walk the raw document, so that they also work on one that has faults of form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parindex.engine.criteria.model import Component, Rating
from parindex.engine.reading.yaml import Location, YamlDocument
from parindex.engine.rules.bands import check_stretches
from parindex.engine.rules.base import PERCENTAGES, Fault
from parindex.engine.rules.wording import weight
from parindex.engine.values.inputs import InputKind
from parindex.engine.values.intervals import Interval
from parindex.engine.values.numbers import exact
from parindex.engine.values.problems import Problem

_HUNDRED = Interval(low=Fraction(0), high=Fraction(100))


def consistency_problems(document: YamlDocument) -> list[Problem]:
    """Every inconsistency of the set in the document, in the order of the file."""
    where = label(document)
    if not isinstance(document.data, dict):
        return []
    checks = (_years, _structure, _components, _ratings, _earlier)
    faults = [fault for check in checks for fault in check(document.data)]
    found = [Problem(where(fault.at), fault.what, fault.remedy) for fault in faults]
    return list(dict.fromkeys(found))


def label(document: YamlDocument) -> Callable[[Location], str]:
    """A function from location to `tệp.yaml, dòng 12, mã 1.5a`."""
    return lambda location: document.where(location) + code_words(document.data, location)


def code_words(data: Any, location: Location) -> str:
    """`, mã 1.5a` for the innermost code around a location; nothing where there is none."""
    code, node = None, data
    for step in location:
        node = _child(node, step)
        if isinstance(node, dict) and isinstance(node.get("code"), str | int | Decimal):
            code = node["code"]
    return "" if code is None else f", mã {code}"


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        # A step that the document lacks is a union's tag; stay where we are.
        return node.get(step, node)
    if isinstance(node, list) and isinstance(step, int):
        return node[step]
    return node


def _children(node: Any, key: str, at: Location) -> list[tuple[Location, dict[str, Any]]]:
    items = node.get(key) if isinstance(node, dict) else None
    if not isinstance(items, list):
        return []
    return [((*at, key, i), item) for i, item in enumerate(items) if isinstance(item, dict)]


def _structure(data: dict[str, Any]) -> Iterator[Fault]:
    fields = _children(data, "fields", ())
    criteria = [each for at, node in fields for each in _children(node, "criteria", at)]
    components = [each for at, node in criteria for each in _children(node, "components", at)]
    yield from _sum(data, [node for _, node in fields if not node.get("outside_base")], ())
    for at, node in fields:
        parts = [part for _, part in _children(node, "criteria", at)]
        yield from (_ceiling if node.get("outside_base") else _sum)(node, parts, at)
    for at, node in criteria:
        yield from _sum(node, [part for _, part in _children(node, "components", at)], at)
    for level in (fields, criteria, components):
        yield from _duplicates(level)
        for at, node in level:
            yield from _not_negative(node, at)
    for at, node in (((), data), *fields, *criteria):
        yield from _needs_children(node, at)
    for at, node in fields:
        yield from _floor(node, at)


def _needs_children(node: dict[str, Any], at: Location) -> Iterator[Fault]:
    for key in ("fields", "criteria", "components"):
        if node.get(key) == []:
            yield Fault((*at, key), "danh sách rỗng", "Hãy thêm ít nhất một mục hoặc xóa cả nhóm")


def _sum(node: dict[str, Any], parts: list[dict[str, Any]], at: Location) -> Iterator[Fault]:
    declared, total = _maximum(node), _total(parts)
    if declared is None or total is None or not parts or declared == total:
        return
    yield Fault(
        (*at, "max"),
        f"điểm tối đa {weight(declared)} khác tổng các phần bên trong {weight(total)}",
        "Hãy sửa điểm tối đa này hoặc điểm của các phần cho khớp",
    )


def _ceiling(node: dict[str, Any], parts: list[dict[str, Any]], at: Location) -> Iterator[Fault]:
    declared, total = _maximum(node), _total(parts)
    if declared is not None and total is not None and declared > total:
        yield Fault(
            (*at, "max"),
            f"trần điểm {weight(declared)} cao hơn tổng các phần bên trong {weight(total)}",
            "Hãy hạ trần điểm cộng hoặc bổ sung tiêu chí",
        )


def _not_negative(node: dict[str, Any], at: Location) -> Iterator[Fault]:
    declared = _maximum(node)
    if declared is not None and declared < 0:
        yield Fault(
            (*at, "max"),
            f"điểm tối đa {weight(declared)} là số âm",
            "Hãy ghi từ 0 trở lên; điểm trừ được ghi trong quy tắc và ở lowest",
        )


def _floor(field: dict[str, Any], at: Location) -> Iterator[Fault]:
    lowest, highest = _number(field.get("lowest", 0)), _maximum(field)
    if lowest is None or highest is None:
        return
    if lowest != 0 and not field.get("outside_base"):
        yield Fault(
            (*at, "lowest"),
            "lĩnh vực trong thang điểm không có sàn điểm",
            "Hãy bỏ lowest, hoặc ghi outside_base: true cho khối điểm cộng, điểm trừ",
        )
    elif lowest > highest:
        yield Fault(
            (*at, "lowest"),
            f"sàn điểm {weight(lowest)} cao hơn trần điểm {weight(highest)}",
            "Hãy hạ lowest hoặc nâng max",
        )


def _years(data: dict[str, Any]) -> Iterator[Fault]:
    years = data.get("years")
    if not isinstance(years, dict):
        return
    first, last = _number(years.get("first")), _number(years.get("last"))
    if first is not None and last is not None and last < first:
        yield Fault(("years", "last"), "năm cuối đứng trước năm đầu", "Hãy sửa một trong hai năm")


def _maximum(node: dict[str, Any]) -> Fraction | None:
    return _number(node.get("max"))


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return exact(value)


def _total(parts: list[dict[str, Any]]) -> Fraction | None:
    maxima = [_maximum(part) for part in parts]
    known = [each for each in maxima if each is not None]
    return sum(known, Fraction(0)) if len(known) == len(maxima) else None


def _duplicates(nodes: list[tuple[Location, dict[str, Any]]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, node in nodes:
        code = str(node.get("code"))
        if code in seen and "code" in node:
            yield Fault((*at, "code"), f"mã «{code}» bị lặp lại", "Hãy đặt mỗi mục một mã riêng")
        seen.add(code)


def _components(data: dict[str, Any]) -> Iterator[Fault]:
    for field_at, field in _children(data, "fields", ()):
        for criterion_at, criterion in _children(field, "criteria", field_at):
            for at, node in _children(criterion, "components", criterion_at):
                component = _valid(node)
                if component is not None:
                    for fault in _rule(component):
                        yield Fault((*at, *fault.at), fault.what, fault.remedy)


def _valid(node: dict[str, Any]) -> Component | None:
    try:
        return Component.model_validate(node)
    except ValidationError:
        return None


def _rule(component: Component) -> Iterator[Fault]:
    kind, rule = component.input.kind, component.rule
    if kind not in rule.accepts:
        known = ", ".join(sorted(rule.accepts))
        yield Fault(
            ("input", "kind"),
            f"quy tắc «{rule.kind}» không chấm được số liệu loại «{kind}»",
            f"Hãy chọn loại số liệu trong: {known}, hoặc đổi quy tắc",
        )
        return
    for fault in rule.check(component.context()):
        yield Fault(("rule", *fault.at), fault.what, fault.remedy)
    if kind is InputKind.RATE and rule.when_none_arose is None:
        yield Fault(
            ("rule",),
            "chưa nói mẫu số bằng 0 (không phát sinh) thì được bao nhiêu điểm",
            "Hãy thêm when_none_arose: full, zero hoặc not_applicable",
        )
    if component.measure is not None and kind not in {*PERCENTAGES, InputKind.COUNT}:
        yield Fault(
            ("measure",),
            f"số đo «{component.measure.name}» không điền được số liệu loại «{kind}»",
            "Hãy dùng số liệu loại rate hoặc count, hoặc bỏ measure",
        )


def _ratings(data: dict[str, Any]) -> Iterator[Fault]:
    try:
        ratings = TypeAdapter(tuple[Rating, ...]).validate_python(data.get("ratings") or ())
    except ValidationError:
        return
    if ratings:
        yield from check_stretches(ratings, _HUNDRED, key="ratings")


def _earlier(data: dict[str, Any]) -> Iterator[Fault]:
    fields = _children(data, "fields", ())
    criteria = [node for _, field in fields for _, node in _children(field, "criteria", ())]
    components = [node for each in criteria for _, node in _children(each, "components", ())]
    known = {str(node.get("code")) for node in components}
    seen = {str(data.get("id"))}
    for at, node in _children(data, "earlier", ()):
        name = str(node.get("set"))
        if name in seen:
            what = f"bộ «{name}» là chính bộ này hoặc đã nêu rồi"
            yield Fault((*at, "set"), what, "Hãy nêu mỗi bộ trước một lần")
        seen.add(name)
        codes = node.get("codes")
        for code in codes if isinstance(codes, dict) else ():
            if str(code) not in known:
                what = f"bộ này không có mã «{code}» để nối với bộ «{name}»"
                yield Fault((*at, "codes", code), what, "Hãy viết mã của bộ này trước dấu hai chấm")
