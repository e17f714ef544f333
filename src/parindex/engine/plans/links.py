"""Which components of a criteria set a task answers, judged by their words, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.plans.model import Task
from parindex.engine.plans.terms import Pair, pairs_of, sequence_of

_LEAST = Fraction(2, 5)
"""Below this share of a component's weight nothing is said: two lines of one field share as much."""

_NEAR = Fraction(3, 5)
"""A component with less than this share of the best one's is no candidate beside it."""

_QUOTED = 3
"""Phrases that a reason quotes."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A component that a task may answer.

    `share` (0 to 1) is how much of the weight of the component's words the task holds, 1 where the
    set itself names the task; `why` says it in Vietnamese.
    """

    code: str
    title: str
    share: Fraction
    why: str


def suggest_links(criteria_set: CriteriaSet, tasks: Sequence[Task]) -> list[tuple[Suggestion, ...]]:
    """For each task, in their order, the components it may answer, the likeliest first.

    Words are taken in pairs, as Vietnamese forms its terms; a pair weighs less the more components
    share it. A component is suggested for the task that holds the most of it, and for no other; a
    component that names its task (`target`) is suggested for that one, or of several with that number
    for the one that holds the most.
    """
    components = list(_with_criteria(criteria_set))
    weights = _weights(pairs_of(words) for _, words in components)
    texts = [pairs_of(_text(task)) for task in tasks]
    found: list[list[Suggestion]] = [[] for _ in tasks]
    for component, words in components:
        named = component.target.task if component.target else ""
        meant = [place for place, task in enumerate(tasks) if task.ref == named]
        shares = _shares(words, weights, texts)
        likeliest = max(meant or range(len(tasks)), key=lambda place: shares[place], default=None)
        if likeliest is None:
            continue
        if meant:
            why = f"bộ chỉ số ghi rõ tiêu chí này gắn với chỉ tiêu của nhiệm vụ {named}"
            share = Fraction(1)
        else:
            why, share = _reason(words, texts[likeliest]), shares[likeliest]
        if share >= _LEAST:
            found[likeliest].append(Suggestion(component.code, component.title, share, why))
    return [_likely(suggestions) for suggestions in found]


def _with_criteria(criteria_set: CriteriaSet) -> Iterator[tuple[Component, str]]:
    """Each component with its words: its own title, and its criterion's."""
    for criteria_field in criteria_set.fields:
        for criterion in criteria_field.criteria:
            for component in criterion.components:
                yield component, f"{component.title}. {criterion.title}"


def _text(task: Task) -> str:
    return ". ".join((task.title, *task.items))


def _weights(said: Iterable[frozenset[Pair]]) -> dict[Pair, Fraction]:
    counts = Counter(pair for pairs in said for pair in pairs)
    return {pair: Fraction(1, count) for pair, count in counts.items()}


def _shares(
    words: str, weights: Mapping[Pair, Fraction], texts: Sequence[frozenset[Pair]]
) -> list[Fraction]:
    """How much of the weight of the words each text holds."""
    pairs = pairs_of(words)
    whole = sum((weights[pair] for pair in pairs), Fraction(0))
    held = [sum((weights[pair] for pair in pairs if pair in text), Fraction(0)) for text in texts]
    return [each / whole if whole else each for each in held]


def _reason(words: str, text: frozenset[Pair]) -> str:
    quoted = ", ".join(f"«{each}»" for each in _phrases(words, text)[:_QUOTED])
    return f"cùng nói về {quoted}"


def _phrases(words: str, text: frozenset[Pair]) -> list[str]:
    """The phrases of the component that the text holds too, the longest first."""
    phrases: list[list[str]] = []
    before: Pair | None = None
    for pair, (first, second) in sequence_of(words):
        if pair in text and before is not None and before[1] == pair[0]:
            phrases[-1].append(second)
        elif pair in text:
            phrases.append([first, second])
        before = pair if pair in text else None
    longest = sorted((" ".join(each) for each in phrases), key=lambda each: -len(each))
    return [
        each
        for place, each in enumerate(longest)
        if not any(each in longer for longer in longest[:place])
    ]


def _likely(suggestions: list[Suggestion]) -> tuple[Suggestion, ...]:
    ordered = sorted(suggestions, key=lambda each: -each.share)
    return tuple(each for each in ordered if each.share >= ordered[0].share * _NEAR)
