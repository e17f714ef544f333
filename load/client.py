"""`.venv-load/bin/python load/client.py ORDER RESULT`: people at the site, by locust.

ORDER is JSON: `host`, `password`, `people` (name, unit and the items each edits), `pages` (name and
address, with {unit} in it), `rate` (requests a second of all together), `seconds`, `saves` (by each
editor). RESULT is JSON: every answer's page, milliseconds and status, and every save tried. It knows
nothing of the product: its libraries live in an environment of their own.
"""

from __future__ import annotations

import json
import random
import re
import sys
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import gevent
from gevent.lock import BoundedSemaphore
from locust import HttpUser, constant_throughput, task
from locust.env import Environment

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SIGN_IN = "/dang-nhap/"
_WAIT = 300
_WARM_UP = 4
"""The part of the time for which pages are read before anything counts: each process of the site
reads its templates and criteria once."""


class Shared:
    """What all people know: the order, who came already, what is told in the end."""

    order: ClassVar[dict[str, Any]]
    numbers: ClassVar[Any] = count()
    door = BoundedSemaphore(2)
    signed_in: ClassVar[list[str]] = []
    refused: ClassVar[list[str]] = []
    answers: ClassVar[list[tuple[str, float, int]]] = []
    saves: ClassVar[list[dict[str, Any]]] = []
    finished: ClassVar[list[str]] = []


class Person(HttpUser):
    """Somebody who signs in with their own account."""

    abstract = True

    def on_start(self) -> None:
        people = Shared.order["people"]
        self.number = next(Shared.numbers) % len(people)
        self.me = people[self.number]
        # Two at a time: hashing passwords is slow on purpose.
        with Shared.door:
            page = self.client.get(SIGN_IN)
            token = _TOKEN.search(page.text)
            sent = {
                "login": self.me["name"],
                "password": Shared.order["password"],
                "csrfmiddlewaretoken": token[1] if token else "",
            }
            headers = {"Referer": f"{self.host}{SIGN_IN}"}
            answer = self.client.post(SIGN_IN, sent, headers=headers, allow_redirects=False)
        known = Shared.signed_in if answer.status_code == 302 else Shared.refused
        known.append(self.me["name"])


class Reader(Person):
    """Opens one page after the other, all readers together so many a second."""

    def on_start(self) -> None:
        super().on_start()
        self.turn = self.number
        while len(Shared.signed_in) < len(Shared.order["people"]):
            gevent.sleep(0.1)
        # Not all at once: people come at moments of their own. Slept away here and not in the task,
        # whose pace counts from its first beginning.
        most = len(Shared.order["people"]) / Shared.order["rate"]
        gevent.sleep(random.uniform(0, most))  # noqa: S311 - nothing rests on it

    def wait_time(self) -> float:
        each = Shared.order["rate"] / len(Shared.order["people"])
        return float(constant_throughput(each)(self))

    @task
    def read(self) -> None:
        name, address = Shared.order["pages"][self.turn % len(Shared.order["pages"])]
        self.turn += 1
        answer = self.client.get(address.format(unit=self.me["unit"]), allow_redirects=False)
        Shared.answers.append((name, answer.elapsed.total_seconds() * 1000, answer.status_code))


class Fields(HTMLParser):
    """The fields of the form whose address ends in `/ghi/`, as a browser would send them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action, self.values, self._area = "", {}, ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form" and (told.get("action") or "").endswith("/ghi/"):
            self.action = told["action"] or ""
        elif self.action and self._open and tag in {"input", "textarea"}:
            self.values[told.get("name") or ""] = told.get("value") or ""
            self._area = (told.get("name") or "") if tag == "textarea" else ""

    _open = True

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form" and self.action:
            self._open = False


class Editor(Person):
    """Saves drafts by the form of the page, on items that others edit at the same time."""

    def wait_time(self) -> float:
        return 0.05

    @task
    def save(self) -> None:
        done = sum(each["who"] == self.me["name"] for each in Shared.saves)
        if len(Shared.signed_in) < len(Shared.order["people"]) or done >= Shared.order["saves"]:
            if done >= Shared.order["saves"] and self.me["name"] not in Shared.finished:
                Shared.finished.append(self.me["name"])
            return
        address = self.me["items"][done % len(self.me["items"])]
        form = Fields(self.client.get(address).text)
        mark = f"{self.me['name']}-{done:04}"
        sent = {**form.values, "explanation": mark, "viec": "luu", "tu_so": str(done)}
        headers = {"Referer": f"{self.host}{address}"}
        answer = self.client.post(form.action, sent, headers=headers, allow_redirects=False)
        Shared.answers.append(
            ("Lưu bản nháp", answer.elapsed.total_seconds() * 1000, answer.status_code)
        )
        told = {"who": self.me["name"], "item": address, "mark": mark}
        Shared.saves.append({**told, "status": answer.status_code})


def read(people: int) -> None:
    """Everybody signs in; then the pages are read for as long as ordered, after some more to warm up.

    A site that falls behind the rate is read for longer, until it was asked as often.
    """
    runner = _start(Reader, people)
    gevent.sleep(Shared.order["seconds"] / _WARM_UP)
    Shared.answers.clear()
    gevent.sleep(Shared.order["seconds"])
    with gevent.Timeout(_WAIT):
        while len(Shared.answers) < Shared.order["rate"] * Shared.order["seconds"]:
            gevent.sleep(0.1)
    runner.quit()


def edit(people: int) -> None:
    """Everybody saves as often as ordered."""
    runner = _start(Editor, people)
    with gevent.Timeout(_WAIT):
        while len(Shared.finished) < people:
            gevent.sleep(0.1)
    runner.quit()


def _start(kind: type[Person], people: int) -> Any:
    environment = Environment(user_classes=[kind], host=Shared.order["host"])
    runner = environment.create_local_runner()
    runner.start(people, spawn_rate=people)
    with gevent.Timeout(_WAIT):
        while len(Shared.signed_in) < people:
            if Shared.refused:
                sys.exit(f"không đăng nhập được: {Shared.refused[0]}")
            gevent.sleep(0.1)
    return runner


def main() -> None:
    order, result = map(Path, sys.argv[1:])
    Shared.order = json.loads(order.read_text("utf-8"))
    act = edit if Shared.order["saves"] else read
    act(len(Shared.order["people"]))
    told = {"answers": Shared.answers, "saves": Shared.saves}
    result.write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main()
