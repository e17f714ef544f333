"""Documents that a plan cites, held against the register: typing errors in dates come to light."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from parindex.engine.plans.model import Citation
from parindex.engine.plans.units import same_name
from parindex.engine.plans.words import any_of, fold, tidy
from parindex.engine.reference.documents import KnownDocument, Register

_TYPES = (
    "bộ luật",
    "báo cáo",
    "chỉ thị",
    "chương trình",
    "công điện",
    "công văn",
    "hướng dẫn",
    "kế hoạch",
    "kết luận",
    "luật",
    "nghị định",
    "nghị quyết",
    "pháp lệnh",
    "quyết định",
    "thông báo",
    "thông tư",
    "thông tư liên tịch",
    "tờ trình",
    "văn bản",
    "CV",
    "NĐ",
    "NQ",
    "QĐ",
    "TT",
)
"""Kinds of documents that come before `số …`, with their usual abbreviations."""

_ISSUER_ENDS = ("về", "ban hành", "quy định", "phê duyệt", "hướng dẫn", "được", "và", "ngày")
_OWN_PROVINCE = ("tỉnh", "thành phố")

# A sign of letters is what tells `876/QĐ-BNV` from a date or a fraction.
_NUMBER = r"\d{1,5}\s*/\s*(?:\d{4}\s*/\s*)?[^\W\d_]{1,6}\d{0,2}(?:\s?-\s?[^\W\d_&]{1,12}\d{0,2})*"
_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
_CITATION = re.compile(
    rf"(?:\b(?P<type>{any_of(_TYPES)})\s+)?(?:số\s*:?\s*)?"
    rf"(?<![\w/.-])(?P<number>{_NUMBER})"
    rf"(?:,?\s*(?P<bracket>\()?ngày\s+(?P<date>{_DAY})(?(bracket)\)?))?"
    rf"(?:\s+của\s+(?P<issuer>(?:(?!\s{any_of(_ISSUER_ENDS)}\b)[^,;:.()]){{2,100}}))?"
)
_WITHOUT_TYPE = re.compile(r"số\s*:?\s*\d")


def read_citations(
    texts: Iterable[tuple[int, str]], register: Register, place: str | None
) -> tuple[Citation, ...]:
    """Find the documents cited in (line, text) pairs and hold each date against the register.

    `place` is the province that the plan itself comes from: `UBND tỉnh` means its own. The same
    number with the same date is reported once, where it first stands.
    """
    found: dict[tuple[str, date | None], Citation] = {}
    for line, text in texts:
        for match in _matches(text):
            citation = _citation(line, text, match, register, place)
            found.setdefault((citation.number, citation.date), citation)
    return tuple(found.values())


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in _CITATION.finditer(fold(text)):
        # `24/giờ` or `1/quý` look like a number with a sign, but nothing calls them a document.
        if match["type"] or match["date"] or _WITHOUT_TYPE.match(match[0]):
            yield match


def _citation(
    line: int, text: str, match: re.Match[str], register: Register, place: str | None
) -> Citation:
    number = re.sub(r"\s", "", text[slice(*match.span("number"))])
    written = _date(match["date"])
    known = _known(number, match["issuer"], register, place)
    registered = None if known is None else known.date
    # A date that the calendar does not have (31/02) is a mistake, not an absent date.
    ok = None if match["date"] is None or registered is None else written == registered
    return Citation(tidy(text[match.start() : match.end()]), number, written, registered, ok, line)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    day, month, year = map(int, re.findall(r"\d+", text))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _known(
    number: str, issuer: str | None, register: Register, place: str | None
) -> KnownDocument | None:
    same_number = (entry for entry in register if fold(entry.number) == fold(number))
    return next((entry for entry in same_number if _is_meant(entry, issuer, place)), None)


def _is_meant(entry: KnownDocument, issuer: str | None, place: str | None) -> bool:
    if entry.province is None:
        return True
    named = same_name(issuer or "")
    province = same_name(entry.province)
    if province in named:
        return True
    # Without a name the plan's own province is meant.
    unnamed = not named or named.endswith(_OWN_PROVINCE)
    return unnamed and place is not None and same_name(place) == province
