"""Tasks linked to components: what is suggested by wording, what is chosen, what was sent back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import set_of
from parindex.apps.planning.contents import LinkData
from parindex.apps.planning.criteria import components_of
from parindex.apps.planning.models import Task
from parindex.apps.planning.reading import engine_task
from parindex.engine.criteria.model import Component
from parindex.engine.plans.links import Suggestion, suggest_links
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput, Problem, near_miss

BY_HAND = "người lập kế hoạch chọn"


@dataclass(frozen=True, slots=True)
class Choice:
    """A component that can be chosen for a task: how alike they are, why, and whether it is chosen."""

    code: str
    title: str
    share: str
    why: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A task with its choices; its key stands in the names of the form's fields."""

    task: Task
    choices: tuple[Choice, ...]


def link_rows(tasks: Sequence[Task], published: PublishedSet) -> list[LinkRow]:
    """Every task with what is chosen for it and what its wording suggests.

    While no task is linked to the set, suggestions stand chosen: the person takes away what is wrong.
    """
    suggestions = suggest_links(set_of(published), [engine_task(task.said) for task in tasks])
    components = components_of(published)
    untouched = not any(_codes(task, published.set_id) for task in tasks)
    return [
        LinkRow(
            task,
            tuple(
                _choices(
                    suggested,
                    _codes(task, published.set_id),
                    components,
                    preselect=untouched,
                )
            ),
        )
        for task, suggested in zip(tasks, suggestions, strict=True)
    ]


def _codes(task: Task, set_id: str) -> dict[str, LinkData]:
    return {link.code: link for link in task.said.links if link.set_id == set_id}


def _choices(
    suggestions: Sequence[Suggestion],
    chosen: Mapping[str, LinkData],
    components: Mapping[str, Component],
    *,
    preselect: bool,
) -> Iterator[Choice]:
    suggested = {each.code: each for each in suggestions}
    for code, link in chosen.items():
        title = components[code].title if code in components else "không còn trong bộ chỉ số"
        share = _percent(suggested[code]) if code in suggested else ""
        yield Choice(code, title, share, link.why, is_chosen=True)
    for each in suggestions:
        if each.code not in chosen:
            yield Choice(each.code, each.title, _percent(each), each.why, is_chosen=preselect)


def suggested_links(
    rows: Sequence[LinkRow], set_id: str
) -> list[tuple[Task, int, tuple[LinkData, ...]]]:
    """What `choose_links` takes if everything that stands chosen is kept."""
    return [
        (
            row.task,
            row.task.version,
            (
                *(link for link in row.task.said.links if link.set_id != set_id),
                *(LinkData(set_id, each.code, each.why) for each in row.choices if each.is_chosen),
            ),
        )
        for row in rows
    ]


def _percent(suggestion: Suggestion) -> str:
    return f"{vietnamese(100 * suggestion.share, 0)} %"


def chosen_links(
    rows: Sequence[LinkRow], sent: QueryDict, published: PublishedSet
) -> list[tuple[Task, int, tuple[LinkData, ...]]]:
    """What the form says, task by task: the task, the version it was seen at, its links.

    Links to other sets stay. `BadInput` lists every code that the set does not have.
    """
    components = components_of(published)
    problems: list[Problem] = []
    found = []
    for row in rows:
        task = row.task
        ticked = sent.getlist(f"chon-{task.identity}")
        typed = sent.get(f"them-{task.identity}", "").replace(",", " ").split()
        problems += _unknown(task, [*ticked, *typed], components)
        reasons = {choice.code: choice.why for choice in row.choices}
        others = tuple(link for link in task.said.links if link.set_id != published.set_id)
        own = tuple(
            LinkData(published.set_id, code, reasons.get(code, BY_HAND))
            for code in dict.fromkeys([*ticked, *typed])
        )
        seen = sent.get(f"ban-{task.identity}", "")
        found.append((task, int(seen) if seen.isdecimal() else 0, (*others, *own)))
    if problems:
        raise BadInput(*problems)
    return found


def _unknown(
    task: Task, codes: Sequence[str], components: Mapping[str, Component]
) -> Iterator[Problem]:
    for code in codes:
        if code not in components:
            yield Problem(
                f"mục {task.ref}",
                f"bộ chỉ số không có tiêu chí thành phần «{code}»",
                near_miss(code, components, "Hãy xem mã ở trang bộ chỉ số"),
            )
