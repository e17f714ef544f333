"""Ask for long work, claim it, give back what a lost worker held, clear away what is old."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from shutil import rmtree
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from parindex.apps.accounts.models import Account
from parindex.apps.jobs.models import OPEN, Job, JobState
from parindex.apps.jobs.registry import act_for
from parindex.apps.jobs.working import ASIDE, FOLDER, aside, perform
from parindex.engine.values.problems import BadInput

LEASE = timedelta(seconds=60)
"""How long a worker may be silent before its job is another's."""
MOST_ATTEMPTS = 3
FILES_KEPT = timedelta(days=7)
JOBS_KEPT = timedelta(days=90)
LOST = "Bộ xử lý việc nền dừng đột ngột nhiều lần khi làm việc này. Hãy báo người vận hành."


def ask(order: Any, title: str, *, by: Account, turn: str = "") -> Job:
    """Ask for work; it begins when a worker is free, or at once where the settings say so.

    `BadInput` if an open job has the same `turn`.
    """
    return begin(put(order, title, by=by, turn=turn, key=uuid4()))


def put(order: Any, title: str, *, by: Account, turn: str, key: UUID) -> Job:
    """The same for callers that write something beside it: the job waits, `begin` comes after."""
    act = act_for(order)
    told = act.dump(order)
    title = title[: Job._meta.get_field("title").max_length]
    job = Job(id=key, act=act.name, title=title, order=told, turn=turn, by=by, by_name=str(by))
    with _turn_of(job):
        job.save(force_insert=True)
    return job


def ask_again(job: Job, *, by: Account) -> Job:
    """Have a job that failed done again; `BadInput` if it did not fail, or its turn is taken."""
    failed = Job.objects.filter(pk=job.pk, state=JobState.FAILED, by=by)
    with _turn_of(job):
        put_back = failed.update(
            state=JobState.WAITING,
            attempts=0,
            outcome="",
            asked_at=timezone.now(),
            began_at=None,
            ended_at=None,
        )
    if not put_back:
        raise BadInput.of(job, "không phải việc cần làm lại", "Hãy mở lại trang để xem")
    job.refresh_from_db()
    return begin(job)


@contextmanager
def _turn_of(job: Job) -> Iterator[None]:
    """`BadInput` where another open job has the turn of what is written."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise BadInput.of(
            job, "đang được làm", "Hãy theo dõi ở trang «Việc chạy nền», xong rồi hãy yêu cầu lại"
        ) from error


def begin(job: Job) -> Job:
    """Do the job here and now where the settings say so; else the worker comes by."""
    if settings.PARINDEX_JOBS_AT_ONCE:
        claimed = claim("tại chỗ", only=job.pk)
        if claimed is not None:
            perform(claimed)
        job.refresh_from_db()
    return job


def claim(worker: str, only: UUID | None = None) -> Job | None:
    """The job that waits longest, now this worker's and nobody else's; None where none waits."""
    waiting = Job.objects.filter(state=JobState.WAITING)
    if only is not None:
        waiting = waiting.filter(pk=only)
    for key in waiting.order_by("asked_at").values_list("pk", flat=True)[:5]:
        now = timezone.now()
        taken = Job.objects.filter(pk=key, state=JobState.WAITING).update(
            state=JobState.RUNNING,
            worker=worker,
            began_at=now,
            beat_at=now,
            attempts=F("attempts") + 1,
            step="",
            done=0,
            total=0,
        )
        if taken:
            return Job.objects.select_related("by").get(pk=key)
    return None


def beat(job: Job) -> None:
    """Let it be known that the worker is still at it."""
    Job.objects.filter(pk=job.pk, worker=job.worker, state=JobState.RUNNING).update(
        beat_at=timezone.now()
    )


def give_back_lost(gone: str = "") -> None:
    """Put the jobs of workers not heard of, or known to be gone, back; tell after several attempts."""
    silent = Q(beat_at__lt=timezone.now() - LEASE)
    if gone:
        silent |= Q(worker=gone)
    lost = Job.objects.filter(silent, state=JobState.RUNNING)
    if not lost.exists():
        return
    lost.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=JobState.FAILED, outcome=LOST, ended_at=timezone.now(), step=""
    )
    lost.update(state=JobState.WAITING, worker="", step="", done=0, total=0)


def clear_old() -> None:
    """Take files away that are a week old or that a lost worker left, and jobs that ended long ago."""
    now = timezone.now()
    ended = Job.objects.exclude(state__in=OPEN)
    ended.filter(ended_at__lt=now - FILES_KEPT, file__isnull=False).update(file=None)
    ended.filter(ended_at__lt=now - JOBS_KEPT).delete()
    # In this order: a file that was there belongs to a job that was open then, or is done since.
    there, open_ = _files(), open_keys()
    files = Job.objects.filter(file__isnull=False).values_list("file", flat=True)
    kept = {each["place"] for each in files if each}
    for name in there:
        if name not in kept and name.removeprefix(f"{FOLDER}/")[:36] not in open_:
            default_storage.delete(name)
    for folder in aside().glob(f"{ASIDE}*"):
        if folder.name.removeprefix(ASIDE)[:36] not in open_:
            rmtree(folder, ignore_errors=True)


def open_keys() -> set[str]:
    """The keys of the jobs that wait or are being done."""
    return {str(key) for key in Job.objects.filter(state__in=OPEN).values_list("pk", flat=True)}


def _files() -> list[str]:
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []
