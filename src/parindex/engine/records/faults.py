"""Every fault a row can have: when it occurs (SQL), what it says, what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.records.conversion import EARLIEST, LATEST, source
from parindex.engine.records.database import Database, identifier
from parindex.engine.records.schema import Field, FieldType, Kind, RowRule, UnitCheck
from parindex.engine.records.severity import FaultClass, Severity
from parindex.engine.records.spoilt import is_spoilt, spoilt

RAGGED = "ragged_row"
DUPLICATE = "duplicate_key"
BAD_DATE = "bad_date"
UNKNOWN_UNIT = "unknown_unit"
UNIT_NOT_VALID = "unit_not_valid"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can be wrong; `when` is an SQL condition that is true of such a row.

    It is empty for what no single row shows. `in_general` speaks for the rule where `says` names a
    field.
    """

    rule: str
    column: str
    when: str
    says: str
    remedy: str
    in_general: str = ""
    fault_class: FaultClass = FaultClass.VALUE
    severity: Severity = Severity.REJECT_ROW

    @property
    def rank(self) -> tuple[int, int]:
        """The gravest first: by what becomes of the rows, then by class."""
        return self.severity.rank, self.fault_class.rank


def faults_of(kind: Kind, *, units: bool = True) -> list[Fault]:
    """The faults that a single row of the kind can have, in the order in which they are told.

    With `units`, the conditions need `unit_spans` beside the row (`beside_units`).
    """
    values = [fault for field in kind.fields for fault in _value_faults(field)]
    return values + faults_of_rows(kind, units=units)


def faults_of_rows(kind: Kind, *, units: bool = True) -> list[Fault]:
    """The faults that lie not in one value alone: its unit, and the rules of the row."""
    found: list[Fault] = []
    if units:
        for number, check in enumerate(kind.units):
            found += _unit_faults(check, number)
    return found + _of_rules(kind, Severity.REJECT_ROW)


def warnings_of(kind: Kind) -> list[Fault]:
    """What is told of single rows that are taken all the same; conditions over typed columns and `today`."""
    return _of_rules(kind, Severity.WARN)


def _of_rules(kind: Kind, severity: Severity) -> list[Fault]:
    return [_of_rule(rule) for rule in kind.rules if rule.severity is severity]


def _of_rule(rule: RowRule) -> Fault:
    return Fault(
        rule.name,
        rule.column,
        rule.broken_when,
        rule.says,
        rule.remedy,
        fault_class=rule.fault_class,
        severity=rule.severity,
    )


def between_rows(kind: Kind) -> tuple[Fault, Fault]:
    """The faults seen only beside other rows: unreadable row, same key with other content."""
    return (
        Fault(
            RAGGED,
            "",
            "",
            "số cột của dòng không khớp với dòng tên cột, hoặc dấu nháy kép không đóng",
            "Hãy sửa dòng cho đủ cột, và đặt giá trị có dấu phân cách trong dấu nháy kép",
            fault_class=FaultClass.FILE_LAYOUT,
        ),
        Fault(
            DUPLICATE,
            kind.key[0],
            "",
            f"nhiều dòng trong cùng một tệp trùng khóa ({', '.join(kind.key)}) mà nội dung khác nhau",
            "Hãy giữ lại một dòng đúng rồi nạp lại",
            fault_class=FaultClass.BETWEEN_ROWS,
        ),
    )


def beyond_rows(kind: Kind) -> list[Fault]:
    """What is seen only of a whole file, or of a whole batch beside what the store holds."""
    found = [MOSTLY_REFUSED, MIXED_DATES]
    return [*found, UNLIKE_LAST_YEAR] if kind.yearly else found


def every_fault(kind: Kind) -> list[Fault]:
    """Each rule of a kind once, the gravest first."""
    told: dict[str, Fault] = {}
    single = (*faults_of(kind), *between_rows(kind), *warnings_of(kind))
    for fault in (*single, *beyond_rows(kind)):
        told.setdefault(fault.rule, fault)
    return sorted(told.values(), key=lambda fault: fault.rank)


def reasons(kind: Kind) -> dict[str, str]:
    """Each rule of a kind in words; what a rule says of one field among many is said in general."""
    return {fault.rule: fault.in_general or fault.says for fault in every_fault(kind)}


MISTAKEN_SHARE = Fraction(1, 2)
MISTAKEN_ROWS = 20
"""Beyond this share of a file's rows, and from this number on, one fault means the wrong file."""

MOSTLY_REFUSED = Fault(
    "mostly_refused",
    "",
    "",
    f"quá nửa số dòng của một tệp (từ {MISTAKEN_ROWS} dòng) bị cùng một lỗi ở cùng một cột",
    "Hãy kiểm tra đúng loại hồ sơ, đúng tệp và bảng ánh xạ; nếu vẫn muốn nạp, thêm --accept-anyway",
    fault_class=FaultClass.FILE_LAYOUT,
    severity=Severity.REJECT_FILE,
)

