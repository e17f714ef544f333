"""Parts of a machine that some tests need and a fresh one may lack.

A test that needs one is skipped with the line that installs it. With PARINDEX_REQUIRE_ALL=1 the
skip becomes a failure, so that the machine that decides runs everything.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Part:
    """A program from the distribution, with the `modules` that use it; `install` is what to type."""

    name: str
    commands: tuple[str, ...]
    install: str
    modules: tuple[str, ...] = ()

    @property
    def path(self) -> str | None:
        """Where the first of its commands, or of its files given by their whole path, is found.

        None also where a module is missing.
        """
        if not all(map(find_spec, self.modules)):
            return None
        return next(filter(None, map(_found, self.commands)), None)

    def required(self, test: Callable[..., None]) -> Callable[..., None]:
        """Skip the test where the part is absent, or fail it where everything is required."""
        if self.path:
            return test
        reason = f"cần {self.name}: {self.install}"
        if os.environ.get("PARINDEX_REQUIRE_ALL") == "1":
            return _failing(test, reason)
        return pytest.mark.skip(reason=reason)(test)


def _found(name: str) -> str | None:
    if Path(name).is_absolute():
        return name if Path(name).exists() else None
    return shutil.which(name)


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

LIBREOFFICE_CALC = Part(
    "LibreOffice Calc",
    # Debian's package without windows brings no command of its own, only this library.
    ("localc", "/usr/lib/libreoffice/program/libsclo.so"),
    "sudo apt-get install libreoffice-calc-nogui",
)

SPARK = Part(
    "Java 17 và PySpark",
    ("java",),
    "sudo apt-get install openjdk-17-jre-headless; pip install 'parindex[spark]'",
    modules=("pyspark",),
)

CHROMIUM = Part(
    "Chromium",
    ("chromium",),
    "sudo apt-get install chromium",
    modules=("playwright",),
)

PROVIDER = Part(
    "nơi đăng nhập một lần để thử",
    (str(Path(__file__).parents[1] / ".venv-provider" / "bin" / "canaille"),),
    "make .venv-provider/.provider",
)

LOCUST = Part(
    "bộ tạo tải",
    (str(Path(__file__).parents[1] / ".venv-load" / "bin" / "locust"),),
    "make .venv-load/.load",
)

POSTGRESQL = Part(
    "PostgreSQL",
    # Debian keeps the programs of a server out of the way of its clients.
    ("initdb", *map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    "sudo apt-get install postgresql",
)
