"""Names of files and folders that every system takes, Windows with its short paths included."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_UNSAFE = re.compile(r"[^\w.,()-]+")
_LONGEST = 28
"""Letters of a folder: six of them and a file stay below the 260 that Windows allows a path."""
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def safe(words: str, longest: int = _LONGEST) -> str:
    """Words as one name: letters stay Vietnamese, signs become dashes, the last whole word ends it."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", words.strip()))
    if len(name) > longest:
        whole = name[: longest + 1].rpartition("-")[0]
        name = whole if len(whole) > longest // 2 else name[:longest]
    name = name.strip("-. ") or "khong-ten"
    return f"{name}-" if name.partition(".")[0].casefold() in _DEVICES else name


@dataclass(slots=True)
class FolderNames:
    """The folders of one zip: different ones never share a name, on no system."""

    _taken: set[str] = field(default_factory=set)
    _above: dict[str, str] = field(default_factory=dict)

    def of(self, path: str) -> str:
        """The name of a folder whose parts are separated by slashes; asked for once for each."""
        name = ""
        for depth, part in enumerate(parts := [part for part in path.split("/") if part], 1):
            whole = "/".join(parts[:depth])
            name = self._known(whole, f"{name}/{safe(part)}" if name else safe(part))
        return name

    def _known(self, whole: str, name: str) -> str:
        if whole not in self._above:
            free, number = name, 2
            while free.casefold() in self._taken:
                free, number = f"{name}-{number}", number + 1
            self._taken.add(free.casefold())
            self._above[whole] = free
        return self._above[whole]
