"""What the commands that count records let a person say about where the counting is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from parindex.engine.facts.engines.relations import Engine

Decorated = TypeVar("Decorated", bound=Callable[..., object])

_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["duckdb", "spark"]),
        default="duckdb",
        show_default=True,
        help="Tính ngay trong chương trình (duckdb) hoặc trên Apache Spark (spark).",
    ),
    click.option(
        "--master",
        metavar="ĐỊA_CHỈ",
        help="Nơi Spark chạy: spark://MÁY:CỔNG hoặc local[SỐ_LUỒNG]; chỉ dùng với --engine spark.",
    ),
)


def engine_options(command: Decorated) -> Decorated:
    """The options `--engine` and `--master`."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def engine_of(told: Mapping[str, Any]) -> AbstractContextManager[Engine]:
    """The engine that the options name, running as long as the context lasts."""
    from parindex.engine.facts.engines.choosing import EngineName, chosen_engine

    return chosen_engine(EngineName(told["engine"]), told["master"])
