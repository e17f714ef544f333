"""The text of a PDF or Word file, read in a process of its own with limits of time and memory.

A file that somebody sent may be made to hang or to crash whatever reads it; then it has no text, and
nothing else happens. `python -m parindex.services.document_text FILE` is that process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from parindex.engine.reading.word import read_docx
from parindex.engine.values.problems import BadInput

READ_SUFFIXES = frozenset({".pdf", ".docx"})
LIMIT = 300_000
"""Characters of a document that are kept for searching: some 150 pages."""
_SECONDS = 20
_MEMORY = 1536 * 1024**2
_PAGES = 500


def text_of(path: Path) -> str | None:
    """The text of a file with one of `READ_SUFFIXES`, at most `LIMIT` characters.

    Empty for a scan without text; None where the file cannot be read within the limits.
    """
    command = [sys.executable, "-m", "parindex.services.document_text", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own module, a path of ours
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _pages(path: Path) -> Iterator[str]:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - only the process that reads a PDF loads it

    document = PdfDocument(path)
    for index in range(min(len(document), _PAGES)):
        page = document[index]
        words = page.get_textpage()
        yield words.get_text_bounded()
        words.close()
        page.close()
    document.close()


def _lines(path: Path) -> Iterator[str]:
    return (line.text for line in read_docx(path))


def _bounded(parts: Iterator[str]) -> str:
    signs = (sign for part in parts for sign in (*part, "\n"))
    return "".join(islice(signs, LIMIT))


def main() -> int:
    """Write the text of the file named by the first argument; status 1 where it cannot be read."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    path = Path(sys.argv[1])
    try:
        text = _bounded(_pages(path) if path.suffix == ".pdf" else _lines(path))
    except (BadInput, RuntimeError, OSError, ValueError, MemoryError):
        # pypdfium2's own error is a RuntimeError.
        return 1
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
