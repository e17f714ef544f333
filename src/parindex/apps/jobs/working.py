"""A job being done: its progress told, its end written together with what it changes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from parindex.apps.accounts.models import Account
from parindex.apps.jobs.models import Job, JobState
from parindex.apps.jobs.registry import Last, Outcome, act_named
from parindex.apps.pages.uploads import FileOnDisk
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput

_logger = logging.getLogger(__name__)
_EVERY = 0.5
"""Seconds between two notes of progress."""
FOLDER = "jobs"
"""Where the storage keeps what jobs made."""
ASIDE = "job-"
"""How the folders of jobs under way begin, before the job's key."""
BROKEN = "Phần mềm gặp lỗi khi làm việc này; người vận hành xem nhật ký của bộ xử lý việc nền."
MOVED = "Có người vừa thay đổi trong lúc việc này đang được làm. Hãy xem lại rồi yêu cầu lại."


class Stopping(Exception):
    """The worker is asked to stop: the job goes back to the queue."""


class TakenAway(Exception):
    """The job is no longer this worker's: nothing that it did at the end was written."""


def aside() -> Path:
    """Where jobs have their folders."""
    return Path(str(settings.FILE_UPLOAD_TEMP_DIR))


@dataclass
class Work:
    """A job in the hands of its worker; acts tell it how far they are."""

    job: Job
    stopping: Callable[[], bool] = lambda: False
    _told: float = field(default=0.0, init=False)

    @property
    def key(self) -> UUID:
        """The job's key: the same when it is taken up again."""
        return self.job.pk

    @property
    def by(self) -> Account:
        """Who asked; acts ask again whether they may."""
        account = self.job.by
        if not isinstance(account, Account) or not account.is_active:
            raise PermissionDenied("tài khoản còn hoạt động")
        return account

    def say(self, step: str, done: int = 0, total: int = 0) -> None:
        """Tell what is being done, and how much of how much; `Stopping` where the worker is to stop."""
        if self.stopping():
            raise Stopping
        changed = step != self.job.step
        now = time.monotonic()
        if not changed and now - self._told < _EVERY and done != total:
            return
        self._told = now
        fields: dict[str, Any] = {"step": step, "done": done, "total": total}
        if changed:
            fields["step_at"] = timezone.now()
        self._note(beat_at=timezone.now(), **fields)

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder for large files under way, on the disk of the uploads; gone when the block ends."""
        with TemporaryDirectory(prefix=f"{ASIDE}{self.key}-", dir=aside()) as folder:
            yield Path(folder)

    def keep(self, path: Path, name: str) -> None:
        """Keep a file that the job made, for whoever asked to fetch it under that name.

        The file at `path` may be gone afterwards.
        """
        if act_named(self.job.act).may_fetch is None:
            raise TypeError(f"{self.job.act} does not say who may have its file")
        place, size = f"{FOLDER}/{self.key}-{self.job.attempts}", path.stat().st_size
        with FileOnDisk(path, place) as content:
            kept = default_storage.save(place, content)
        self.job.file = {"place": kept, "name": name, "size": size}

    def _note(self, **fields: object) -> None:
        if not self._mine().update(**fields):
            raise TakenAway
        for name, value in fields.items():
            setattr(self.job, name, value)

    def _mine(self) -> Any:
        job = self.job
        return Job.objects.filter(
            pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts
        )

    def finish(self, last: Last) -> None:
        """The act's last step and the job's end, both or neither."""
        with transaction.atomic():
            outcome = last()
            self._end(JobState.DONE, outcome)

    def fail(self, words: str) -> None:
        """Tell that nothing came of it, and why."""
        self.job.file = None
        self._end(JobState.FAILED, Outcome(words))

    def give_back(self) -> None:
        """Put the job back for the next worker; this attempt does not count."""
        attempts = self.job.attempts - 1
        self._note(state=JobState.WAITING, worker="", attempts=attempts, step="", done=0, total=0)

    def _end(self, state: JobState, outcome: Outcome) -> None:
        self._note(
            state=state,
            outcome=outcome.words,
            address=outcome.address,
            file=self.job.file,
            ended_at=timezone.now(),
            step="",
        )


def perform(job: Job, stopping: Callable[[], bool] = lambda: False) -> None:
    """Do a job that was claimed; whatever goes wrong is told in it, nothing is raised."""
    work = Work(job, stopping)
    try:
        try:
            act = act_named(job.act)
            work.finish(act.run(act.load(job.order), work))
        except Stopping:
            work.give_back()
        except BadInput as bad:
            work.fail("\n".join(map(str, bad.problems)))
        except PermissionDenied as denied:
            work.fail(f"Việc này cần {denied}, mà người yêu cầu hiện không có vai trò đó.")
        except Conflict:
            work.fail(MOVED)
        except TakenAway:
            raise
        except Exception:
            _logger.exception("job %s (%s) failed", job.pk, job.act)
            work.fail(BROKEN)
    except TakenAway:
        _logger.warning("job %s (%s) was taken away", job.pk, job.act)
