"""The register of known documents: what a plan's citations are held against."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel, field_validator

from parindex.engine.reading.schema import validated
from parindex.engine.reading.yaml import load_yaml


class KnownDocument(BaseModel):
    """A document and what vouches for it; a `date` or `title` nobody vouches for is None.

    `province` marks a number that every province gives out anew (`…/QĐ-UBND`), so that the entry
    speaks only where that province is meant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    issuer: str
    source: str
    date: dt.date | None = None
    province: str | None = None
    title: str | None = None


class _Entries(RootModel[tuple[KnownDocument, ...]]):
    @field_validator("root")
    @classmethod
    def _once_each(cls, entries: tuple[KnownDocument, ...]) -> tuple[KnownDocument, ...]:
        keys = [(entry.number, entry.province) for entry in entries]
        twice = sorted({number for number, province in keys if keys.count((number, province)) > 1})
        if twice:
            raise ValueError(f"văn bản {', '.join(twice)} được ghi hai lần")
        return entries


Register = tuple[KnownDocument, ...]


def load_register(path: Path) -> Register:
    """Read a register file; `BadInput` names every fault with its line."""
    return validated(load_yaml(path), _Entries).root


@cache
def known_documents() -> Register:
    """The register that comes with the product."""
    with as_file(files(__package__) / "documents.yaml") as path:
        return load_register(path)
