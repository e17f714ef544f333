"""The fixed phrases of an administrative document's frame (layout: Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import re
from datetime import date

from parindex.engine.plans.units import starts_unit
from parindex.engine.plans.words import any_of, fold, is_capitals, tidy

_MOTTOS = ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc")
_PLAN = ("kế hoạch",)
_ANNEX = ("phụ lục",)
_RECIPIENTS = ("nơi nhận",)
_SALUTATION = ("kính gửi",)
_SIGNED = ("đã ký", "ký số", "ký tên", "ký, đóng dấu", "ký tên, đóng dấu", "ký, ghi rõ họ tên")
_AUTHORITIES = ("TM", "KT", "TL", "TUQ", "Q")
"""Ký thay mặt, thay, thừa lệnh, thừa ủy quyền, quyền."""
_OFFICES = (
    "bí thư",
    "bộ trưởng",
    "chánh",
    "chi cục trưởng",
    "chủ nhiệm",
    "chủ tịch",
    "cục trưởng",
    "giám đốc",
    "hiệu trưởng",
    "phó",
    "thứ trưởng",
    "tổng giám đốc",
    "trưởng",
    "viện trưởng",
)
_BASES = (
    "căn cứ",
    "xét đề nghị",
    "theo đề nghị",
    "trên cơ sở",
    "thực hiện",
    "theo",
    "tiếp tục thực hiện",
)
_CITED = (
    "chỉ đạo",
    "chỉ thị",
    "chương trình",
    "công điện",
    "công văn",
    "đề án",
    "hướng dẫn",
    "kế hoạch",
    "kết luận",
    "luật",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "thông báo",
    "thông tư",
    "văn bản",
)
PROVINCE_WORDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")
"""Words that place a body's name in its province or below, often on a line of their own."""

RULE = re.compile(r"(?:[-–—_=~*.·…•\s|:+]|\./\.)+|o0o|-+\s*\d+\s*-+")
"""Lines drawn, dots to fill in, the end mark, page numbers between dashes."""

_MOTTO = re.compile(rf"\W*{any_of(_MOTTOS)}\W*")
_REACH = 30
_LONGEST_NAME = 20
"""Words; no body's name is longer."""
_SIGNATURE = re.compile(rf"[(\[]\s*{any_of(_SIGNED)}\s*[)\]]|{any_of(_SIGNED)}")
_AUTHORITY = re.compile(rf"{any_of(_AUTHORITIES)}\s?[./]\s*\w")
_OFFICE = re.compile(rf"(?:q\.\s*)?{any_of(_OFFICES)}\b")
_NAME = re.compile(r"(?:[A-ZĐ]\w{0,3}\.\s?){0,3}[^\W\d_a-z]\w*(?:\s+[^\W\d_a-z]\w*){1,5}")
_BASIS = re.compile(
    rf"(?:{any_of(_BASES[:4])}\b|{any_of(_BASES[4:])}\s+(?:\w+\s+){{0,3}}?{any_of(_CITED)}\b)"
)
_ENACTING = re.compile(r"\bnhư\s+sau\s*[:.]?$")
_ATTACHED = re.compile(r"\(?\s*(?:ban\s+hành\s+)?kèm\s+theo\b")
_PLAN_LINE = re.compile(rf"{any_of(_PLAN)}\b\s*:?\s*")
_RECIPIENTS_LINE = re.compile(rf"{any_of(_RECIPIENTS)}\s*(?::|$)\s*")
_SALUTATION_LINE = re.compile(rf"{any_of(_SALUTATION)}\s*(?::|$)\s*")
_PROVINCE_LINE = re.compile(rf"{any_of(PROVINCE_WORDS)}\b")
_ANNEX_LINE = re.compile(rf"{any_of(_ANNEX)}(?:\s+(?:số\s+)?[ivx\d]{{1,4}}[a-z]?)?\s*[.:]?")

