"""Write a report in its three forms, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from parindex.engine.official import texts
from parindex.engine.official.docx import write_docx
from parindex.engine.official.model import Report
from parindex.engine.official.pages import lay_out
from parindex.engine.official.pdf import write_pdf
from parindex.engine.official.xlsx import write_xlsx
from parindex.engine.reading.files import written_aside
from parindex.engine.values.problems import BadInput


def write_report(report: Report, folder: Path, stem: str = "bao-cao") -> list[Path]:
    """Write `stem`.docx, .pdf and .xlsx into `folder`, made where it is missing; gives the paths.

    The three are written aside and take their places together, so that a failure leaves what
    stood there before. `BadInput` where the folder cannot be written.
    """
    pages = lay_out(report)
    writers: Mapping[str, Callable[[Path], None]] = {
        ".docx": lambda path: write_docx(pages, path),
        ".pdf": lambda path: write_pdf(pages, path),
        ".xlsx": lambda path: write_xlsx(report, path),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as written:
            for suffix, write in writers.items():
                write(written.enter_context(written_aside(folder / f"{stem}{suffix}")))
    except OSError as error:
        raise BadInput.of(folder, *texts.FORBIDDEN_FOLDER) from error
    return [folder / f"{stem}{suffix}" for suffix in writers]
