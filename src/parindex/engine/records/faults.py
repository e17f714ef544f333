"""Every fault a row can have: when it occurs (SQL), what it says, what to do about it."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.engine.records.conversion import EARLIEST, LATEST, source
from parindex.engine.records.database import identifier
from parindex.engine.records.schema import Field, FieldType, Kind, UnitCheck

RAGGED = "ragged_row"
DUPLICATE = "duplicate_key"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way for a row to be unusable; `when` is an SQL condition that is true of such a row.

    `in_general` speaks for the rule where `says` names a field.
    """

    rule: str
    column: str
    when: str
    says: str
    remedy: str
    in_general: str = ""


def faults_of(kind: Kind) -> list[Fault]:
    """The faults that a single row of the kind can have, in the order in which they are told."""
    found = [fault for field in kind.fields for fault in _value_faults(field)]
    found += [fault for check in kind.units for fault in _unit_faults(check)]
    found += [
        Fault(rule.name, rule.column, rule.broken_when, rule.says, rule.remedy)
        for rule in kind.rules
    ]
    return found


def between_rows(kind: Kind) -> tuple[Fault, Fault]:
    """The faults seen only beside other rows: unreadable row, same key with other content."""
    return (
        Fault(
            RAGGED,
            "",
            "",
            "số cột của dòng không khớp với dòng tên cột, hoặc dấu nháy kép không đóng",
            "Hãy sửa dòng cho đủ cột, và đặt giá trị có dấu phân cách trong dấu nháy kép",
        ),
        Fault(
            DUPLICATE,
            kind.key[0],
            "",
            f"nhiều dòng trong cùng một tệp trùng khóa ({', '.join(kind.key)}) mà nội dung khác nhau",
            "Hãy giữ lại một dòng đúng rồi nạp lại",
        ),
    )


def reasons(kind: Kind) -> dict[str, str]:
    """Each rule of a kind in words; what a rule says of one field among many is said in general."""
    told: dict[str, str] = {}
    for fault in (*faults_of(kind), *between_rows(kind)):
        told.setdefault(fault.rule, fault.in_general or fault.says)
    return told


def _value_faults(field: Field) -> Iterator[Fault]:
    raw, value = source(field), identifier(field.name)
    if field.required:
        yield Fault(
            "missing_value",
            field.name,
            f"{raw} IS NULL",
            f"thiếu {field.meaning}",
            "Hãy bổ sung giá trị ở nguồn rồi nạp lại",
            in_general="thiếu giá trị của một trường bắt buộc",
        )
    if field.type in _UNREADABLE:
        rule, says, remedy = _UNREADABLE[field.type]
        choices = ", ".join(name for name, _ in field.choices)
        yield Fault(
            rule,
            field.name,
            f"{raw} IS NOT NULL AND {value} IS NULL",
            says,
            remedy.format(choices=choices),
        )
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        yield Fault(
            "implausible_date",
            field.name,
            f"{value}::DATE NOT BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}'",
            f"ngày nằm ngoài khoảng từ năm {EARLIEST[:4]} đến năm {LATEST[:4]}",
            "Hãy kiểm tra năm của ngày này",
        )


_DATE_FAULT = (
    "bad_date",
    "ngày không có thật hoặc viết sai dạng",
    "Hãy viết ngày dạng ngày/tháng/năm (31/12/2023) hoặc năm-tháng-ngày (2023-12-31)",
)

_UNREADABLE = {
    FieldType.DATE: _DATE_FAULT,
    FieldType.MOMENT: _DATE_FAULT,
    FieldType.BOOLEAN: (
        "bad_boolean",
        "giá trị không phải có/không",
        "Hãy ghi true/false, 1/0 hoặc có/không",
    ),
    FieldType.COUNT: (
        "bad_count",
        "giá trị không phải số đếm nguyên từ 0 trở lên",
        "Hãy ghi số nguyên không có dấu phân cách, ví dụ 1234",
    ),
    FieldType.CHOICE: (
        "bad_choice",
        "giá trị không có trong danh sách cho phép",
        "Hãy dùng một trong: {choices}; hoặc thêm giá trị vào bảng ánh xạ",
    ),
}


def _unit_faults(check: UnitCheck) -> Iterator[Fault]:
    code = f"this.{identifier(check.field)}"
    yield Fault(
        "unknown_unit",
        check.field,
        f"{code} IS NOT NULL AND {code} NOT IN (SELECT code FROM known_units)",
        "mã đơn vị không có trong danh mục đơn vị",
        "Hãy sửa mã đơn vị, hoặc nạp thêm đơn vị vào danh mục (loại units)",
    )
    if check.day is not None:
        day = f"this.{identifier(check.day)}"
        yield Fault(
            "unit_not_valid",
            check.field,
            f"{code} IN (SELECT code FROM known_units) AND NOT EXISTS (SELECT 1 FROM known_units k"
            f" WHERE k.code = {code} AND {day}::DATE >= k.valid_from"
            f" AND {day}::DATE <= coalesce(k.valid_to, DATE '9999-12-31'))"
            f" AND {day} IS NOT NULL",
            "đơn vị chưa có hoặc đã hết hiệu lực vào ngày ghi trên dòng",
            "Hãy kiểm tra ngày, hoặc dùng mã của đơn vị kế thừa",
        )
