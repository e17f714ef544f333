"""Who may do what with criteria sets."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from parindex.apps.access.rules import holds

ASKS = holds(Role.COORDINATOR)
PUBLISHES = holds(Role.COORDINATOR, Role.ADMINISTRATOR)
