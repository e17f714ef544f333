"""`parindex evidence`: what an operator does to the kept files."""

from __future__ import annotations

import click

from parindex.cli.output import as_json, write_json
from parindex.cli.vietnamese import Group

_FOUND_WRONG = 1


@click.group(cls=Group)
def command() -> None:
    """Tệp minh chứng của trang web."""


@command.command("verify")
@as_json
@click.pass_context
def verify(context: click.Context, *, json_: bool) -> None:
    """Đọc lại mọi tệp được lưu và đối chiếu với SHA-256 ghi lúc nộp.

    Gồm minh chứng, văn bản gốc của kế hoạch, báo cáo và bản ký.

    Mã thoát 1 nếu có tệp mất hoặc đã khác.
    """
    from parindex.site.started import require_shape

    require_shape()
    from parindex.apps.files.checking import check_all

    checked = list(check_all())
    wrong = [each for each in checked if each.fault]
    if json_:
        faults = [
            {"sha256": each.content.sha256, "name": each.content.name, "fault": each.fault}
            for each in wrong
        ]
        write_json({"checked": len(checked), "faults": faults})
    else:
        for each in wrong:
            click.echo(str(each), err=True)
        click.echo(f"Đã đọc lại {len(checked)} tệp: {len(wrong)} tệp có lỗi.")
    context.exit(_FOUND_WRONG if wrong else 0)


@command.command("read")
def read() -> None:
    """Đọc chữ trong các tệp PDF, Word chưa đọc hoặc lần trước không đọc được, để tìm kiếm."""
    from parindex.site.started import require_shape

    require_shape()
    from parindex.apps.evidence.texts import read_all

    click.echo(f"Đã đọc chữ của {read_all()} tệp.")


@command.command("clean")
def clean() -> None:
    """Xóa các tệp tải lên dở dang quá một ngày."""
    from parindex.site.started import require_shape

    require_shape()
    from parindex.apps.evidence.staging import clean as clean_staging

    click.echo(f"Đã xóa {clean_staging()} tệp tải lên dở dang.")
