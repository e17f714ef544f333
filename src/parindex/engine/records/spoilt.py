"""Values that were damaged on the way to us and mean nothing, whatever the kind of record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.engine.records.database import literal
from parindex.engine.records.schema import FieldType

LONGEST = {FieldType.CODE: 100, FieldType.TEXT: 2_000}
"""Characters; a longer value is most often a quote that closes many rows below."""

_WORDS = frozenset((FieldType.CODE, FieldType.TEXT))

_NUMBER = r"^[+-]?(\d{1,3}([.,\s]\d{3})+([.,]\d+)?|\d+[.,]\d{1,3})$"
"""A number grouped or with a decimal part. No date looks so: none has but two groups of digits with
three or fewer in the second, or groups of three."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One way for a value to be spoilt: a regular expression found in it, for some types of fields.

    `in_general` speaks for the rule where `says` is true of one type alone.
    """

    rule: str
    types: frozenset[FieldType]
    pattern: str
    says: str
    remedy: str
    in_general: str = ""


_SPOILT = (
    Spoilt(
        "formula_error",
        frozenset(FieldType),
        r"(?i)^#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$",
        "ô báo lỗi công thức của bảng tính, không phải giá trị",
        "Hãy sửa công thức hoặc ghi thẳng giá trị vào ô rồi xuất lại",
    ),
    Spoilt(
        "lost_character",
        _WORDS,
        r"\x{FFFD}",
        "có chữ đã mất (�) do chuyển sai bảng mã",
        "Hãy xuất lại từ hệ thống nguồn với bảng mã UTF-8",
    ),
    Spoilt(
        "control_character",
        _WORDS,
        r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]",
        "có ký tự điều khiển không nhìn thấy",
        "Hãy gõ lại giá trị ở nguồn rồi xuất lại",
    ),
    Spoilt(
        "number_for_date",
        frozenset((FieldType.DATE, FieldType.MOMENT)),
        _NUMBER,
        "giá trị là một con số viết có dấu phân cách (như 1.234,5), không phải ngày",
        "Hãy kiểm tra cột có bị lệch hay ô có bị định dạng thành số không, rồi ghi ngày dạng 31/12/2023",
    ),
    Spoilt(
        "number_for_flag",
        frozenset((FieldType.BOOLEAN,)),
        _NUMBER,
        "giá trị là một con số viết có dấu phân cách (như 1.234,5), không phải có/không",
        "Hãy kiểm tra cột có bị lệch không, rồi ghi true/false, 1/0 hoặc có/không",
    ),
    Spoilt(
        "line_break",
        frozenset((FieldType.CODE,)),
        r"[\r\n]",
        "mã bị ngắt thành nhiều dòng",
        "Hãy viết mã liền trên một dòng, và kiểm tra dấu nháy kép của các dòng lân cận",
    ),
)


def _too_long(kind: FieldType) -> Spoilt:
    codes, texts = LONGEST.values()
    return Spoilt(
        "too_long",
        frozenset((kind,)),
        "",
        f"giá trị dài quá {LONGEST[kind]} ký tự",
        "Hãy kiểm tra dấu nháy kép mở ở dòng này: nó có thể đã nuốt các dòng bên dưới",
        in_general=f"giá trị quá dài (mã trên {codes} ký tự, chữ trên {texts} ký tự)",
    )


def spoilt(kind: FieldType, text: str) -> Iterator[tuple[Spoilt, str]]:
    """What can have spoilt a value of a type, each with the SQL condition over its clean text."""
    for each in _SPOILT:
        if kind in each.types:
            yield each, _matches(text, each.pattern)
    if kind in LONGEST:
        yield _too_long(kind), _longer(kind, text)


def is_spoilt(kind: FieldType, text: str) -> str:
    """The SQL condition under which a value of a type is spoilt."""
    found = _matches(
        text, "|".join(f"(?:{each.pattern})" for each in _SPOILT if kind in each.types)
    )
    return f"{found} OR {_longer(kind, text)}" if kind in LONGEST else found


def _matches(text: str, pattern: str) -> str:
    return f"regexp_matches({text}, {literal(pattern)})"


def _longer(kind: FieldType, text: str) -> str:
    return f"length({text}) > {LONGEST[kind]}"
