"""A signed report must be the report of the run it is filed against."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from parindex.apps.evidence.content import PDF, kind_of_file
from parindex.engine.values.problems import BadInput

_BLANK = re.compile(r"\s+")


def require_printed(path: Path, run: str, printed: str) -> None:
    """`BadInput` unless the file is a PDF that prints the run's id, and `printed` is that id."""
    if kind_of_file(path, path.name) != PDF:
        raise BadInput.of("signed", "bản ký không phải tệp PDF", "Hãy nộp bản ký dạng PDF")
    if printed.strip().lower() != run:
        raise BadInput.of(
            "printed",
            f"mã lần chấm trên bản ký không phải {run}",
            "Hãy đối chiếu chân trang phụ lục; có thể đây là báo cáo của lần chấm khác",
        )
    text = _text(path)
    if text and run not in text:
        raise BadInput.of(
            "signed",
            f"tệp không in mã lần chấm {run}",
            "Hãy nộp đúng báo cáo đã lập từ lần phê duyệt này",
        )


def _text(path: Path) -> str:
    """The text of a PDF without blanks; empty for a scan."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return _BLANK.sub("", "".join(pages))
