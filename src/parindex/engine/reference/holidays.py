"""Public holidays of Vietnam by day, with the yearly notices that overrule the computed calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from parindex.engine.reading.yaml import YamlDocument, load_yaml
from parindex.engine.values.problems import BadInput, Problem


class Notice(BaseModel):
    """What one yearly notice says about days off in lieu and make-up working days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: Annotated[int, Field(ge=1990, le=2099)]
    source: str
    verified: bool
    day_off: tuple[date, ...] = ()
    working_day: tuple[date, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Notices:
    """All notices known, and a hash of what they say."""

    notices: tuple[Notice, ...]

    @property
    def days_off(self) -> frozenset[date]:
        return frozenset(day for notice in self.notices for day in notice.day_off)

    @property
    def working_days(self) -> frozenset[date]:
        return frozenset(day for notice in self.notices for day in notice.working_day)

    @property
    def fingerprint(self) -> str:
        """Short hash over the days, not over the layout of the file."""
        days = f"{sorted(self.days_off)}{sorted(self.working_days)}"
        return hashlib.sha256(days.encode()).hexdigest()[:8]


def read_notices(path: Path | None = None) -> Notices:
    """Read a file of notices, by default the one that comes with the product.

    `BadInput` names every unknown key, wrong value, and day that is told to be both off and worked.
    """
    return _read(path or Path(str(resources.files("parindex.engine.reference"))) / _BUILT_IN)


_BUILT_IN = "holiday_notices.yaml"


@cache
def _read(path: Path) -> Notices:
    document = load_yaml(path)
    try:
        notices = Notices(_File.model_validate(document.data).notices)
    except ValidationError as error:
        raise BadInput(*_problems(document, error)) from error
    if both := notices.days_off & notices.working_days:
        raise BadInput.of(
            path, f"{_listed(both)} vừa là ngày nghỉ vừa là ngày làm bù", "Hãy giữ một trong hai"
        )
    return notices


def _problems(document: YamlDocument, error: ValidationError) -> Iterable[Problem]:
    for fault in error.errors():
        place = ".".join(map(str, fault["loc"])) or "toàn tệp"
        yield Problem(
            document.where(fault["loc"]),
            f"mục «{place}» không đúng cấu trúc của thông báo ngày nghỉ",
            "Mỗi thông báo cần year, source, verified, và các ngày day_off, working_day dạng 2026-01-31",
        )


def _listed(days: Iterable[date]) -> str:
    return ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))
