"""Plain text in any encoding that Vietnamese offices still produce, as NFC lines."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from parindex.engine.reading.files import MEGABYTE, read_bytes
from parindex.engine.reading.grids import with_cells
from parindex.engine.reading.lines import Line
from parindex.engine.values.problems import BadInput

TEXT_LIMIT = MEGABYTE
"""Bytes; some hundred printed pages, far beyond any administrative document."""

_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE_END = re.compile(r"\r\n|\r|\n")

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = frozenset(
    letter
    for vowel in _VOWELS
    for tone in _TONES
    for letter in (
        unicodedata.normalize("NFC", vowel + tone),
        unicodedata.normalize("NFC", vowel + tone).upper(),
    )
) | frozenset("đĐ")
_SIGNS = frozenset("–—‘’“”…•·§°²³½«»©®™€×\u00a0")
_FOREIGN_SHARE = 50
"""One odd character in fifty is a slip; more means that the encoding was guessed wrongly."""


def read_text(path: Path) -> tuple[Line, ...]:
    """Read a text file of at most 1 MB into its lines, blank ones included.

    Understands UTF-8 and UTF-16 with or without a byte order mark and Windows-1258, composed
    and decomposed accents, Windows, Unix and Mac line ends. Rows drawn with `|` or tabs come
    back as cells. `BadInput` says in one sentence why a file cannot be read.
    """
    return with_cells(_lines(decode(read_bytes(path, limit=TEXT_LIMIT), path)))


def decode(content: bytes, path: Path) -> str:
    """Turn bytes into NFC text, or raise `BadInput` naming `path`."""
    text = _decoded(content)
    if text is None and b"\0" not in content:
        text = _windows_1258(content)
        if text is None:
            raise BadInput.of(
                path,
                "không nhận ra bảng mã tiếng Việt (có thể là TCVN3 hoặc VNI)",
                "Hãy chuyển tệp sang Unicode và lưu lại với bảng mã UTF-8",
            )
    if text is None or _CONTROLS.search(text):
        raise BadInput.of(
            path,
            "đây là tệp nhị phân, không phải tệp văn bản",
            "Hãy chọn tệp .txt, hoặc tệp Word đúng đuôi .docx",
        )
    if not text.strip():
        raise BadInput.of(path, "tệp không có chữ nào", "Hãy kiểm tra lại nội dung tệp")
    return text


def normalise(text: str) -> str:
    """Compose accents (NFC) and drop characters that no reader sees."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _decoded(content: bytes) -> str | None:
    encoding = next((name for mark, name in _MARKED_ENCODINGS if content.startswith(mark)), None)
    try:
        return normalise(content.decode(encoding or _unmarked_encoding(content)))
    except UnicodeDecodeError:
        return None


def _unmarked_encoding(content: bytes) -> str:
    # The blanks and line ends of any UTF-16 text have one zero byte, always on the same side.
    upper_first, upper_last = content[::2].count(0), content[1::2].count(0)
    if upper_first == upper_last:
        return "utf-8"
    return "utf-16-be" if upper_first > upper_last else "utf-16-le"


def _windows_1258(content: bytes) -> str | None:
    try:
        text = normalise(content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    # Almost any bytes are some Windows-1258 text; only letters of the language make it likely.
    beyond_ascii = [character for character in text if character > "\x7f"]
    odd = sum(character not in _LETTERS and character not in _SIGNS for character in beyond_ascii)
    return text if odd * _FOREIGN_SHARE <= len(beyond_ascii) else None


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for number, content in enumerate(_LINE_END.split(text), start=1):
        adjacent = bool(lines) and bool(lines[-1].text.strip())
        lines.append(Line(number, content, adjacent))
    return lines
