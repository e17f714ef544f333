"""What other agencies said of the components, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agree, do not, or cannot tell, of one question about one component."""

    code: str
    title: str
    question: str
    agree: int
    disagree: int
    unsure: int

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.agree, self.disagree, self.unsure


@dataclass(frozen=True, slots=True)
class Remark:
    """What one agency wrote about a component; `by` is empty where it is not named."""

    code: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """One call for opinions that has ended: until when, how many were asked and answered, and what they said.

    `withheld` are the codes whose answers are too few to be shown without naming who gave them.
    """

    title: str
    named: bool
    closes: date
    invited: int
    answered: int
    tallies: tuple[Tally, ...]
    remarks: tuple[Remark, ...]
    withheld: tuple[str, ...] = ()
