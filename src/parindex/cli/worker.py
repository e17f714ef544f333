"""`parindex worker`: do the long work that people ask for on the site's pages."""

from __future__ import annotations

import click

from parindex.cli.vietnamese import Command


@click.command(cls=Command)
@click.option(
    "--beside",
    type=int,
    default=0,
    metavar="SỐ",
    help="Dừng theo tiến trình mẹ mang số này (parindex web dùng).",
)
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi dừng.")
def command(*, beside: int, once: bool) -> None:
    """Làm các việc lâu mà người dùng yêu cầu trên trang web; Ctrl-C để dừng.

    `parindex web` tự mở một bộ xử lý bên cạnh; nơi nhiều việc thì chạy thêm lệnh này, cùng các biến môi
    trường của trang web. Việc đang làm dở khi dừng được làm tiếp ở lần chạy sau.
    """
    from parindex.site.started import require_shape

    require_shape()
    # Made of models, which exist only once Django is set up.
    from parindex.apps.jobs.worker import Worker

    worker = Worker(beside)
    if once:
        while worker.work_once():
            pass
        return
    worker.serve()
