"""Count the facts of a year from the store and keep them for the pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from parindex.apps.accounts.models import Account
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.apps.events.services import append
from parindex.apps.facts.happenings import FactsAskedFor, FactsPublished
from parindex.apps.facts.models import BatchState, FactBatch, FactRow
from parindex.apps.pages import processes
from parindex.engine.facts.compute import answer
from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.scoring.measured import measures_of
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import year_of
from parindex.engine.values.problems import BadInput

SUBJECT = "facts"
_AT_ONCE = 1000
_STALE_MINUTES = 60


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


def ask_for(year: int, *, by: Account | str) -> FactBatch:
    """Note that the facts of a year are wanted; whoever calls then has them counted.

    `BadInput` while those of that year are being counted, or where there is no store.
    """
    store()
    with transaction.atomic():
        begun = timezone.now() - timedelta(minutes=_STALE_MINUTES)
        running = FactBatch.objects.filter(year=year, state=BatchState.RUNNING, began_at__gte=begun)
        if running.exists():
            raise BadInput.of(
                f"số liệu năm {year}", "đang được tính", "Hãy đợi lần đang tính xong rồi làm lại"
            )
        batch = FactBatch.objects.create(
            year=year,
            state=BatchState.RUNNING,
            step="Chuẩn bị",
            began_at=timezone.now(),
            by=str(by),
        )
        append(SUBJECT, FactsAskedFor(batch.pk, year), by=by)
    return batch


def start(batch: FactBatch) -> None:
    """Have the batch counted by a process of its own, so that no visitor waits for it."""
    processes.start("publish", "--batch", str(batch.pk))


def count(batch: FactBatch) -> None:
    """Count the batch: all measures by level, and by unit those that published sets ask for.

    What goes wrong is told in the batch, and raised.
    """
    try:
        snapshot = open_snapshot(store())
        facts = _counted(batch, snapshot)
    except BaseException as error:
        known = isinstance(error, BadInput)
        told = str(error) if known else "Phần mềm gặp lỗi khi tính; người vận hành xem nhật ký."
        _tell(batch, told, state=BatchState.FAILED, ended_at=timezone.now())
        raise
    _tell(batch, "Ghi số liệu")
    with transaction.atomic():
        FactRow.objects.filter(batch=batch).delete()
        rows = FactRow.objects.bulk_create(
            (FactRow.of(batch, fact) for fact in facts), batch_size=_AT_ONCE
        )
        published = FactsPublished(batch.pk, batch.year, snapshot.version, len(rows))
        append(SUBJECT, published, by=batch.by)
        _tell(
            batch,
            "",
            state=BatchState.DONE,
            ended_at=timezone.now(),
            lake=snapshot.version,
            rows=len(rows),
            simulated=any(fact.simulated for fact in facts),
        )


def _counted(batch: FactBatch, snapshot: Snapshot) -> list[Fact]:
    period = year_of(batch.year)
    question = Question(snapshot, period, period.last)

    def say(step: str) -> None:
        _tell(batch, step)

    wanted = _wanted()
    with DuckDBEngine().kept() as engine:
        facts = answer(question, None, ("level",), say, engine=engine)
        if wanted:
            _tell(batch, "Tính theo từng đơn vị")
            facts += answer(question, wanted, ("level", "unit"), say, engine=engine)
    return facts


def _wanted() -> list[str]:
    named: Iterable[str] = (
        name for published in published_sets() for name in measures_of(set_of(published))
    )
    return list(dict.fromkeys(named))


def _tell(batch: FactBatch, step: str, **fields: object) -> None:
    changed = {"step": step, **fields}
    for name, value in changed.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(changed))
