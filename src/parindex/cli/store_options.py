"""The options that commands on a store share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from parindex.engine.records.lock import WAIT

store_option: Callable[[Any], Any] = click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)

wait_option: Callable[[Any], Any] = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=WAIT,
    show_default=True,
    metavar="GIÂY",
    help="Chờ lệnh khác đang ghi vào kho lâu nhất chừng này.",
)
