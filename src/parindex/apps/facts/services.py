"""Count the facts of a year from the store and keep them for the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from parindex.apps.accounts.models import Account
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.apps.events.services import append
from parindex.apps.facts.happenings import FactsAskedFor, FactsPublished
from parindex.apps.facts.models import FactBatch, FactRow
from parindex.apps.pages.bulk import insert_many
from parindex.engine.facts.compute import answer
from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.scoring.measured import measures_of
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import year_of
from parindex.engine.values.problems import BadInput

SUBJECT = "facts"


def store_is_there() -> bool:
    """Whether the site was given records to measure."""
    return Path(settings.RECORDS_STORE).is_dir()


def store() -> Path:
    """The folder of the records; `BadInput` where the site was given none."""
    folder = Path(settings.RECORDS_STORE)
    if not store_is_there():
        raise BadInput.of(
            "kho hồ sơ",
            "trang web chưa có kho hồ sơ để đo",
            "Người vận hành nạp hồ sơ (parindex records import) rồi đặt PARINDEX_STORE vào thư mục kho",
        )
    return folder


def asked_for(key: UUID, year: int, *, by: Account | str) -> None:
    """Record that the facts of a year are wanted; `key` is the batch that will hold them."""
    append(SUBJECT, FactsAskedFor(key, year), by=by)


def count(year: int, *, by: Account | str) -> FactBatch:
    """Count the facts of a year now: all measures by level, and by unit those that sets ask for.

    `BadInput` where there is no store, or it cannot be read.
    """
    key = uuid4()
    asked_for(key, year, by=by)
    return counting(key, year, by=by)()


def counting(
    key: UUID, year: int, *, by: Account | str, say: Callable[[str], None] = lambda step: None
) -> Callable[[], FactBatch]:
    """The same in two steps: everything is counted at once, what comes back writes the batch."""
    began = timezone.now()
    snapshot = open_snapshot(store())
    facts = _counted(year, snapshot, say)
    return lambda: _write(key, year, began, snapshot, facts, by)


def _write(
    key: UUID,
    year: int,
    began: datetime,
    snapshot: Snapshot,
    facts: Sequence[Fact],
    by: Account | str,
) -> FactBatch:
    batch = FactBatch(
        id=key,
        year=year,
        began_at=began,
        ended_at=timezone.now(),
        by=str(by),
        lake=snapshot.version,
        rows=len(facts),
        simulated=any(fact.simulated for fact in facts),
    )
    with transaction.atomic():
        batch.save(force_insert=True)
        names = [each.attname for each in FactRow._meta.concrete_fields if not each.primary_key]
        rows = (FactRow.of(batch, fact) for fact in facts)
        insert_many(FactRow, names, ([getattr(row, name) for name in names] for row in rows))
        append(SUBJECT, FactsPublished(key, year, snapshot.version, len(facts)), by=by)
    return batch


def _counted(year: int, snapshot: Snapshot, say: Callable[[str], None]) -> list[Fact]:
    period = year_of(year)
    question = Question(snapshot, period, period.last)
    wanted = _wanted()
    with DuckDBEngine().kept() as engine:
        facts = answer(question, None, ("level",), say, engine=engine)
        if wanted:
            say("Tính theo từng đơn vị")
            facts += answer(question, wanted, ("level", "unit"), say, engine=engine)
    return facts


def _wanted() -> list[str]:
    named: Iterable[str] = (
        name for published in published_sets() for name in measures_of(set_of(published))
    )
    return list(dict.fromkeys(named))
