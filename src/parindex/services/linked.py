"""Scores of other sets that components of a set take: each subject's own scorecard under each set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from parindex.engine.criteria.answers import Answers, Declaration, Subjects, read_declaration
from parindex.engine.criteria.library import find_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.rules.wording import weight
from parindex.engine.scoring.against_best import Best
from parindex.engine.scoring.components import Outlook
from parindex.engine.scoring.measured import combined, measured_answers
from parindex.engine.scoring.score import score
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.facts import Fact
from parindex.engine.values.inputs import Answer, InputKind, Origin, Percent
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput, Problem, excerpt, near_miss


def linked_sets(criteria_set: CriteriaSet) -> dict[str, CriteriaSet]:
    """The sets whose scores the set takes, by id."""
    return {name: find_set(name) for name in criteria_set.linked_sets}


def linked_cards(
    links: Mapping[str, CriteriaSet],
    facts: Sequence[Fact],
    declaration: Declaration,
    outlook: Outlook,
    *,
    by_unit: bool,
    best_elsewhere: Mapping[str, Best] | None = None,
) -> dict[str, dict[str, Scorecard]]:
    """The scorecards under the linked sets, by subject and set.

    With `by_unit` subjects are units: each is measured by its own records. Under `sets` a file answers as
    it does for the set itself; what it says there of no named subject is true of all, and the groups
    of the subjects are those of the file unless it says otherwise there. A set of which
    nothing is known of a subject has no scorecard. `BadInput` for answers that cannot be used.
    """
    cards: dict[str, dict[str, Scorecard]] = {subject: {} for subject in declaration.subjects}
    for name, linked in links.items():
        told = _told(declaration, name, linked)
        known: Subjects = {}
        for subject in declaration.subjects:
            declared = _of(told.subjects, subject)
            if facts or declared:
                unit = subject if by_unit else None
                known[subject] = combined(measured_answers(linked, facts, unit=unit), declared)
        previous = {subject: _of(told.previous, subject) for subject in known}
        with named_after(declaration):
            scored = score(
                linked,
                known,
                previous,
                groups={**declaration.groups, **told.groups},
                outlook=outlook,
                best_elsewhere=(best_elsewhere or {}).get(name),
            )
        for subject, card in scored.items():
            cards[subject][name] = card
    return cards


def links_answered(criteria_set: CriteriaSet, cards: Mapping[str, Scorecard]) -> Answers:
    """Answers to the components that take another set's score, as far as it is known."""
    answered: Answers = {}
    for component in criteria_set.components:
        if component.input.kind is InputKind.SCORE and component.input.set_id in cards:
            answered[component.code] = _link(cards[component.input.set_id])
    return answered


@contextmanager
def named_after(declared: Declaration) -> Iterator[None]:
    """Put the file's name before problems that show only when its answers are scored."""
    try:
        yield
    except BadInput as bad:
        if declared.document is None:
            raise
        name = declared.document.name
        located = (replace(each, where=f"{name}, {each.where}") for each in bad.problems)
        raise BadInput(*located) from bad


def _told(declaration: Declaration, name: str, linked: CriteriaSet) -> Declaration:
    """What the file says of a linked set; `BadInput` for subjects that it does not speak of."""
    document = declaration.document
    if document is None or name not in declaration.linked:
        return Declaration({})
    at = declaration.linked[name]
    told = read_declaration(document, linked, at=at)
    known = declaration.subjects
    problems = [
        Problem(
            document.where((*at, "subjects", subject)),
            f"không có đơn vị «{excerpt(subject)}» trong subjects của tệp",
            near_miss(subject, known, "Hãy sửa tên cho khớp hoặc bỏ dòng này"),
        )
        for subject in told.subjects
        if subject and subject not in known
    ]
    if problems:
        raise BadInput(*problems)
    return told


def _of(told: Mapping[str, Answers], subject: str) -> Answers:
    """What is said of a subject: what is said of all, and over it what is said of this one."""
    return {**told.get("", {}), **told.get(subject, {})}


def _link(card: Scorecard) -> Answer:
    name, percent = card.criteria_set.id, card.overall.percent
    if percent is None or not card.complete:
        open_ = [each.code for each in card.components if each.points is None]
        note = f"bảng điểm {name} còn thiếu số liệu ở {len(open_)} mã: {', '.join(open_)}"
        return Answer(None, Origin.LINKED, note=note)
    shown = vietnamese(card.overall.points, card.criteria_set.places)
    note = f"bảng điểm {name}: {shown}/{weight(card.overall.max)} điểm"
    return Answer(Percent(percent), Origin.LINKED, note=note)
