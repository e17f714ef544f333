"""What must hold before units are written, told in Vietnamese where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from parindex.apps.organizations.happenings import UnitData, UnitEdit
from parindex.apps.organizations.importing.rows import CODE
from parindex.apps.organizations.models import Unit
from parindex.engine.values.problems import BadInput, Problem, excerpt

_END = date.max


def check_new(units: Sequence[UnitData], ending: Mapping[UUID, date] | None = None) -> None:
    """`BadInput` for codes that cannot be, overlap, or stand for another level.

    `ending` gives the last days of units that end in the same act.
    """
    codes = {unit.code for unit in units}
    standing = [
        (unit.code, unit.valid_from, (ending or {}).get(unit.pk, unit.valid_to), unit.level)
        for unit in Unit.objects.filter(code__in=codes)
    ]
    problems: list[Problem] = []
    for unit in units:
        problems += _problems_of(unit, standing)
        standing.append((unit.code, unit.valid_from, unit.valid_to, unit.level))
    if problems:
        raise BadInput(*problems)


Span = tuple[str, date, date | None, str]


def _problems_of(unit: UnitData, standing: Sequence[Span]) -> Iterator[Problem]:
    where = f"đơn vị «{excerpt(unit.code)}»"
    if not CODE.fullmatch(unit.code):
        yield Problem(
            where,
            "mã có ký tự không dùng được",
            "Hãy chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới",
        )
    if unit.valid_to is not None and unit.valid_to < unit.valid_from:
        yield Problem(where, "ngày cuối cùng đứng trước ngày bắt đầu", "Hãy kiểm tra hai ngày")
    for code, first, last, level in standing:
        if code != unit.code:
            continue
        if first <= (unit.valid_to or _END) and unit.valid_from <= (last or _END):
            yield Problem(
                where,
                f"mã này đã dùng cho một đơn vị có hiệu lực từ {first:%d/%m/%Y}",
                "Hãy dùng mã khác, hoặc ghi ngày không trùng",
            )
        elif level != unit.level:
            yield Problem(
                where, "mã này đã dùng cho đơn vị ở cấp khác", "Hãy dùng mã khác cho cấp khác"
            )


def check_edit(unit: Unit, edit: UnitEdit) -> None:
    """`BadInput` if the edited unit would stand below itself or overlap another of its code."""
    where = f"đơn vị «{unit.code}»"
    problems = []
    if edit.valid_to is not None and edit.valid_to < edit.valid_from:
        problems.append(
            Problem("valid_to", "ngày cuối cùng đứng trước ngày bắt đầu", "Hãy kiểm tra hai ngày")
        )
    parent = Unit.objects.filter(pk=edit.parent).first() if edit.parent else None
    if parent is not None and parent.path.startswith(unit.path):
        problems.append(
            Problem(
                "parent",
                "cấp trên là chính đơn vị này hoặc cấp dưới của nó",
                "Hãy chọn đơn vị khác",
            )
        )
    others = Unit.objects.filter(code=unit.code).exclude(pk=unit.pk)
    overlapping = others.filter(valid_from__lte=edit.valid_to or _END).filter(
        Q(valid_to=None) | Q(valid_to__gte=edit.valid_from)
    )
    if overlapping.exists():
        problems.append(
            Problem(
                where, "khoảng hiệu lực chồng lên lần khác của cùng mã", "Hãy kiểm tra hai ngày"
            )
        )
    if problems:
        raise BadInput(*problems)


def valid_until(unit: Unit, last: date) -> list[Problem]:
    """A problem if the unit does not stand on the day that is to be its last."""
    if unit.valid_on(last):
        return []
    what = f"không có hiệu lực vào ngày {last:%d/%m/%Y}"
    return [Problem(f"đơn vị «{unit.code}»", what, "Hãy kiểm tra ngày sắp xếp lại")]


def no_units_below(unit: Unit, on: date) -> list[Problem]:
    """A problem if units below it would go on without it."""
    below = unit.children.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    count = below.count()
    if not count:
        return []
    names = ", ".join(str(child) for child in below.order_by("name_sort")[:3])
    return [
        Problem(
            f"đơn vị «{unit.code}»",
            f"còn {count} đơn vị trực thuộc ({names}{'…' if count > 3 else ''})",
            "Hãy chuyển các đơn vị đó sang cấp trên khác, hoặc kết thúc trước",
        )
    ]
