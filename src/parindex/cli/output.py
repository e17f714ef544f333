"""How commands speak: JSON for programs, tables for people, progress for long work."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

_UNSEEN_WIDTH = 150
"""Columns assumed where the output goes to a file or a pipe and nobody's screen limits it."""

as_json = click.option(
    "--json", "json_", is_flag=True, help="In kết quả dạng JSON cho chương trình."
)


def write_json(data: Any) -> None:
    """Print JSON with readable Vietnamese and a stable order of keys."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def write_json_rows(rows: Iterable[Any]) -> None:
    """Print a JSON list with a row on each line; many rows are printed many times faster so."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    click.echo(f"[\n{lines}\n]" if lines else "[]")


def console(*, error: bool = False) -> Console:
    """A console on standard output (or standard error), as wide as the screen.

    It prints text as it stands: titles and codes come from files, and `[x]` or `:smile:` in them
    are words, not orders.
    """
    from rich.console import Console

    plainly: dict[str, Any] = {
        "highlight": False,
        "markup": False,
        "emoji": False,
        "stderr": error,
    }
    screen = Console(**plainly)
    return screen if screen.is_terminal else Console(**plainly, width=_UNSEEN_WIDTH)


def person() -> str:
    """The name of whoever runs the command; the number of an account that has no name."""
    from parindex.engine.records import journal

    return journal.person()
