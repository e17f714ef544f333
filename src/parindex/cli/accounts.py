"""`parindex accounts`: what an operator does to accounts at the machine itself."""

from __future__ import annotations

import click

from parindex.cli.output import person
from parindex.cli.vietnamese import Group


@click.group(cls=Group)
def command() -> None:
    """Tài khoản của trang web."""


@command.command("reset")
@click.argument("username", metavar="TÊN", help="Tên đăng nhập của tài khoản.")
def reset(*, username: str) -> None:
    """Đặt mật khẩu ngẫu nhiên mới cho một tài khoản và in ra một lần."""
    from parindex.site.started import bring_up

    bring_up()
    from parindex.apps.accounts.queries import account_named
    from parindex.apps.accounts.services import random_password, reset_password

    password = random_password()
    reset_password(account_named(username), password, by=f"dòng lệnh: {person()}")
    click.echo(f"Mật khẩu mới của {username} (chỉ in một lần): {password}")
