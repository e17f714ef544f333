"""`parindex publish`: count the facts of a year and put them on the site's pages."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.output import console, person
from parindex.cli.vietnamese import Command


@click.command(cls=Command)
@click.option(
    "--year", type=click.IntRange(2000, 2100), required=True, metavar="NĂM", help="Năm cần đo."
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="PARINDEX_STORE",
    metavar="THƯ_MỤC",
    help="Kho hồ sơ (hoặc đặt biến PARINDEX_STORE).",
)
def command(*, year: int, store: Path | None) -> None:
    """Đo số liệu của một năm từ kho hồ sơ và đưa lên trang web.

    Trang web chỉ đọc số liệu đã đo; chạy lệnh này sau mỗi lần nạp hồ sơ.

    \b
    Ví dụ:
      parindex publish --year 2023 --store var/kho
    """  # noqa: D301 - click reads the control character
    import os

    from parindex.site.started import bring_up

    if store is not None:
        os.environ["PARINDEX_STORE"] = str(store)
    bring_up()
    # Made of models, which exist only once Django is set up.
    from parindex.apps.facts.services import count

    made = count(year, by=f"dòng lệnh: {person()}")
    console().print(f"Đã đưa lên trang {made.rows} dòng số liệu năm {made.year}.")
