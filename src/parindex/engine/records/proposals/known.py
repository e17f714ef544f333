"""The names that columns are known by, field for field, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from parindex.engine.reading.yaml import load_yaml

Known = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By field, then by way of writing: the names."""


@cache
def known_columns() -> Mapping[str, Known]:
    """By kind: the known names of each field."""
    path = Path(str(resources.files("parindex.engine.records") / "known_columns.yaml"))
    return {
        kind: {
            field: {style: tuple(map(str, names)) for style, names in styles.items()}
            for field, styles in fields.items()
        }
        for kind, fields in load_yaml(path).data.items()
    }


def names_of(kind: str, field: str) -> Iterator[str]:
    """All known names of a field, in every way of writing."""
    for names in known_columns().get(kind, {}).get(field, {}).values():
        yield from names
