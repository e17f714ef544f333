"""What a person may say of a source where detection goes wrong."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from parindex.engine.reading.encodings import UTF_8, WINDOWS_1258
from parindex.engine.values.problems import BadInput

ENCODINGS = (UTF_8, "utf-16", "utf-16-le", "utf-16-be", WINDOWS_1258)
"""The encodings that can be asked for."""
_TAB_NAMES = ("tab", "\\t")


@dataclass(frozen=True, slots=True)
class Options:
    """Overrides of what is detected, each `None` unless said.

    `encoding` is one of `ENCODINGS` (or another name of it), `delimiter` one character or "tab",
    `sheet` the name of a sheet, `query` the statement that is put to a database.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    query: str | None = None

    def checked(self) -> Options:
        """The same options in their canonical spelling; `BadInput` for what cannot be meant."""
        return Options(_encoding(self.encoding), _delimiter(self.delimiter), self.sheet, self.query)


def _encoding(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        meant = codecs.lookup(name).name
    except LookupError:
        meant = ""
    found = next((known for known in ENCODINGS if codecs.lookup(known).name == meant), None)
    if found is None:
        raise BadInput.of(
            f"bảng mã «{name}»",
            "không đọc được bảng mã này",
            f"Hãy dùng một trong: {', '.join(ENCODINGS)}",
        )
    return found


def _delimiter(text: str | None) -> str | None:
    if text is None:
        return None
    character = "\t" if text.lower() in _TAB_NAMES else text
    if len(character) != 1 or character in '"\r\n' or ord(character) > 127:
        raise BadInput.of(
            f"dấu phân cách «{text}»",
            "dấu phân cách phải là đúng một ký tự",
            "Hãy dùng dấu phẩy, dấu chấm phẩy, dấu gạch đứng hoặc «tab»",
        )
    return character
