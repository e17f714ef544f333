"""What a person may decide about the manner of an import."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from parindex.cli.store_options import wait_option

Decorated = TypeVar("Decorated", bound=Callable[..., object])

_OPTIONS = (
    click.option(
        "--accept-anyway",
        is_flag=True,
        help="Vẫn nạp tệp mà hơn nửa số dòng bị cùng một lỗi.",
    ),
    click.option(
        "--dry-run", is_flag=True, help="Chạy thử: chỉ báo kết quả, không ghi gì vào kho."
    ),
    wait_option,
)
_NAMES = ("accept_anyway", "dry_run", "wait")


def policy_options(command: Decorated) -> Decorated:
    """The options of `records.policy.Policy`, under the same names."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def taken_out(said: dict[str, Any]) -> dict[str, Any]:
    """What was said for `Policy`, taken out of all that was said."""
    return {name: said.pop(name) for name in _NAMES}
