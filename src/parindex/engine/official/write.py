"""Write a report in its three forms, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from parindex.engine.official.docx import write_docx
from parindex.engine.official.model import Report
from parindex.engine.official.pages import lay_out
from parindex.engine.official.pdf import write_pdf
from parindex.engine.official.xlsx import write_xlsx
from parindex.engine.reading.files import written_together


def write_report(report: Report, folder: Path, stem: str = "bao-cao") -> list[Path]:
    """Write `stem`.docx, .pdf and .xlsx into `folder`, made where it is missing; gives the paths.

    The three are written aside and take their places together, so that a failure leaves what
    stood there before. `BadInput` where the folder cannot be written.
    """
    with written_together(folder) as aside:
        written = write_forms(report, aside, stem)
    return [folder / path.name for path in written]


def write_forms(report: Report, folder: Path, stem: str) -> list[Path]:
    """Write the three forms straight into a folder that is there; gives the paths."""
    pages = lay_out(report)
    writers: Mapping[str, Callable[[Path], None]] = {
        ".docx": lambda path: write_docx(pages, path),
        ".pdf": lambda path: write_pdf(pages, path),
        ".xlsx": lambda path: write_xlsx(report, path),
    }
    written = {folder / f"{stem}{suffix}": write for suffix, write in writers.items()}
    for path, write in written.items():
        write(path)
    return list(written)
