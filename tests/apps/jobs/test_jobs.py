"""Long work: asked for once, done once, told of; what a lost worker held is taken up again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.jobs import registry, services, working
from parindex.apps.jobs.models import Job, JobState
from parindex.apps.jobs.registry import Last, Outcome, act
from parindex.apps.jobs.templatetags.jobs import span
from parindex.apps.jobs.worker import Worker
from parindex.apps.jobs.working import Work, perform
from parindex.apps.organizations.models import Membership, Unit
from parindex.engine.values.problems import BadInput
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a unit a name; `faults` are to happen on the way."""

    code: str
    name: str
    fault: str = ""


@pytest.fixture
def renaming(world: World, settings: object) -> Iterator[list[Work]]:
    """An act of the tests; the list grows with every attempt. Jobs wait for a worker."""
    settings.PARINDEX_JOBS_AT_ONCE = False
    attempts: list[Work] = []

    @act("tests.rename", Rename, may_fetch=lambda visitor, order: visitor.holds(Role.SPECIALIST))
    def rename(order: Rename, work: Work) -> Last:
        attempts.append(work)
        work.say("Đổi tên", 1, 4)
        if order.fault == "bad":
            raise BadInput.of("tên", "quá dài", "Hãy viết ngắn lại")
        if order.fault == "broken":
            raise ZeroDivisionError
        if order.fault == "killed":
            raise SystemExit

        def last() -> Outcome:
            Unit.objects.filter(code=order.code).update(name=order.name)
            if order.fault == "late" and len(attempts) == 1:
                raise BadInput.of("tên", "đã có", "Hãy chọn tên khác")
            return Outcome("Đã đổi tên.", "/don-vi/VP1/")

        return last

    yield attempts
    del registry._acts["tests.rename"], registry._names[Rename]


def order(world: World, fault: str = "", turn: str = "") -> Job:
    by = world.own[Role.SPECIALIST]
    return services.ask(Rename("VP1", "Phòng Mới", fault), "Đổi tên phòng", by=by, turn=turn)


def name() -> str:
    return Unit.objects.get(code="VP1").name


def test_a_worker_does_what_was_asked_in_turn(world: World, renaming: list[Work]) -> None:
    first, second = order(world), order(world)
    assert (first.state, name()) == (JobState.WAITING, "Phòng Đầu tiên")
    worker = Worker()
    assert worker.work_once()
    first.refresh_from_db()
    assert (first.state, first.outcome, first.address) == ("done", "Đã đổi tên.", "/don-vi/VP1/")
    assert name() == "Phòng Mới"
    second.refresh_from_db()
    assert second.state == JobState.WAITING
    assert worker.work_once()
    assert not worker.work_once()
    assert len(renaming) == 2


def test_a_job_is_one_workers_alone(world: World, renaming: list[Work]) -> None:
    order(world)
    assert services.claim("một") is not None
    assert services.claim("hai") is None


def test_one_turn_is_one_open_job(world: World, renaming: list[Work]) -> None:
    order(world, turn="x")
    with pytest.raises(BadInput, match="đang được làm"):
        order(world, turn="x")
    Worker().work_once()
    assert order(world, turn="x").state == JobState.WAITING


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("bad", "tên: quá dài. Hãy viết ngắn lại."),
        ("broken", "Phần mềm gặp lỗi"),
        ("late", "đã có"),
    ],
)
def test_what_fails_is_told_and_nothing_is_half_written(
    world: World, client_of: Clients, renaming: list[Work], fault: str, told: str
) -> None:
    job = order(world, fault)
    assert Worker().work_once()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert name() == "Phòng Đầu tiên"
    client = client_of(world.own[Role.SPECIALIST])
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert told in page
    assert "Làm lại" in page
    client.post(reverse("jobs:again", args=[job.pk]))
    assert Worker().work_once()
    job.refresh_from_db()
    assert job.state == (JobState.DONE if fault == "late" else JobState.FAILED)


