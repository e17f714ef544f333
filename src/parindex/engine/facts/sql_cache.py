"""Generated queries in the user's cache folder, each under a hash of all that its text rests on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from parindex import __version__
from parindex.engine.reading.files import written_aside
from parindex.engine.records.catalog import KINDS


def cached(question: Sequence[object], made: Callable[[], str]) -> str:
    """The text kept for the question, or the one made now, which is kept for the next time.

    A cache that cannot be read or written does no harm: the text is then made every time.
    """
    folder = _folder()
    if folder is None:
        return made()
    text = json.dumps([_foundation(), question])
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()}.sql"
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8")
    sql = made()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with written_aside(path) as aside:
            aside.write_text(sql, encoding="utf-8")
    return sql


@cache
def foundation() -> str:
    """A hash of the code of the measures and of all else that every text rests on."""
    return hashlib.sha256(json.dumps(_foundation()).encode()).hexdigest()[:16]


def _folder() -> Path | None:
    # The specification says that a relative path there is invalid and to be ignored.
    told = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if told.is_absolute():
        return told / "parindex" / "sql"
    try:
        return Path.home() / ".cache" / "parindex" / "sql"
    except RuntimeError:
        return None


@cache
def _foundation() -> list[str]:
    """What every text rests on: product, query library, the code of measures, the schemas."""
    here = Path(__file__).parent
    code = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        code.update(path.read_bytes())
    schemas = [f"{name}:{kind.fingerprint}:{kind.unit_field}" for name, kind in KINDS.items()]
    return [__version__, version("ibis-framework"), version("sqlglot"), code.hexdigest(), *schemas]
