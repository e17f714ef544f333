"""The table of routes: each app has its own, `ROWS` in `tests/apps/APP/routes.py`.

`test_routes` fails for a route without a row and for a row without a route.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.apps.rows import Row


def all_rows() -> list[Row]:
    """The rows of every app that has a table."""
    tables = sorted(Path(__file__).parent.glob("*/routes.py"))
    modules = [import_module(f"tests.apps.{table.parent.name}.routes") for table in tables]
    return [row for module in modules for row in module.ROWS]
