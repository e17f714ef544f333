"""Have the office suite of the machine lay a document out."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.parts import LIBREOFFICE


def as_pdf(path: Path, folder: Path) -> Path:
    """The document as LibreOffice prints it, under a profile of its own."""
    profile = (folder / "profile").as_uri()
    command = [LIBREOFFICE.path, f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.pdf"