def test_a_job_of_a_lost_worker_is_taken_up_again_and_in_the_end_told(
    world: World, renaming: list[Work]
) -> None:
    job = order(world, "killed")
    for attempt in range(1, services.MOST_ATTEMPTS + 1):
        with pytest.raises(SystemExit):
            Worker().work_once()
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.RUNNING, attempt)
        assert not Worker().work_once()
        Job.objects.update(beat_at=timezone.now() - services.LEASE - timedelta(seconds=1))
    assert not Worker().work_once()
    job.refresh_from_db()
    assert (job.state, job.outcome) == (JobState.FAILED, services.LOST)
    assert len(renaming) == services.MOST_ATTEMPTS


def test_a_worker_that_comes_too_late_writes_nothing(world: World, renaming: list[Work]) -> None:
    order(world)
    slow = services.claim("chậm")
    assert slow is not None
    Job.objects.update(beat_at=timezone.now() - services.LEASE - timedelta(seconds=1))
    services.give_back_lost()
    assert services.claim("nhanh") is not None
    perform(slow)
    assert name() == "Phòng Đầu tiên"
    assert Job.objects.get().worker == "nhanh"


def test_a_worker_that_stops_gives_its_job_back(world: World, renaming: list[Work]) -> None:
    job = order(world)
    claimed = services.claim("dừng")
    assert claimed is not None
    perform(claimed, lambda: True)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == (JobState.WAITING, 0, "")


def test_progress_is_shown_while_it_goes_on(
    world: World, client_of: Clients, renaming: list[Work]
) -> None:
    job = order(world)
    address = reverse("jobs:job", args=[job.pk])
    client = client_of(world.own[Role.SPECIALIST])
    headers = {"HX-Request": "true", "HX-Target": "tien-do"}
    assert "Đang chờ đến lượt" in client.get(address, headers=headers).content.decode()
    claimed = services.claim("một")
    assert claimed is not None
    Work(claimed).say("Đổi tên", 1, 4)
    Job.objects.update(step_at=timezone.now() - timedelta(seconds=60))
    part = client.get(address, headers=headers).content.decode()
    assert "Đổi tên: 1/4, còn khoảng 3 phút" in part
    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part
    perform(claimed)
    part = client.get(address, headers=headers).content.decode()
    assert "Đã đổi tên." in part
    assert "hx-trigger" not in part


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 giây"), (59, "59 giây"), (150, "2 phút"), (7500, "2 giờ 5 phút")]
)
def test_spans_in_words(seconds: int, words: str) -> None:
    assert span(timedelta(seconds=seconds)) == words


def done_with_file(folder: Path) -> None:
    """The waiting job is done and has made a file."""
    claimed = services.claim("một")
    assert claimed is not None
    (folder / "x").write_bytes(b"noi dung")
    work = Work(claimed)
    work.keep(folder / "x", "kết quả.zip")
    work.finish(lambda: Outcome("Xong."))


def test_files_are_fetched_by_whoever_asked_and_go_after_a_week(
    world: World, client_of: Clients, renaming: list[Work], tmp_path: Path
) -> None:
    job = order(world)
    done_with_file(tmp_path)
    address = reverse("jobs:file", args=[job.pk])
    answer = client_of(world.own[Role.SPECIALIST]).get(address)
    assert b"".join(answer.streaming_content) == b"noi dung"
    assert client_of(world.own[Role.UNIT_HEAD]).get(address).status_code == 404
    left_over = default_storage.save(f"{working.FOLDER}/{'0' * 36}-1", ContentFile(b"bo do"))
    services.clear_old()
    assert not default_storage.exists(left_over)
    assert client_of(world.own[Role.SPECIALIST]).get(address).status_code == 200
    Job.objects.update(ended_at=timezone.now() - services.FILES_KEPT - timedelta(minutes=1))
    services.clear_old()
    assert client_of(world.own[Role.SPECIALIST]).get(address).status_code == 404
    assert default_storage.listdir(working.FOLDER)[1] == []
    Job.objects.update(ended_at=timezone.now() - services.JOBS_KEPT - timedelta(minutes=1))
    services.clear_old()
    assert not Job.objects.exists()


