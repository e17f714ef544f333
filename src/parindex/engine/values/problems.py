"""What is wrong with an input: where, what, and what to do about it, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_SHOWN = 60
"""Characters of somebody's text that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault found in what a person gave us.

    `where` names the file (and line, cell or code), `what` states the fault, `remedy` tells
    the reader what to do; each is a Vietnamese phrase without its closing full stop.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}."


class BadInput(Exception):
    """Raised where an input cannot be used; carries every problem found, never only the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, where: object, what: str, remedy: str) -> BadInput:
        """Build the exception for a single problem."""
        return cls(Problem(str(where), what, remedy))


def excerpt(given: object) -> str:
    """What a person wrote, fit to be quoted inside a sentence: one line, and not a long one."""
    text = " ".join(str(given).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def near_miss(written: str, known: Iterable[str], otherwise: str) -> str:
    """What may have been meant by a name that is not known; `otherwise` where nothing is like it."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(written.casefold(), folded, n=3)
    return f"Có phải là: {', '.join(folded[name] for name in near)}" if near else otherwise
