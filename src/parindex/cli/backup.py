"""`parindex backup`: everything that the site keeps, into one file."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.vietnamese import Command

_FILES_GONE = 1


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP", help="Tệp sẽ tạo ra.")
@click.pass_context
def command(context: click.Context, *, file: Path) -> None:
    """Sao lưu cơ sở dữ liệu, tệp và kho hồ sơ vào một tệp, trong khi trang vẫn chạy.

    Khóa bí mật và phiên đăng nhập không nằm trong bản sao lưu. Tệp có dữ liệu cá nhân: chỉ người có
    trách nhiệm được giữ. Mã thoát 1 nếu có tệp minh chứng đã mất từ trước.

    \b
    Ví dụ:
      parindex backup /mnt/sao-luu/parindex-2026-11-24.zip
    """  # noqa: D301 - click reads the control character
    from parindex.site.started import require_shape

    require_shape()
    from parindex.site.keeping.backup import backup

    kept = backup(file, lambda words: click.echo(f"  {words}…", err=True))
    for name in kept.gone:
        click.echo(f"Tệp «{name}» không còn trong kho nên không có trong bản sao lưu.", err=True)
    lake = f"kho hồ sơ {kept.lake}" if kept.lake else "chưa có kho hồ sơ"
    click.echo(f"Đã sao lưu vào {file}: {kept.rows} dòng, {kept.files} tệp, {lake}.")
    context.exit(_FILES_GONE if kept.gone else 0)
