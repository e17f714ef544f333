"""Work on a cluster that nobody does any more is called off; Spark itself would wait for ever."""

from __future__ import annotations

import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from pyspark import SparkContext

from parindex.engine.values.problems import BadInput

_EVERY = 1.0
"""Seconds between two looks."""


class Watch:
    """Around a query: `BadInput` when for `patience` seconds no task of its jobs was running."""

    def __init__(self, context: SparkContext, master: str, patience: float) -> None:
        self.master = master
        self.patience = patience
        self._context = context
        self._over, self._given_up = Event(), False
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        self._over, self._given_up = Event(), False
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        if self._given_up:
            raise BadInput.of(
                self.master,
                f"đã {self.patience:.0f} giây không có worker nào nhận việc",
                "Hãy kiểm tra các tiến trình worker còn chạy và còn đủ bộ nhớ, rồi chạy lại; kho không"
                " bị thay đổi",
            ) from error

    def _look(self) -> None:
        busy = time.monotonic()
        while not self._over.wait(_EVERY):
            if not self._waiting():
                busy = time.monotonic()
            elif time.monotonic() - busy > self.patience:
                self._given_up = True
                self._context.cancelAllJobs()
                return

    def _waiting(self) -> bool:
        """Whether there are jobs and none of their tasks is being worked at."""
        tracker = self._context.statusTracker()
        jobs = [tracker.getJobInfo(job) for job in tracker.getActiveJobsIds()]
        stages = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        return bool(jobs) and not any(stage.numActiveTasks for stage in stages if stage)
