"""`parindex web`: serve the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parindex.cli.vietnamese import Command

if TYPE_CHECKING:
    from parindex.site.first_run import FirstAccounts


@click.command(cls=Command)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    envvar="PORT",
    show_default=True,
    metavar="SỐ",
    help="Cổng (hoặc đặt biến PORT).",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ĐỊA_CHỈ", help="Địa chỉ.")
@click.option(
    "--example",
    is_flag=True,
    help="Ở lần chạy đầu, nạp đơn vị của ví dụ Kế hoạch 839 và mở mỗi vai trò một tài khoản.",
)
@click.option(
    "--worker/--no-worker",
    default=True,
    show_default=True,
    help="Có mở bộ xử lý việc lâu bên cạnh không (parindex worker chạy riêng được).",
)
def command(*, port: int, host: str, example: bool, worker: bool) -> None:
    """Mở trang web tại 127.0.0.1:8000; Ctrl-C để dừng.

    Cơ sở dữ liệu được đưa về đúng phiên bản trước khi mở. Lần chạy đầu in ra mật khẩu của tài khoản
    vừa mở, một lần duy nhất.
    """
    from parindex.site import serving
    from parindex.site.started import bring_up

    serving.require_free(host, port)
    bring_up()
    # Made of models, which exist only once Django is set up.
    from parindex.site.first_run import open_first_accounts

    _tell(open_first_accounts(example=example))
    serving.serve(host, port, worker=worker)


def _tell(made: FirstAccounts | None) -> None:
    if made is None:
        click.echo("Tài khoản đã có từ lần chạy trước. Quên mật khẩu: parindex accounts reset TÊN")
        return
    click.echo(f"Đã mở tài khoản: {', '.join(made.usernames)}")
    click.echo(f"Mật khẩu (chỉ in một lần, hãy ghi lại): {made.password}")
