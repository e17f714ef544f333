"""Read a document that an office keeps as text or Word, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from parindex.engine.reading.files import check_file
from parindex.engine.reading.lines import Line
from parindex.engine.reading.text import read_text
from parindex.engine.reading.word import read_docx
from parindex.engine.values.problems import BadInput

_READERS: dict[str, Callable[[Path], tuple[Line, ...]]] = {".txt": read_text, ".docx": read_docx}

_SAVE_AS_DOCX = "Hãy mở tệp bằng Word hoặc LibreOffice rồi lưu lại dưới dạng .docx"
_REMEDIES = {
    ".doc": _SAVE_AS_DOCX,
    ".docm": _SAVE_AS_DOCX,
    ".dotx": _SAVE_AS_DOCX,
    ".odt": _SAVE_AS_DOCX,
    ".rtf": _SAVE_AS_DOCX,
    ".pdf": "Hãy dùng bản Word gốc (.docx), hoặc mở tệp PDF bằng Word rồi lưu lại dưới dạng .docx",
}


def read_document(path: Path) -> tuple[Line, ...]:
    """Read a .txt or .docx file into numbered lines.

    Raises `BadInput` for a path that is no usable file and for any other kind of file.
    """
    check_file(path)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise BadInput.of(
            path,
            f"chưa đọc được tệp {suffix}" if suffix else "tệp không có đuôi tên (.txt, .docx)",
            _REMEDIES.get(suffix, "Hãy dùng tệp .docx hoặc .txt"),
        )
    return _READERS[suffix](path)
