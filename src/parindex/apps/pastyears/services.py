"""Verbs on results of earlier years: import a file, take an import back."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from parindex.apps.accounts.models import Account
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.events.services import ChainMoved, append, taking_turns
from parindex.apps.organizations.queries import require
from parindex.apps.pastyears.happenings import PastImported, PastWithdrawn
from parindex.apps.pastyears.models import PastImport
from parindex.apps.pastyears.planning import Plan
from parindex.apps.pastyears.queries import PAST
from parindex.apps.pastyears.rules import IMPORTS, WITHDRAWS
from parindex.apps.pastyears.watching import tell
from parindex.engine.values.problems import BadInput

By = Account | str


def import_past(
    plan: Plan,
    criteria: PublishedSet,
    source: str,
    seen: int,
    *,
    by: By,
    simulated: bool = False,
) -> PastImport:
    """Write what the plan changes; `seen` is the length of the chain that it was held against.

    `BadInput` with the plan's problems, where it changes nothing, or where others imported meanwhile.
    """
    if not isinstance(by, str):
        require(by, IMPORTS)
    if plan.problems:
        raise BadInput(*plan.problems)
    if not plan.changes:
        raise BadInput.of(source, "không có gì khác với số liệu đang có", "Không cần nhập lại")
    happened = PastImported(
        uuid4(),
        source[:255],
        criteria.pk,
        criteria.set_id,
        simulated,
        tuple(change.data() for change in plan.changes),
    )
    with transaction.atomic():
        try:
            append(PAST, happened, by=by, after=seen)
        except ChainMoved as moved:
            raise BadInput.of(
                source, "số liệu các năm trước vừa được người khác nhập thêm", "Hãy chọn lại tệp"
            ) from moved
        tell(
            {change.unit.code for change in plan.changes},
            {change.row.year for change in plan.changes},
        )
    return PastImport.objects.get(pk=happened.id)


def withdraw(batch: PastImport, reason: str, *, by: By) -> None:
    """Take an import back: what it had replaced counts again; it stays on record."""
    if not isinstance(by, str):
        require(by, WITHDRAWS, batch)
    if not reason.strip():
        raise BadInput.of("reason", "chưa nêu lý do thu hồi", "Hãy ghi rõ vì sao")
    with transaction.atomic(), taking_turns(PAST):
        if PastImport.objects.get(pk=batch.pk).withdrawn:
            raise BadInput.of(batch, "đã được thu hồi", "Hãy mở lại trang để xem")
        rows = batch.rows.select_related("unit")
        touched = {(row.unit.code, row.year) for row in rows.only("unit__code", "year")}
        append(PAST, PastWithdrawn(batch.pk), by=by, reason=reason.strip())
        tell({unit for unit, _ in touched}, {year for _, year in touched})
