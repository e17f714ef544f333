"""Rows held against the directory: what would be new, what would change, what cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from uuid import UUID, uuid4

from parindex.apps.organizations.happenings import Follows, UnitData, UnitEdit
from parindex.apps.organizations.importing.rows import UnitRow
from parindex.apps.organizations.models import Succession, Unit
from parindex.engine.values.problems import Problem

_END = date.max


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that a row changes: the fields by their Vietnamese names, before and after."""

    row: UnitRow
    edit: UnitEdit
    differences: tuple[tuple[str, object, object], ...]


@dataclass(slots=True)
class Plan:
    """What writing the rows would do. Nothing may be written while there are problems."""

    registered: list[UnitData] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    successions: list[Follows] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def does_nothing(self) -> bool:
        return not (self.registered or self.changed or self.successions)


def plan_import(rows: Sequence[UnitRow]) -> Plan:
    """Hold the rows against the directory as it stands."""
    return _Planner(rows).plan()


class _Planner:
    def __init__(self, rows: Sequence[UnitRow]) -> None:
        self.rows = rows
        self.units = {(unit.code, unit.valid_from): unit for unit in Unit.objects.all()}
        self.keys: dict[tuple[str, date], UUID] = {key: unit.pk for key, unit in self.units.items()}
        self.codes = {unit.pk: unit.code for unit in self.units.values()}
        self.begins: dict[str, set[date]] = defaultdict(set)
        self.result = Plan()

    def plan(self) -> Plan:
        rows = list(self._each_once())
        for row in rows:
            self.keys.setdefault((row.code, row.valid_from), uuid4())
        for code, first in self.keys:
            self.begins[code].add(first)
        self._check_overlaps(rows)
        self._check_levels(rows)
        for row in self._above_first(rows):
            self._place(row)
        self._follow(rows)
        self.result.problems.sort(key=_line)
        return self.result

    def _each_once(self) -> Iterator[UnitRow]:
        lines: dict[tuple[str, date], int] = {}
        for row in self.rows:
            key = (row.code, row.valid_from)
            first = lines.setdefault(key, row.line)
            if first == row.line:
                yield row
            else:
                self._wrong(
                    row,
                    f"mã «{row.code}» từ ngày {row.valid_from:%d/%m/%Y} đã có ở dòng {first}",
                    "Hãy giữ một dòng",
                )

    def _check_overlaps(self, rows: Iterable[UnitRow]) -> None:
        spans: dict[str, dict[date, tuple[date, UnitRow | None]]] = defaultdict(dict)
        for unit in self.units.values():
            spans[unit.code][unit.valid_from] = (unit.valid_to or _END, None)
        for row in rows:
            spans[row.code][row.valid_from] = (row.valid_to or _END, row)
        for code, found in spans.items():
            ordered = sorted(found.items())
            for (_, (last, earlier)), (first, (_, later)) in pairwise(ordered):
                to_blame = later or earlier
                if last >= first and to_blame is not None:
                    self._wrong(
                        to_blame,
                        f"hai khoảng hiệu lực của mã «{code}» chồng lên nhau từ {first:%d/%m/%Y}",
                        "Hãy ghi ngày cuối cùng của lần trước",
                    )

    def _check_levels(self, rows: Iterable[UnitRow]) -> None:
        levels = {unit.code: unit.get_level_display() for unit in self.units.values()}
        for row in rows:
            known = levels.setdefault(row.code, str(row.level.label))
            if known != row.level.label:
                self._wrong(
                    row,
                    f"mã «{row.code}» ở cấp «{row.level.label}» nhưng đã dùng cho cấp «{known}»",
                    "Hãy dùng mã khác cho đơn vị ở cấp khác",
                )

    def _above_first(self, rows: Sequence[UnitRow]) -> Iterator[UnitRow]:
        """Rows so that a unit comes after the one above it; rows in a circle are a problem."""
        waiting = list(rows)
        while waiting:
            codes = {row.code for row in waiting}
            ready = [
                row
                for row in waiting
                if row.parent_code not in codes or row.parent_code == row.code
            ]
            if not ready:
                for row in waiting:
                    self._wrong(row, "cấp trên nối thành vòng", "Hãy sửa mã cấp trên")
                return
            yield from ready
            placed = {row.line for row in ready}
            waiting = [row for row in waiting if row.line not in placed]

    def _place(self, row: UnitRow) -> None:
        parent = self._key_on(row.parent_code, row.valid_from) if row.parent_code else None
        if row.parent_code == row.code:
            self._wrong(row, "đơn vị được ghi là cấp trên của chính mình", "Hãy sửa mã cấp trên")
        elif row.parent_code and parent is None:
            self._wrong(
                row,
                f"không có đơn vị cấp trên mang mã «{row.parent_code}»",
                "Hãy thêm đơn vị đó vào tệp, hoặc sửa mã cấp trên",
            )
        unit = self.units.get((row.code, row.valid_from))
        if unit is None:
            self.result.registered.append(self._data(row, parent))
        else:
            self._compare(row, unit, parent)

    def _data(self, row: UnitRow, parent: UUID | None) -> UnitData:
        return UnitData(
            id=self.keys[row.code, row.valid_from],
            code=row.code,
            name=row.name,
            level=row.level,
            valid_from=row.valid_from,
            short_name=row.short_name,
            parent=parent,
            group=row.group,
            valid_to=row.valid_to,
            simulated=row.simulated,
        )

    def _compare(self, row: UnitRow, unit: Unit, parent: UUID | None) -> None:
        above = self.codes.get(unit.parent_id) if unit.parent_id else None
        pairs = (
            ("tên", unit.name, row.name),
            ("tên gọi tắt", unit.short_name, row.short_name or unit.short_name),
            ("nhóm", unit.group, row.group),
            ("mã cấp trên", above, row.parent_code or None),
            ("đến hết ngày", unit.valid_to, row.valid_to),
        )
        differences = tuple(each for each in pairs if each[1] != each[2])
        if not differences:
            self.result.unchanged += 1
            return
        edit = UnitEdit(
            id=unit.pk,
            seen=unit.version,
            name=row.name,
            short_name=row.short_name or unit.short_name,
            group=row.group,
            parent=parent,
            valid_from=unit.valid_from,
            valid_to=row.valid_to,
        )
        self.result.changed.append(Change(row, edit, differences))

    def _follow(self, rows: Iterable[UnitRow]) -> None:
        known = set(Succession.objects.values_list("predecessor", "successor"))
        for row in rows:
            if not row.successor_code:
                continue
            key = self.keys[row.code, row.valid_from]
            successor = self._latest_key(row.successor_code)
            if row.valid_to is None:
                self._wrong(
                    row,
                    "đơn vị còn hiệu lực mà đã ghi đơn vị kế thừa",
                    "Hãy ghi ngày cuối cùng còn hiệu lực, hoặc bỏ trống mã kế thừa",
                )
            elif successor is None or successor == key:
                self._wrong(
                    row,
                    f"mã kế thừa «{row.successor_code}» không dùng được",
                    "Hãy ghi mã của đơn vị tiếp nhận, có trong tệp hoặc trong danh mục",
                )
            elif (key, successor) not in known:
                on = date.fromordinal(row.valid_to.toordinal() + 1)
                self.result.successions.append(Follows(key, successor, on))

    def _key_on(self, code: str, day: date) -> UUID | None:
        """The unit of that code that stands on the day by its start; else the latest."""
        begun = [first for first in self.begins.get(code, ()) if first <= day]
        return self.keys[code, max(begun)] if begun else self._latest_key(code)

    def _latest_key(self, code: str) -> UUID | None:
        firsts = self.begins.get(code)
        return self.keys[code, max(firsts)] if firsts else None

    def _wrong(self, row: UnitRow, what: str, remedy: str) -> None:
        self.result.problems.append(Problem(f"dòng {row.line}", what, remedy))


def _line(problem: Problem) -> int:
    digits = "".join(filter(str.isdigit, problem.where.partition(",")[0]))
    return int(digits or 0)
