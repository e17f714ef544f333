"""Who may import results of earlier years and take an import back."""

from __future__ import annotations

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule, holds
from parindex.apps.pastyears.models import PastImport
from parindex.apps.pastyears.planning import IMPORTERS

IMPORTS = holds(*IMPORTERS)


def _withdraws(visitor: Visitor, batch: PastImport) -> bool:
    own = visitor.holds(Role.COORDINATOR) and batch.by_id == visitor.account
    return own or visitor.holds(Role.ADMINISTRATOR)


WITHDRAWS = Rule("quản trị hệ thống, hoặc cán bộ điều phối đã nhập tệp này", _withdraws)