NUMBER_LINE = re.compile(
    r"số\s*:?\s*(?P<number>\d{1,6}[a-zđ]?)?[\s.…_]*/\s*"
    r"(?P<symbol>(?:\d{4}\s*/\s*)?[^\W\d_]{1,8}\d{0,2}(?:\s*[-.]\s*[^\W\d_&]{1,14}\d{0,2})*)"
)
_PLACE_LINE = re.compile(
    r"(?P<place>[^,:;.\d]{2,60}),\s*ngày\s*(?P<day>\d{1,2}|[.…_\s]*)\s*(?:tháng|/)\s*"
    r"(?P<month>\d{1,2}|[.…_\s]*)\s*(?:năm|/)\s*(?P<year>\d{4}|[.…_\s]*)\.?"
)


def is_motto(text: str) -> bool:
    """Quốc hiệu or tiêu ngữ."""
    return bool(_MOTTO.fullmatch(fold(text)))


def is_signature_note(text: str) -> bool:
    """`(Đã ký)`, `[Ký số]`: a note where the signature stands."""
    return bool(_SIGNATURE.fullmatch(fold(text)))


def is_authority(text: str) -> bool:
    """`KT. CHÁNH VĂN PHÒNG`: signing for somebody else."""
    return is_capitals(text) and bool(_AUTHORITY.match(fold(text)))


def is_office(text: str) -> bool:
    """`PHÓ CHÁNH VĂN PHÒNG`: an office in capitals, as it stands above a signature."""
    return is_capitals(text) and bool(_OFFICE.match(fold(text)))


def is_name(text: str) -> bool:
    """A person's name: two to six words, each with a capital, maybe behind a degree."""
    return (
        not is_capitals(text)
        and bool(_NAME.fullmatch(text))
        and all(word[0].isupper() for word in text.split())
    )


def is_basis(text: str) -> bool:
    """Whether a paragraph names what the plan rests on."""
    return bool(_BASIS.match(fold(text)))


def is_enacting(text: str) -> bool:
    """`… ban hành Kế hoạch … như sau:`, spoken by the issuing body."""
    return starts_unit(text) and bool(_ENACTING.search(fold(text[-_REACH:])))


def is_attached(text: str) -> bool:
    """`(Kèm theo Quyết định số …)`."""
    return bool(_ATTACHED.match(fold(text)))


def is_annex(text: str) -> bool:
    """`PHỤ LỤC`, `Phụ lục I`: the heading of an annex."""
    return bool(_ANNEX_LINE.fullmatch(fold(text)))


def is_letterhead(text: str) -> bool:
    """A body's name in capitals, or the second line of one (`TỈNH BÌNH THUẬN`)."""
    named = (starts_unit(text) and not is_office(text)) or continues_letterhead(text)
    return named and is_capitals(text) and len(text.split()) <= _LONGEST_NAME


def continues_letterhead(text: str) -> bool:
    return bool(_PROVINCE_LINE.match(fold(text)))


def plan_title(text: str) -> str | None:
    """What follows the words KẾ HOẠCH on the line that opens the plan; None for other lines."""
    match = _PLAN_LINE.match(fold(text))
    if match is None or not (is_capitals(text[: match.end()]) or match.end() == len(text)):
        return None
    return text[match.end() :]


def after(text: str, *, recipients: bool = False) -> str | None:
    """What follows `Nơi nhận:` (or else `Kính gửi:`) on the same line; None for other lines."""
    match = (_RECIPIENTS_LINE if recipients else _SALUTATION_LINE).match(fold(text))
    return text[match.end() :] if match else None


def is_complete(text: str) -> bool:
    """Whether a line is whole by its kind, so that nothing below can be the rest of it."""
    folded = fold(text)
    return bool(
        RULE.fullmatch(text)
        or NUMBER_LINE.fullmatch(folded)
        or is_motto(text)
        or is_name(text)
        or is_signature_note(text)
        or read_place(text)
        or "" in (after(text), after(text, recipients=True))
        or (text.startswith("(") and text.endswith(")"))
    )


def read_place(text: str) -> tuple[str, date | None, bool] | None:
    """Place and date of `Bình Thuận, ngày 27 tháng 02 năm 2023`, and whether the date is sound.

    A draft with an open day has no date; None for lines of any other kind.
    """
    match = _PLACE_LINE.fullmatch(fold(text))
    if match is None:
        return None
    place = tidy(text[slice(*match.span("place"))])
    parts = match.group("year", "month", "day")
    if not all(part.isdigit() for part in parts):
        return place, None, True
    try:
        return place, date(*map(int, parts)), True
    except ValueError:
        return place, None, False
