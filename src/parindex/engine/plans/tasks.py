"""Sections of tasks as a tree of numbered headings, and its leaves as the plan's tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from parindex.engine.plans.headings import is_whole_heading
from parindex.engine.plans.labels import LabelKind
from parindex.engine.plans.ledger import Ledger
from parindex.engine.plans.model import Task
from parindex.engine.plans.periods import read_period
from parindex.engine.plans.targets import read_targets
from parindex.engine.plans.tokens import Mark, Token
from parindex.engine.plans.units import split_units
from parindex.engine.plans.words import sentence

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The alphabet that official documents number their points with."""
_DUE = frozenset({LabelKind.LEAD, LabelKind.COORDINATING, LabelKind.PERIOD})
_Labels = Mapping[LabelKind, Sequence[Token]]


@dataclass(slots=True)
class _Block:
    """Content followed by the labels that belong to it."""

    content: list[Token] = field(default_factory=list)
    labels: list[Token] = field(default_factory=list)

    def due(self) -> dict[LabelKind, list[Token]]:
        """Labels that say who and when, by kind."""
        kinds: dict[LabelKind, list[Token]] = {}
        for label in self.labels:
            if label.label in _DUE:
                kinds.setdefault(label.label, []).append(label)
        return kinds


@dataclass(slots=True)
class _Node:
    """A numbered line, the blocks below it, and the numbered lines of the next depth."""

    depth: int
    title: Token | None
    blocks: list[_Block] = field(default_factory=lambda: [_Block()])
    children: list[_Node] = field(default_factory=list)

    def add(self, token: Token) -> None:
        last = self.blocks[-1]
        if not token.is_content:
            last.labels.append(token)
        elif last.labels and token.mark is not Mark.NONE:
            self.blocks.append(_Block([token]))
        else:
            last.content.append(token)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task with the numbers of the headings above it, outermost first."""

    task: Task
    above: tuple[str, ...]


def read_tasks(
    tokens: Iterable[Token], heading: Token | None, year: int | None, ledger: Ledger
) -> Iterator[Draft]:
    """The tasks in a section, in order; `year` is what months and quarters are taken in.

    Only leaves are tasks: a numbered line with numbered lines below is their group and hands its
    units and time down to those that name none. Where units or time are stated again for points
    below one number, each point with its own is a task (`2.4a`, `2.4b`).
    """
    root = _Node(0, heading)
    _grow(root, tokens)
    yield from _Gatherer(year, ledger).gather(root, {}, (), ())


def with_unique_refs(drafts: Sequence[Draft]) -> tuple[Task, ...]:
    """Tell tasks with the same number apart by the number of the heading above: `II.1`, `III.1`.

    A number that the plan itself uses twice under one heading stays as written.
    """
    refs = [draft.task.ref for draft in drafts]
    above = [[ref for ref in draft.above if ref] for draft in drafts]
    while True:
        seen = Counter(refs)
        if not any(seen[ref] > 1 and above[at] for at, ref in enumerate(refs)):
            break
        # All go up together, so that a plan's numbers stay of one kind.
        for at in [at for at, outers in enumerate(above) if outers]:
            outer = above[at].pop()
            if not refs[at].startswith(f"{outer}."):
                refs[at] = f"{outer}.{refs[at]}"
    return tuple(replace(draft.task, ref=ref) for draft, ref in zip(drafts, refs, strict=True))


def _grow(root: _Node, tokens: Iterable[Token]) -> None:
    path = [root]
    for token in tokens:
        if token.mark is Mark.TABLE:
            _grow(path[-1], token.rows)
        elif token.is_content and token.mark in (Mark.SECTION, Mark.NUMBER):
            depth = root.depth + _rank(token)
            while len(path) > 1 and path[-1].depth >= depth:
                path.pop()
            node = _Node(depth, token)
            path[-1].children.append(node)
            path.append(node)
        else:
            path[-1].add(token)


def _rank(token: Token) -> int:
    return 1 if token.mark is Mark.SECTION else 2 + token.ref.count(".")


class _Gatherer:
    """Turns the tree into drafts, placing every token that ends up in one."""

    def __init__(self, year: int | None, ledger: Ledger) -> None:
        self._year = year
        self._ledger = ledger

    def gather(
        self, node: _Node, inherited: _Labels, group: tuple[str, ...], above: tuple[str, ...]
    ) -> Iterator[Draft]:
        ref = node.title.ref if node.title else ""
        self._take_in(node)
        if not node.children:
            yield from self._leaf(node, inherited, group, above)
            return
        title = (sentence(node.title.text),) if node.title and node.title.text else ()
        self._place_heading(node)
        own: dict[LabelKind, Sequence[Token]] = {}
        for block in node.blocks:
            own.update(block.due())
        for child in node.children:
            yield from self.gather(child, {**inherited, **own}, group + title, (*above, ref))

    def _take_in(self, node: _Node) -> None:
        """Make an only child that is no more than `1. Nội dung:` part of its parent.

        Such a number counts what is said of the parent (content, time, units), not tasks.
        """
        if len(node.children) != 1 or node.title is None:
            return
        (child,) = node.children
        if child.title and not child.children and is_whole_heading(child.title.text):
            self._place_heading(child)
            node.blocks += child.blocks
            node.children.clear()

    def _leaf(
        self, node: _Node, inherited: _Labels, group: tuple[str, ...], above: tuple[str, ...]
    ) -> Iterator[Draft]:
        if not node.depth and not _is_list(node):
            return
        blocks = _merged(node.blocks)
        ref = node.title.ref if node.title else ""
        if len(blocks) == 1 or not blocks[0].content:
            # A numbered line with units of its own is a task, also beside points with theirs.
            first = blocks.pop(0)
            if node.depth or first.content:
                title = node.title or _opener(first)
                yield Draft(self._task(ref, title, first, inherited, group), above)
            inherited = {**inherited, **first.due()}
        elif node.title:
            self._place_heading(node)
            group += (sentence(node.title.text),)
        for letter, block in zip(_lettered(blocks), blocks, strict=True):
            task = self._task(f"{ref}{letter}", _opener(block), block, inherited, group)
            yield Draft(task, above)

    def _place_heading(self, node: _Node) -> None:
        """Place the line of a group.

        A group is no part of its own in a plan, so a line that only seemed to run on from it
        would get lost: it stays listed.
        """
        if node.title:
            surely = (piece for piece in node.title.pieces if piece not in node.title.wrapped)
            self._ledger.place(surely, "heading")

    def _task(
        self,
        ref: str,
        title: Token,
        block: _Block,
        inherited: _Labels,
        group: tuple[str, ...],
    ) -> Task:
        labels = {**inherited, **block.due()}
        details = [token for token in block.content if token is not title]
        details += [label for label in block.labels if label.label is LabelKind.OTHER]
        for token in (title, *details, *chain.from_iterable(labels.values())):
            self._ledger.place(token.pieces, f"task {ref}")
        words = sentence(title.text)
        items = tuple(sentence(token.text) for token in details)
        periods = [token.text for token in labels.get(LabelKind.PERIOD, ())]
        return Task(
            ref=ref,
            title=words,
            items=items,
            targets=tuple(found for text in (words, *items) for found in read_targets(text)),
            lead=_units(labels.get(LabelKind.LEAD, ())),
            coordinating=_units(labels.get(LabelKind.COORDINATING, ())),
            period=read_period("; ".join(periods), self._year) if periods else None,
            group=group,
            line=title.line,
        )


def _is_list(node: _Node) -> bool:
    """Whether a section without numbers holds tasks, not only a sentence such as `Xem Phụ lục`."""
    return any(
        block.labels or any(token.mark is not Mark.NONE for token in block.content)
        for block in node.blocks
    )


def _opener(block: _Block) -> Token:
    """The point that a block is about: the first with a mark, else the first at all."""
    marked = (token for token in block.content if token.mark is not Mark.NONE)
    return next(marked, block.content[0])


def _lettered(blocks: Iterable[_Block]) -> Iterator[str]:
    """`a`, `b`, `c` … for points, keeping the letters that the plan itself gives them."""
    free = list(_LETTERS)
    for at, block in enumerate(blocks, start=1):
        letter = _opener(block).ref or (free[0] if free else f".{at}")
        free = free[free.index(letter) + 1 :] if letter in free else free
        yield letter


def _merged(blocks: Sequence[_Block]) -> list[_Block]:
    """One block, unless who or when is stated anew further down; then a block for each statement."""
    stated = Counter(kind for block in blocks for kind in block.due())
    repeated = any(times > 1 for times in stated.values())
    merged: list[_Block] = []
    for block in blocks:
        if merged and not (repeated and block.due()):
            merged[-1].content += block.content
            merged[-1].labels += block.labels
        else:
            merged.append(_Block(list(block.content), list(block.labels)))
    return merged


def _units(labels: Iterable[Token]) -> tuple[str, ...]:
    names = (name for label in labels for name in split_units(label.text))
    return tuple(dict.fromkeys(names))
