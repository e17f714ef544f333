"""Who may import results of earlier years and take an import back."""

from __future__ import annotations

from django.db.models import Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule, holds
from parindex.apps.pastyears.models import PastImport
from parindex.apps.pastyears.planning import IMPORTERS

IMPORTS = holds(*IMPORTERS)


def _withdraws(visitor: Visitor, batch: PastImport) -> bool:
    return visitor.holds(Role.ADMINISTRATOR) or (
        batch.by_id == visitor.account and _coordinates_all(visitor, batch)
    )


def _coordinates_all(visitor: Visitor, batch: PastImport) -> bool:
    """Whether every unit that the file speaks of is still theirs to coordinate."""
    own = Q(pk__in=())
    for path in visitor.paths(Role.COORDINATOR):
        own |= Q(unit__path__startswith=path)
    return visitor.holds(Role.COORDINATOR) and not batch.rows.exclude(own).exists()


WITHDRAWS = Rule("quản trị hệ thống, hoặc cán bộ điều phối đã nhập tệp này", _withdraws)
