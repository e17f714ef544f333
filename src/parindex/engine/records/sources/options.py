"""What a person may say of a source where detection goes wrong."""

from __future__ import annotations

import codecs
from collections.abc import Collection
from dataclasses import dataclass, fields

from parindex.engine.reading.encodings import UTF_8, WINDOWS_1258
from parindex.engine.values.problems import BadInput, Problem

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

    @property
    def said(self) -> list[str]:
        """The names of the options that were said."""
        return [field.name for field in fields(self) if getattr(self, field.name) is not None]

    def refuse_unheeded(self, heeded: Collection[str]) -> None:
        """Raise `BadInput` for options said that nothing handed over heeds: they would do nothing."""
        problems = [
            Problem(f"--{name}", *_MEANT_FOR[name]) for name in self.said if name not in heeded
        ]
        if problems:
            raise BadInput(*problems)


_MEANT_FOR = {
    "encoding": (
        "bảng mã chỉ dùng với tệp dạng chữ (CSV, TSV, TXT), mà không có tệp nào như vậy",
        "Hãy bỏ --encoding, hoặc kiểm tra lại tệp",
    ),
    "delimiter": (
        "dấu phân cách chỉ dùng với tệp dạng chữ (CSV, TSV, TXT), mà không có tệp nào như vậy",
        "Hãy bỏ --delimiter, hoặc kiểm tra lại tệp",
    ),
    "sheet": (
        "tên trang tính chỉ dùng với tệp Excel (.xlsx, .xls), mà không có tệp nào như vậy",
        "Hãy bỏ --sheet, hoặc kiểm tra lại tệp",
    ),
    "query": (
        "câu truy vấn chỉ dùng với địa chỉ cơ sở dữ liệu",
        "Hãy chỉ địa chỉ dạng postgresql://người-dùng@máy-chủ/tên-cơ-sở-dữ-liệu",
    ),
}
"""For each option, what is said where nothing heeds it, and what to do."""


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
