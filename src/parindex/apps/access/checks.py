"""The site does not start with a route that forgot to say who may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from parindex.apps.access.routes import declared_routes


def every_route_declares_access(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """An error for each pattern that was not made by `route`."""
    return [
        Error(
            f"{each.address} ({each.name}) declares no access rule",
            hint="Make the pattern with parindex.apps.access.routes.route.",
            id="access.E001",
        )
        for each in declared_routes()
        if each.access is None
    ]
