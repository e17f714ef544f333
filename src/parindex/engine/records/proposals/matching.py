"""Which column fills which field: a preset's word, the same name, a known name, a near one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from parindex.engine.records.mapping import SourceMapping, preset_kind, preset_names, preset_path
from parindex.engine.records.mapping.loader import read_mapping
from parindex.engine.records.mapping.names import spelled_in
from parindex.engine.records.proposals.known import names_of
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.headers import folded

NEAR_ENOUGH = 0.75
"""Likeness (0 to 1) of two names below which a near match is not worth a person's look."""

_RECOGNISED = 2 / 3
"""Share of a preset's columns in a header from which the file is taken to come from that system."""


class How(StrEnum):
    """Why a column is proposed for a field; only a near match waits for a person's word."""

    PRESET = "preset"
    EXACT = "exact"
    KNOWN = "known"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Match:
    """A column proposed for a field; `score` from 0 to 1; `like` is the name that it resembles."""

    column: str
    field: str
    how: How
    score: float = 1.0
    like: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Recognised:
    """A preset whose columns the file has; its mapping is spelled as the file's header."""

    name: str
    mapping: SourceMapping


def matches(header: Sequence[str], kind: Kind, preset: Recognised | None) -> list[Match]:
    """A match for each column that resembles a field, in the order of the header.

    A preset speaks first; each field is then filled once, by the surest candidate.
    """
    found = list(_of_preset(header, preset)) if preset else []
    silent = {*preset.mapping.not_taken} if preset else set()
    taken = {match.field for match in found}
    free = [
        name
        for name in header
        if name and name not in silent and all(name != match.column for match in found)
    ]
    for match in sorted(_candidates(free, kind), key=lambda match: -match.score):
        if match.field not in taken and match.column in free:
            taken.add(match.field)
            free.remove(match.column)
            found.append(match)
    return sorted(found, key=lambda match: header.index(match.column))


def recognise(header: Sequence[str], kind: Kind) -> Recognised | None:
    """The preset of a kind whose columns the header has, with every required field among them."""
    best: tuple[float, Recognised] | None = None
    for name in preset_names():
        if preset_kind(name) != kind.name:
            continue
        preset = load_preset(name, kind, header)
        present = [column for column in preset.mapping.columns if column in header]
        fields = {preset.mapping.columns[column].field for column in present}
        share = len(present) / len(preset.mapping.columns)
        complete = all(field.name in fields for field in kind.fields if field.required)
        if complete and share >= _RECOGNISED and (best is None or share > best[0]):
            best = share, preset
    return best and best[1]


def load_preset(name: str, kind: Kind, header: Sequence[str]) -> Recognised:
    """A preset with its columns spelled as in the header."""
    return Recognised(name, read_mapping(preset_path(name), kind).matched(header))


def _of_preset(header: Sequence[str], preset: Recognised) -> Iterator[Match]:
    for name, column in preset.mapping.columns.items():
        if name in header:
            yield Match(name, column.field, How.PRESET, like=name, verified=column.verified)


def _candidates(columns: Sequence[str], kind: Kind) -> Iterator[Match]:
    for field in kind.fields:
        meaning = field.meaning.partition(";")[0]
        for name in columns:
            if folded(name) == folded(field.name):
                yield Match(name, field.name, How.EXACT)
        for known in (*names_of(kind.name, field.name), meaning):
            for name in spelled_in(columns, known):
                # Below the field's own name, which leaves no room for doubt.
                yield Match(name, field.name, How.KNOWN, 0.99, known)
            yield from _near(columns, field.name, known)
        yield from _near(columns, field.name, field.name)


def _near(columns: Sequence[str], field: str, known: str) -> Iterator[Match]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded(known))
    for name in columns:
        matcher.set_seq1(folded(name))
        if (
            matcher.quick_ratio() >= NEAR_ENOUGH
            and NEAR_ENOUGH <= (likeness := matcher.ratio()) < 1
        ):
            yield Match(name, field, How.NEAR, round(likeness * 0.98, 2), known)
