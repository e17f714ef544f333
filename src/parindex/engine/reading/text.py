"""Plain text in any encoding that Vietnamese offices still produce, as NFC lines."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from parindex.engine.reading.encodings import WINDOWS_1258, LetterCount, unicode_encoding
from parindex.engine.reading.files import MEGABYTE, read_bytes
from parindex.engine.reading.grids import with_cells
from parindex.engine.reading.lines import Line
from parindex.engine.values.problems import BadInput

TEXT_LIMIT = MEGABYTE
"""Bytes; some hundred printed pages, far beyond any administrative document."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE_END = re.compile(r"\r\n|\r|\n")


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
    try:
        return normalise(content.decode(unicode_encoding(content)))
    except UnicodeDecodeError:
        return None


def _windows_1258(content: bytes) -> str | None:
    try:
        text = normalise(content.decode(WINDOWS_1258))
    except UnicodeDecodeError:
        return None
    letters = LetterCount()
    letters.take(text)
    return text if letters.vietnamese else None


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for number, content in enumerate(_LINE_END.split(text), start=1):
        adjacent = bool(lines) and bool(lines[-1].text.strip())
        lines.append(Line(number, content, adjacent))
    return lines
