"""The rows of a list of units: what each says, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from parindex.apps.organizations.levels import UnitLevel
from parindex.engine.values.problems import BadInput, Problem, excerpt
from parindex.engine.values.vietnamese import fold
from parindex.services.small_tables import TableRow, read_table

COLUMNS = {
    "code": ("Mã đơn vị", "Mã", "Mã định danh"),
    "name": ("Tên đơn vị", "Tên"),
    "short_name": ("Tên gọi tắt", "Tên viết tắt"),
    "level": ("Cấp", "Cấp hành chính"),
    "parent_code": ("Mã cấp trên", "Mã đơn vị cấp trên", "Mã đơn vị cha"),
    "unit_group": ("Nhóm", "Nhóm đơn vị"),
    "valid_from": ("Từ ngày", "Có hiệu lực từ ngày", "Ngày hiệu lực"),
    "valid_to": ("Đến hết ngày", "Đến ngày", "Ngày hết hiệu lực"),
    "successor_code": ("Mã kế thừa", "Mã đơn vị kế thừa"),
    "origin": ("Nguồn gốc",),
}
"""Our names, as exports of the store write them, and the headings that people write."""

REQUIRED = ("code", "name", "level", "valid_from")
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,49}")
_MADE_UP = "mo phong"
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_LEVELS = {
    **{fold(level.value): level for level in UnitLevel},
    **{fold(str(level.label)): level for level in UnitLevel},
    "tinh": UnitLevel.PROVINCE,
    "cap tinh": UnitLevel.PROVINCE,
    "thanh pho": UnitLevel.PROVINCE,
    "so": UnitLevel.DEPARTMENT,
    "so nganh": UnitLevel.DEPARTMENT,
    "ban": UnitLevel.DEPARTMENT,
    "phong": UnitLevel.DIVISION,
    "trung tam": UnitLevel.DIVISION,
    "huyen": UnitLevel.DISTRICT,
    "cap huyen": UnitLevel.DISTRICT,
    "xa": UnitLevel.COMMUNE,
    "cap xa": UnitLevel.COMMUNE,
    "phuong": UnitLevel.COMMUNE,
    "dac khu": UnitLevel.COMMUNE,
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row that can be read: codes not yet looked up. `line` is where it stands in the file."""

    line: int
    code: str
    name: str
    short_name: str
    level: UnitLevel
    parent_code: str
    group: str
    valid_from: date
    valid_to: date | None
    successor_code: str
    simulated: bool


def read_rows(path: Path) -> tuple[list[UnitRow], list[Problem]]:
    """The readable rows of a file, and what is wrong with the others; `BadInput` if it is no table."""
    rows: list[UnitRow] = []
    problems: list[Problem] = []
    for row in read_table(path, COLUMNS, REQUIRED):
        try:
            rows.append(_read(row))
        except BadInput as bad:
            problems.extend(bad.problems)
    return rows, problems


def _read(row: TableRow) -> UnitRow:
    told = {name: row.values.get(name, "") for name in COLUMNS}
    level = _level(told)
    first, last = _day(told["valid_from"]), _day(told["valid_to"])
    faults = [*_cell_faults(told, level), *_day_faults(told, first, last)]
    if faults or level is None or first is None:
        raise BadInput(
            *(
                Problem(f"dòng {row.line}, cột {COLUMNS[name][0]}", what, remedy)
                for name, what, remedy in faults
            )
        )
    return UnitRow(
        line=row.line,
        code=told["code"],
        name=told["name"],
        short_name=told["short_name"],
        level=level,
        parent_code=told["parent_code"],
        group=told["unit_group"],
        valid_from=first,
        valid_to=last,
        successor_code=told["successor_code"],
        simulated=fold(told["origin"]) == _MADE_UP,
    )


Fault = tuple[str, str, str]
"""Our name of the column, what is wrong, what to do."""


def _cell_faults(told: dict[str, str], level: UnitLevel | None) -> Iterator[Fault]:
    for name in REQUIRED:
        if not told[name]:
            yield name, "ô bỏ trống", "Hãy điền giá trị"
    for name in ("code", "parent_code", "successor_code"):
        if told[name] and not CODE.fullmatch(told[name]):
            what = f"mã «{excerpt(told[name])}» có ký tự không dùng được"
            yield name, what, "Hãy chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới"
    if told["level"] and level is None:
        labels = "; ".join(str(each.label) for each in UnitLevel)
        yield "level", f"không có cấp «{excerpt(told['level'])}»", f"Hãy ghi một trong: {labels}"


def _day_faults(told: dict[str, str], first: date | None, last: date | None) -> Iterator[Fault]:
    for name, day in (("valid_from", first), ("valid_to", last)):
        if told[name] and day is None:
            what = f"«{excerpt(told[name])}» không phải một ngày"
            yield name, what, "Hãy ghi dạng ngày/tháng/năm, ví dụ 27/02/2023"
    if first and last and last < first:
        yield "valid_to", "ngày cuối cùng đứng trước ngày bắt đầu", "Hãy kiểm tra hai ngày"


def _level(told: dict[str, str]) -> UnitLevel | None:
    """The level named; `province` with a parent is an office of the province, as exports write it."""
    level = _LEVELS.get(fold(told["level"]))
    if level is UnitLevel.PROVINCE and told["parent_code"]:
        return UnitLevel.DEPARTMENT
    return level


def _day(text: str) -> date | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text.partition(" ")[0], form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None
