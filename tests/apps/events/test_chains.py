"""The log: chains that show every change, writers that take turns, hashes that anybody can compute."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from parindex.apps.events import registry
from parindex.apps.events.models import Chain, Event
from parindex.apps.events.queries import faults, head, history
from parindex.apps.events.services import ChainMoved, append


@dataclass(frozen=True, slots=True)
class Noted:
    """Something of every type that a payload may hold."""

    id: UUID
    text: str
    count: int
    on: date
    many: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    kilograms: float


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of these tests alone."""
    for table in ("_kinds", "_names", "_handlings"):
        monkeypatch.setattr(registry, table, dict(getattr(registry, table)))
    registry.happening("test.noted", "Ghi nhận")(Noted)
    registry.happening("test.weighed", "Cân")(Weighed)
    registry.only_recorded(Noted, Weighed)


KEY = UUID("00000000-0000-4000-8000-000000000839")


def note(subject: str = "a", text: str = "Đã đọc", **more: object) -> Event:
    return append(subject, Noted(KEY, text, 2, date(2023, 2, 27), ("x",)), by="kiểm thử", **more)


@pytest.mark.django_db
def test_the_hash_is_over_canonical_json_and_the_hash_before() -> None:
    note()
    second = note(text="Đã ký", reason="đủ tài liệu")
    first = Event.objects.get(seq=1)
    text = json.dumps(
        {
            "actor": "kiểm thử",
            "at": second.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00"),
            "kind": "test.noted",
            "payload": {
                "count": 2,
                "id": str(KEY),
                "many": ["x"],
                "on": "2023-02-27",
                "text": "Đã ký",
            },
            "previous": first.hash,
            "reason": "đủ tài liệu",
            "seq": 2,
            "subject": "a",
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert second.hash == hashlib.sha256(text.encode()).hexdigest()
    assert first.previous == ""
    assert head("a") == second.hash


@pytest.mark.django_db
def test_what_was_appended_is_read_back_as_it_was() -> None:
    note()
    event = history("a").get()
    assert event.happened == Noted(KEY, "Đã đọc", 2, date(2023, 2, 27), ("x",))
    assert (event.title, event.actor, event.actor_name) == ("Ghi nhận", None, "kiểm thử")
    assert event.at.tzinfo is not None


@pytest.mark.django_db
def test_whole_chains_have_no_faults() -> None:
    for subject in ("a", "b", "a"):
        note(subject)
    assert list(faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"payload": {"id": str(KEY), "text": "khác", "count": 2}}, "không khớp với mã băm"),
        ({"actor_name": "người khác"}, "không khớp với mã băm"),
        ({"reason": "thêm sau"}, "không khớp với mã băm"),
        ({"previous": "0" * 64}, "không nối với sự kiện đứng trước"),
        ({"seq": 7}, "sự kiện bị thiếu"),
    ],
)
def test_every_change_shows(change: dict[str, object], told: str) -> None:
    for _ in range(3):
        note()
    Event.objects.filter(seq=2).update(**change)
    assert told in " ".join(map(str, faults("a")))


@pytest.mark.django_db
@pytest.mark.parametrize("place", [1, 2, 3])
def test_every_deletion_shows(place: int) -> None:
    for _ in range(3):
        note()
    Event.objects.filter(seq=place).delete()
    assert list(faults())


@pytest.mark.django_db
def test_a_chain_made_up_beside_its_head_shows() -> None:
    note()
    Chain.objects.all().delete()
    assert [str(fault) for fault in faults()] == [
        "a, sự kiện 0: đầu chuỗi đã ghi không khớp với sự kiện cuối cùng."
    ]


@pytest.mark.django_db
def test_a_float_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(TypeError):
        append("a", Weighed(0.1), by="kiểm thử")
    assert not Event.objects.exists()
    assert not Chain.objects.exists()


@pytest.mark.django_db
def test_whoever_has_not_seen_the_latest_is_refused() -> None:
    note(after=0)
    with pytest.raises(ChainMoved):
        note(after=0)
    note(after=1)
    assert history("a").count() == 2


@pytest.mark.django_db
def test_a_handler_that_fails_leaves_no_event() -> None:
    registry.happening("test.refused", "Bị từ chối")(type("Refused", (Noted,), {}))
    refused = registry._kinds["test.refused"].payload

    @registry.handles(refused, writes=())
    def refuse(event: Event, happened: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        append("a", refused(uuid4(), "x", 1, date(2023, 1, 1)), by="kiểm thử")
    assert not Event.objects.exists()
    assert head("a") == ""


def test_a_kind_without_handler_is_an_error() -> None:
    registry.happening("test.forgotten", "Bị quên")(type("Forgotten", (Noted,), {}))
    told = [error.msg for error in registry.every_kind_has_a_handler(None)]
    assert told == ["test.forgotten has no handler"]


def test_every_kind_of_the_product_has_a_handler_and_a_title() -> None:
    assert registry.every_kind_has_a_handler(None) == []
    assert all(kind.title and "." in kind.name for kind in registry.kinds())


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_whole_chain() -> None:
    def write(number: int) -> None:
        try:
            with transaction.atomic():
                note("chung" if number % 2 else f"riêng {number}", text=str(number))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert list(faults()) == []
    assert Chain.objects.get(subject="chung").length == 20
    texts = {event.payload["text"] for event in Event.objects.all()}
    assert texts == {str(number) for number in range(40)}
