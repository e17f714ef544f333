"""What commands do after they changed a store: bring its daily aggregates up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click


def keep_up(store: Path, say: Callable[[str], None] | None = None) -> None:
    """Bring the aggregates of the store up; trouble is told, and fails nothing."""
    from parindex.services.aggregates import keep_up as brought_up

    trouble = brought_up(store, say)
    if trouble:
        click.echo(trouble, err=True)