def test_who_lost_the_role_fetches_no_more(
    world: World, client_of: Clients, renaming: list[Work], tmp_path: Path
) -> None:
    job = order(world)
    done_with_file(tmp_path)
    client = client_of(world.own[Role.SPECIALIST])
    page, file = (reverse(f"jobs:{name}", args=[job.pk]) for name in ("job", "file"))
    assert file in client.get(page).content.decode()
    Membership.objects.filter(account=world.own[Role.SPECIALIST]).update(
        valid_to=timezone.localdate() - timedelta(days=1)
    )
    assert client.get(file).status_code == 403
    told = client.get(page)
    assert told.status_code == 200
    assert file not in told.content.decode()


@pytest.mark.parametrize("lost", [OperationalError, InterfaceError])
def test_a_worker_outlives_a_lost_connection(
    world: World,
    renaming: list[Work],
    monkeypatch: pytest.MonkeyPatch,
    lost: type[Exception],
) -> None:
    """psycopg says InterfaceError of a connection that the server closed."""
    worker, looks = Worker(), []

    def look() -> bool:
        looks.append(1)
        if len(looks) == 1:
            raise lost("the connection is closed")
        worker.stop()
        return True

    monkeypatch.setattr(worker, "work_once", look)
    monkeypatch.setattr("parindex.apps.jobs.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("signal.signal", lambda *told: None)
    worker.serve()
    assert len(looks) == 2


def test_a_file_kept_while_old_ones_are_cleared_stays(
    world: World, renaming: list[Work], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker may end its job between any two looks at the table."""
    order(world)
    claimed = services.claim("một")
    assert claimed is not None
    (tmp_path / "x").write_bytes(b"noi dung")
    work = Work(claimed)
    work.keep(tmp_path / "x", "kết quả.zip")
    looked = services.open_keys

    def ends_meanwhile() -> set[str]:
        found = looked()
        work.finish(lambda: Outcome("Xong."))
        return found

    monkeypatch.setattr(services, "open_keys", ends_meanwhile)
    services.clear_old()
    kept = Job.objects.get().file
    assert kept is not None
    assert default_storage.exists(kept["place"])


def test_a_job_asked_for_again_twice_is_done_once(world: World, renaming: list[Work]) -> None:
    job = order(world, "late")
    Worker().work_once()
    first, second = Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)
    by = world.own[Role.SPECIALIST]
    services.ask_again(first, by=by)
    assert Worker().work_once()
    with pytest.raises(BadInput, match="không phải việc cần làm lại"):
        services.ask_again(second, by=by)
    assert Job.objects.get().state == JobState.DONE


def test_a_long_title_is_cut(world: World, renaming: list[Work]) -> None:
    """Files have names of up to 255 characters, and databases that hold them count."""
    by = world.own[Role.SPECIALIST]
    job = services.ask(Rename("VP1", "Phòng Mới"), "«" + "x" * 255 + "»", by=by)
    assert len(Job.objects.get(pk=job.pk).title) == 250


def test_a_signal_to_end_may_come_at_any_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is heard between two lines of the very thread that serves, whatever lock that holds."""
    monkeypatch.setattr("parindex.apps.jobs.worker._PAUSE", 0.001)
    monkeypatch.setattr("parindex.apps.jobs.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("signal.signal", lambda *told: None)
    monkeypatch.setattr(Worker, "work_once", lambda worker: False)
    # More lines than it takes to look at the queue, to wait, and to look again.
    for moment in range(60):
        serving = threading.Thread(target=stopped_at, args=(moment,), daemon=True)
        serving.start()
        serving.join(10)
        assert not serving.is_alive(), f"stopped at line {moment} it waits for itself"


def stopped_at(moment: int) -> None:
    """Serve until the line of that number, at which it is stopped, and no longer."""
    worker, lines = Worker(), count()

    def at_line(frame: FrameType, event: str, argument: object) -> Any:
        if event == "line" and next(lines) == moment:
            worker.stop()
        return at_line

    sys.settrace(at_line)
    try:
        worker.serve()
    finally:
        sys.settrace(None)
