"""`parindex events`: is the log of events whole, and do the tables say what it says."""

from __future__ import annotations

import click

from parindex.cli.vietnamese import Group

_SHOWN = 20


@click.group(cls=Group)
def command() -> None:
    """Nhật ký sự kiện của trang web."""


@command.command("verify")
def verify() -> None:
    """Kiểm tra chuỗi mã băm của mọi đối tượng; mã thoát 1 nếu có chỗ đứt hoặc bị sửa."""
    from parindex.site.started import require_shape

    require_shape()
    from parindex.apps.events.queries import counts, faults

    found = list(faults())
    for fault in found[:_SHOWN]:
        click.echo(str(fault))
    if found:
        click.echo(f"Có {len(found)} chỗ không khớp.")
        raise click.exceptions.Exit(1)
    chains, events = counts()
    click.echo(f"Nguyên vẹn: {events} sự kiện trong {chains} chuỗi.")


@command.command("rebuild")
@click.option("--apply", "keep", is_flag=True, help="Ghi lại các bảng theo nhật ký.")
def rebuild(*, keep: bool) -> None:
    """Phát lại nhật ký và so với các bảng đang dùng; mã thoát 1 nếu khác nhau mà không ghi lại."""
    from parindex.site.started import require_shape

    require_shape()
    from parindex.apps.events.rebuilding import rebuild as replay

    differences = replay(lambda _: keep)
    for difference in differences[:_SHOWN]:
        click.echo(difference)
    if not differences:
        click.echo("Các bảng đúng như nhật ký.")
    elif keep:
        click.echo(f"Đã ghi lại {len(differences)} dòng theo nhật ký.")
    else:
        click.echo(f"Có {len(differences)} dòng khác nhật ký; thêm --apply để ghi lại.")
        raise click.exceptions.Exit(1)
