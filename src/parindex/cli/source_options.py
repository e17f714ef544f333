"""What the commands that read a source let a person say where detection goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., object])

_OPTIONS = (
    click.option("--encoding", metavar="BẢNG_MÃ", help="Bảng mã của tệp, nếu nhận sai."),
    click.option("--delimiter", metavar="DẤU", help="Dấu phân cách cột, nếu nhận sai."),
    click.option("--sheet", metavar="TRANG", help="Trang tính cần đọc trong tệp Excel."),
    click.option("--query", metavar="SQL", help="Câu truy vấn, khi TỆP là địa chỉ cơ sở dữ liệu."),
)


def source_options(command: Decorated) -> Decorated:
    """The options of `sources.Options`, under the same names."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)
