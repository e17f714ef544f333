"""Open a .docx only after its zip archive has proved harmless: real, whole, and of bounded size."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
from docx.opc.exceptions import OpcError

from parindex.engine.reading.archive import ARCHIVE_DAMAGE, TooLarge, check_unpacked
from parindex.engine.reading.files import MEGABYTE, read_bytes
from parindex.engine.values.problems import BadInput

FILE_LIMIT = 20 * MEGABYTE
UNPACKED_LIMIT = 100 * MEGABYTE
"""All parts together; pictures count, and are the only reason for a plan to be large at all."""
PART_LIMIT = 16 * MEGABYTE
"""One XML part, which is parsed into memory as a whole."""

DAMAGE = (*ARCHIVE_DAMAGE, OpcError, AttributeError, LookupError, SyntaxError)
"""What python-docx, lxml and zipfile raise on archives that are broken, encrypted or made up."""


def open_document(path: Path) -> Any:
    """The python-docx document at `path`, or `BadInput`: not a zip, a zip bomb, not Word, damaged."""
    content = read_bytes(path, limit=FILE_LIMIT)
    try:
        with ZipFile(BytesIO(content)) as archive:
            check_unpacked(archive, limit=UNPACKED_LIMIT)
            _check_parts(archive, path)
    except TooLarge as error:
        raise _bomb(path) from error
    except DAMAGE as error:
        raise not_a_zip(path) from error
    try:
        return docx.Document(BytesIO(content))
    except DAMAGE as error:
        raise not_word(path) from error


def damaged(path: Path) -> BadInput:
    """The sentence for a document whose inside contradicts itself."""
    return BadInput.of(
        path, "nội dung tệp Word bị hỏng", "Hãy mở tệp bằng Word hoặc LibreOffice rồi lưu lại"
    )


def not_a_zip(path: Path) -> BadInput:
    return BadInput.of(
        path,
        "tệp mang đuôi .docx nhưng không phải tệp Word .docx (tệp .doc cũ đổi tên, tệp đặt mật "
        "khẩu hoặc tệp bị hỏng)",
        "Hãy mở tệp bằng Word, bỏ mật khẩu nếu có, rồi lưu lại dưới dạng .docx",
    )


def not_word(path: Path) -> BadInput:
    return BadInput.of(
        path,
        "tệp nén này không chứa văn bản Word",
        "Hãy chọn đúng tệp kế hoạch, hoặc mở bằng Word và lưu lại dưới dạng .docx",
    )


def _check_parts(archive: ZipFile, path: Path) -> None:
    if "word/document.xml" not in archive.namelist():
        raise not_word(path)
    xml = (entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels")))
    if any(entry.file_size > PART_LIMIT for entry in xml):
        raise _bomb(path)


def _bomb(path: Path) -> BadInput:
    return BadInput.of(
        path,
        f"tệp .docx nén bất thường, mở ra vượt quá {UNPACKED_LIMIT // MEGABYTE} MB",
        "Hãy kiểm tra nguồn gốc của tệp; nếu tệp có nhiều ảnh, hãy bỏ ảnh rồi lưu lại",
    )
