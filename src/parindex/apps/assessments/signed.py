"""A signed report must be the report of the run it is filed against."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from parindex.apps.files.content import PDF, kind_of_file
from parindex.engine.values.problems import BadInput
from parindex.services.document_text import text_of

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
    """The text of a PDF without blanks; empty for a scan. `BadInput` if it cannot be read."""
    with TemporaryDirectory() as folder:
        # The reader goes by the ending of a name; this one was chosen by whoever sent the file.
        link = Path(folder) / "signed.pdf"
        link.symlink_to(path.resolve())
        text = text_of(link)
    if text is None:
        raise BadInput.of(
            "signed", "không đọc được tệp PDF", "Hãy quét hoặc xuất lại bản ký rồi nộp"
        )
    return _BLANK.sub("", text)
