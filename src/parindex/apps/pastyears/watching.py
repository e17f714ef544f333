"""Those above who must know that results of earlier years changed: rules may compare with them."""

from __future__ import annotations

from collections.abc import Callable, Collection

Watcher = Callable[[Collection[str], Collection[int]], None]
"""Is told the codes of the units and the years."""

_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> None:
    """Let an app be told, in the transaction of the change."""
    _watchers.append(watcher)


def tell(units: Collection[str], years: Collection[int]) -> None:
    for watcher in _watchers:
        watcher(units, years)
