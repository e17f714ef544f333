"""`parindex restore`: a backup put back where nothing is yet."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP", help="Bản sao lưu.")
def command(*, file: Path) -> None:
    """Khôi phục một bản sao lưu vào nơi còn trống, trên máy này hay máy khác.

    Cơ sở dữ liệu có thể là loại khác lúc sao lưu (SQLite, PostgreSQL). Bản sao lưu được kiểm tra toàn
    bộ trước khi ghi; có lỗi thì không có gì được ghi.

    \b
    Ví dụ:
      PARINDEX_HOME=/srv/parindex parindex restore /mnt/sao-luu/parindex-2026-11-24.zip
    """  # noqa: D301 - click reads the control character
    from parindex.site.started import bring_up

    bring_up()
    from parindex.site.keeping.restore import restore

    held = restore(file, lambda words: click.echo(f"  {words}…", err=True))
    rows = sum(held.tables.values())
    click.echo(f"Đã khôi phục {rows} dòng, sao lưu lúc {held.made_at} từ {held.database}.")
    click.echo("Mọi người đăng nhập lại bằng mật khẩu cũ.")
