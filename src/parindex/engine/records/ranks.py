"""Whose word a file holds: files are named after the batch that wrote them, and batches are numbered.

Of several rows with one key the one of the highest rank counts. A file that a compaction wrote has
the rank of the last batch that it folds, not of the version that it made: younger batches, which it
leaves alone, still speak after it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

_RANK_DIGITS = 6
_BATCH_LENGTH = _RANK_DIGITS + 1 + 8

_BATCH = re.compile(r"[0-9]{6}-[0-9a-f]{8}")
"""`000012-97726d89`: the number, a dash, and eight hexadecimal digits."""


def batch_id(rank: int, *content: str) -> str:
    """The name of a batch, or of a change that writes files in the rank of one."""
    digest = hashlib.sha256("".join(content).encode()).hexdigest()[:8]
    return f"{rank:06d}-{digest}"


def is_batch_id(text: str) -> bool:
    """Whether a text has the form of a batch's name."""
    return _BATCH.fullmatch(text) is not None


def batch_of(path: str | Path) -> str:
    """The batch that wrote a file."""
    return PurePosixPath(path).name[:_BATCH_LENGTH]


def rank_of(path: str | Path) -> int:
    """The number of the batch that wrote a file, or of a batch by its own name."""
    return int(PurePosixPath(path).name[:_RANK_DIGITS])
