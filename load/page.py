"""The page of results, from plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from bench.words import decimal, dots

OK = 200
TARGET = 150.0
"""Milliseconds that 95 of 100 answers of a page may take at most."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How long the answers of one page took, in milliseconds, and with which status."""

    name: str
    times: Sequence[float]
    statuses: Mapping[int, int]

    @property
    def errors(self) -> int:
        """Answers that were no page; status 0 is a connection that broke."""
        return sum(times for status, times in self.statuses.items() if status != OK)

    @property
    def p50(self) -> float:
        return _quantile(self.times, 50)

    @property
    def p95(self) -> float:
        return _quantile(self.times, 95)


@dataclass(slots=True)
class Load:
    """What was ordered and what came of it, on one database."""

    database: str
    size: Mapping[str, int]
    rate: float
    seconds: float
    at: str
    code: str
    pages: list[Pages] = field(default_factory=list)
    saving: Pages = field(default_factory=lambda: Pages("Lưu bản nháp", (), {}))
    statuses: Mapping[str, int] = field(default_factory=dict)
    history: Mapping[str, int] = field(default_factory=dict)

    @property
    def missed(self) -> list[Pages]:
        return [each for each in self.pages if each.p95 > TARGET or each.errors]


def _quantile(times: Sequence[float], part: int) -> float:
    if len(times) < 2:
        return times[0] if times else 0.0
    return quantiles(times, n=100, method="inclusive")[part - 1]


def pages_of(answers: Sequence[tuple[str, float, int]], names: Sequence[str]) -> list[Pages]:
    """The answers by page."""
    return [
        Pages(
            name,
            [took for told, took, _ in answers if told == name],
            Counter(status for told, _, status in answers if told == name),
        )
        for name in names
    ]


_HEAD = """# Đo tải trang web

Trang này do `make load` viết ra; không sửa tay. Tỉnh, đơn vị, tài khoản, văn bản dùng để đo là **dữ liệu
mô phỏng**. Cách chạy lại và cách đo: [load/README.md]({readme}).
"""


def page(
    loads: Sequence[Load], machine: Sequence[str], causes: Mapping[str, str], readme: str
) -> str:
    """The whole page in Markdown."""
    parts = [_HEAD.format(readme=readme), "\n".join(f"- {line}" for line in machine) + "\n"]
    parts += ["\n".join(_section(load, causes)) + "\n" for load in loads]
    return "\n".join(parts)


def _section(load: Load, causes: Mapping[str, str]) -> Iterator[str]:
    units, components, people = (load.size[key] for key in ("units", "components", "people"))
    rate = sum(len(each.times) for each in load.pages) / load.seconds
    yield f"## {load.database}"
    yield ""
    yield f"Một đợt {dots(units)} đơn vị × {components} tiêu chí thành phần, {people} người đăng nhập."
    yield ""
    yield (
        f"**Xem trang**, {decimal(load.seconds, 0)} giây, đặt {decimal(load.rate, 0)} yêu cầu/giây, "
        f"thực tế {decimal(rate, 1)}. Thời gian do phía người dùng đo, gồm cả chờ đến lượt."
    )
    yield ""
    yield "| trang | số lượt | p50 | p95 | lỗi | p95 ≤ 150 ms |"
    yield "|---|---:|---:|---:|---:|---|"
    yield from (_line(each) for each in load.pages)
    yield ""
    for each in load.missed:
        yield f"- Chưa đạt, {each.name}: {causes.get(each.name, 'chưa ghi nguyên nhân').strip()}"
    if load.missed:
        yield ""
    yield from _saves(load)
    yield f"Ngày {load.at}, mã nguồn {load.code}."


def _line(each: Pages) -> str:
    result = "đạt" if each.p95 <= TARGET and not each.errors else "**chưa đạt**"
    figures = f"{decimal(each.p50, 0)} ms | {decimal(each.p95, 0)} ms"
    return f"| {each.name} | {len(each.times)} | {figures} | {each.errors} | {result} |"


def _saves(load: Load) -> Iterator[str]:
    told, accepted = load.history, load.statuses.get("302", 0)
    refused = load.statuses.get("409", 0)
    others = sum(load.statuses.values()) - accepted - refused
    yield (
        f"**{load.size['people']} người cùng ghi** các mục trùng nhau bằng biểu mẫu của trang: "
        f"{accepted} lần được nhận, {refused} lần được báo có bản khác (409), {others} lần lỗi; "
        f"p50 {decimal(load.saving.p50, 0)} ms, p95 {decimal(load.saving.p95, 0)} ms. Trong nhật ký "
        f"có đủ {told['found']} lần được nhận; mất {told['lost']}, ghi dù đã từ chối "
        f"{told['invented']}, đè lên bản chưa xem {told['overwritten']}."
    )
    yield ""


def as_data(load: Load) -> dict[str, Any]:
    """The figures as JSON data."""
    return {
        "pages": {
            each.name: {"count": len(each.times), "errors": each.errors, "statuses": each.statuses, "p50": each.p50, "p95": each.p95}
            for each in load.pages
        },
        "statuses": dict(load.statuses),
        "history": dict(load.history),
    }  # fmt: skip