MIXED_DATES = Fault(
    "mixed_date_order",
    "",
    "",
    "có ngày viết theo thứ tự ngày, tháng ngược với các ngày khác, nên ngày như 05/06/2023 có thể đã"
    " bị đọc nhầm",
    "Hãy xuất lại tệp với một dạng ngày duy nhất, hoặc ghi dạng ngày vào bảng ánh xạ (date_formats)",
    fault_class=FaultClass.FILE_LAYOUT,
    severity=Severity.WARN,
)

UNLIKE_LAST_YEAR = Fault(
    "unlike_last_year",
    "",
    "",
    "số dòng trong tháng của một đơn vị khác xa cùng kỳ năm trước (chưa bằng một nửa, hoặc hơn gấp đôi)",
    "Hãy kiểm tra tệp có thiếu đơn vị, thiếu tháng hoặc lặp dữ liệu không",
    fault_class=FaultClass.PAST,
    severity=Severity.WARN,
)


def _value_faults(field: Field) -> Iterator[Fault]:
    raw, value = f"this.{source(field)}", f"this.{identifier(field.name)}"
    if field.required:
        yield Fault(
            "missing_value",
            field.name,
            f"{raw} IS NULL",
            f"thiếu {field.meaning}",
            "Hãy bổ sung giá trị ở nguồn rồi nạp lại",
            in_general="thiếu giá trị của một trường bắt buộc",
        )
    for each, when in spoilt(field.type, raw):
        yield Fault(each.rule, field.name, when, each.says, each.remedy, each.in_general)
    if field.type in _UNREADABLE:
        rule, says, remedy = _UNREADABLE[field.type]
        choices = ", ".join(name for name, _ in field.choices)
        unread = f"{raw} IS NOT NULL AND {value} IS NULL"
        yield Fault(
            rule,
            field.name,
            f"{unread} AND NOT ({is_spoilt(field.type, raw)})",
            says,
            remedy.format(choices=choices),
        )
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        yield Fault(
            "implausible_date",
            field.name,
            f"NOT {_plausible(f'{value}::DATE')}",
            f"ngày nằm ngoài khoảng từ năm {EARLIEST[:4]} đến năm {LATEST[:4]}",
            "Hãy kiểm tra năm của ngày này, và viết năm đủ bốn chữ số",
        )


def _plausible(day: str) -> str:
    return f"({day} BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}')"


_DATE_FAULT = (
    BAD_DATE,
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


def _unit_faults(check: UnitCheck, number: int) -> Iterator[Fault]:
    code, unit = f"this.{identifier(check.field)}", f"unit_{number}"
    yield Fault(
        UNKNOWN_UNIT,
        check.field,
        f"{code} IS NOT NULL AND {unit}.span_code IS NULL",
        "mã đơn vị không có trong danh mục đơn vị",
        "Hãy sửa mã đơn vị, hoặc nạp thêm đơn vị vào danh mục (loại units)",
        fault_class=FaultClass.REFERENCE,
    )
    if check.day is not None:
        day = f"this.{identifier(check.day)}::DATE"
        yield Fault(
            UNIT_NOT_VALID,
            check.field,
            # On a day that never was no unit is valid; that day is told already.
            f"{_plausible(day)} AND ({day} NOT BETWEEN {unit}.span_first AND {unit}.span_last OR"
            f" CASE WHEN {unit}.span_gaps IS NULL THEN false ELSE"
            f" len(list_filter({unit}.span_gaps, lambda g: {day} BETWEEN g.first AND g.last)) > 0 END)",
            "đơn vị chưa có hoặc đã hết hiệu lực vào ngày ghi trên dòng",
            "Hãy kiểm tra ngày, hoặc dùng mã của đơn vị kế thừa",
            fault_class=FaultClass.REFERENCE,
        )


def beside_units(rows: str, kind: Kind) -> str:
    """The relation `rows` as `this`, with what `unit_spans` says of each unit that it names."""
    joins = (
        f" LEFT JOIN unit_spans unit_{number} ON unit_{number}.span_code = this.{identifier(check.field)}"
        for number, check in enumerate(kind.units)
    )
    return f"{rows} this{''.join(joins)}"


def make_unit_spans(database: Database) -> None:
    """Make `unit_spans` from `known_units`: for each code its first and last day, and the gaps between."""
    database.connection.execute(
        "CREATE TABLE unit_spans AS WITH ordered AS (SELECT code, valid_from,"
        " coalesce(valid_to, DATE '9999-12-31') AS valid_to, max(coalesce(valid_to,"
        " DATE '9999-12-31')) OVER (PARTITION BY code ORDER BY valid_from, valid_to"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached FROM known_units"
        " WHERE code IS NOT NULL AND valid_from IS NOT NULL)"
        " SELECT code AS span_code, min(valid_from) AS span_first, max(valid_to) AS span_last,"
        " list(struct_pack(first := reached + 1, last := valid_from - 1))"
        " FILTER (WHERE reached < DATE '9999-12-31' AND reached + 1 < valid_from) AS span_gaps"
        " FROM ordered GROUP BY code"
    )
