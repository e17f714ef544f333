"""What a person may decide about the manner of an import."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parindex.cli.store_options import wait_option

if TYPE_CHECKING:
    from parindex.engine.records.policy import Policy

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


def policy_options(command: Decorated) -> Decorated:
    """The options that `policy_of` reads."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def policy_of(said: dict[str, Any]) -> Policy:
    """The policy that was said, taken out of all that was said."""
    from parindex.engine.records.policy import Policy
    from parindex.engine.records.resources import Resources

    resources = Resources(wait=said.pop("wait"))
    return Policy(said.pop("accept_anyway"), said.pop("dry_run"), resources)
