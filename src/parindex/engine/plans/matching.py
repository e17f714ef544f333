"""Which task of a plan's next wording is which task of the wording before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from parindex.engine.plans.model import Task
from parindex.engine.plans.terms import Pair, pairs_of

_ALIKE = Fraction(1, 2)
"""Two tasks that share so much of what both say are one, wherever they stand."""

_ALIKE_IN_PLACE = Fraction(1, 4)
"""With the same number, less is enough: the place says the rest."""


def same_tasks(before: Sequence[Task], after: Sequence[Task]) -> dict[int, int]:
    """For each task of `after` that `before` had: its place there by its place in `after`.

    Likeness is the share of word pairs that two tasks have in common. The likest are matched first,
    those of the same number before others; each task is matched once.
    """
    pairs = sorted(_candidates(before, after), key=lambda each: (-each[0], each[1], each[2]))
    found: dict[int, int] = {}
    for _, new, old in pairs:
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _candidates(
    before: Sequence[Task], after: Sequence[Task]
) -> Iterator[tuple[Fraction, int, int]]:
    said = [_said(task) for task in before]
    for new, task in enumerate(after):
        words = _said(task)
        for old, other in enumerate(before):
            likeness = _likeness(words, said[old])
            in_place = task.ref == other.ref
            if likeness >= (_ALIKE_IN_PLACE if in_place else _ALIKE):
                yield likeness + in_place, new, old


def _said(task: Task) -> frozenset[Pair]:
    return pairs_of(". ".join((task.title, *task.items)))


def _likeness(one: frozenset[Pair], other: frozenset[Pair]) -> Fraction:
    together = one | other
    return Fraction(len(one & other), len(together)) if together else Fraction(0)
