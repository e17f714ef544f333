"""Names of columns as people vary them: accents, case, underscores and spaces tell nothing apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parindex.engine.records.sources.headers import folded


def spelled_in(header: Sequence[str], name: str) -> list[str]:
    """The columns of a header that a name may mean; the very same spelling leaves no doubt."""
    same = [column for column in header if column.casefold() == name.casefold()]
    return same or [column for column in header if column and folded(column) == folded(name)]


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names that differ only in accents, case, underscores or spaces."""
    first: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for name in names:
        earlier = first.setdefault(folded(name), name)
        if earlier != name:
            found.append((earlier, name))
    return found
