"""Which kind of record a file holds, guessed from its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.proposals.matching import Match, matches, recognise
from parindex.engine.records.schema import Kind
from parindex.engine.values.problems import BadInput

_LEAST = 0.3
_REQUIRED_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind with its coverage from 0 to 1: of the kind's required fields, and of the file's columns."""

    kind: str
    coverage: float


def guess_kind(path: Path, header: Sequence[str]) -> tuple[Guess, Guess]:
    """The kind that covers a header best, and the runner-up; `BadInput` if none comes near."""
    guesses = [
        Guess(name, coverage(header, kind, matches(header, kind, recognise(header, kind))))
        for name, kind in KINDS.items()
    ]
    best, second = sorted(guesses, key=lambda guess: -guess.coverage)[:2]
    if best.coverage < _LEAST:
        raise BadInput.of(
            path,
            "tên các cột không giống loại hồ sơ nào nên không đoán được loại",
            f"Hãy chỉ rõ bằng --kind, một trong: {', '.join(KINDS)}",
        )
    return best, second


def coverage(header: Sequence[str], kind: Kind, found: Sequence[Match]) -> float:
    """How well matches cover a kind and a header, from 0 to 1; a near match counts by its score."""
    required = {field.name for field in kind.fields if field.required}
    of_fields = sum(match.score for match in found if match.field in required) / len(required)
    of_columns = sum(match.score for match in found) / max(
        1, len([name for name in header if name])
    )
    return round(_REQUIRED_WEIGHT * of_fields + (1 - _REQUIRED_WEIGHT) * of_columns, 2)
