"""Who may have facts counted."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from parindex.apps.access.rules import holds

COUNTS = holds(Role.COORDINATOR, Role.ADMINISTRATOR)
