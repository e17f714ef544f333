"""Parts of a machine that some tests need and a fresh one may lack.

A test that needs one is skipped with the line that installs it. With PARINDEX_REQUIRE_ALL=1 the
skip becomes a failure, so that the machine that decides runs everything.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Part:
    """A program from the distribution; `install` is what a reader should type."""

    name: str
    commands: tuple[str, ...]
    install: str

    @property
    def path(self) -> str | None:
        """Where the first of its commands is found."""
        return next(filter(None, map(shutil.which, self.commands)), None)

    def required(self, test: Callable[..., None]) -> Callable[..., None]:
        """Skip the test where the part is absent, or fail it where everything is required."""
        if self.path:
            return test
        reason = f"cần {self.name}: {self.install}"
        if os.environ.get("PARINDEX_REQUIRE_ALL") == "1":
            return _failing(test, reason)
        return pytest.mark.skip(reason=reason)(test)


def _failing(test: Callable[..., None], reason: str) -> Callable[..., None]:
    def fails() -> None:
        pytest.fail(reason)

    fails.__name__ = test.__name__
    return fails


LIBREOFFICE = Part(
    "LibreOffice Writer",
    ("soffice", "libreoffice"),
    "sudo apt-get install libreoffice-writer-nogui",
)

POSTGRESQL = Part(
    "PostgreSQL",
    # Debian keeps the programs of a server out of the way of its clients.
    ("initdb", *map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    "sudo apt-get install postgresql",
)
