"""`parindex publish`: count the facts of a year and put them on the site's pages."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from parindex.cli.output import console, person
from parindex.cli.vietnamese import Command
from parindex.engine.values.problems import BadInput


@click.command(cls=Command)
@click.option("--year", type=click.IntRange(2000, 2100), metavar="NĂM", help="Năm cần đo.")
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="PARINDEX_STORE",
    metavar="THƯ_MỤC",
    help="Kho hồ sơ (hoặc đặt biến PARINDEX_STORE).",
)
@click.option("--batch", type=click.UUID, metavar="MÃ", help="Lần đo đã được yêu cầu trên trang.")
@click.option("--round", "round_", metavar="MÃ", help="Tính lại điểm tạm tính của một đợt.")
def command(
    *, year: int | None, store: Path | None, batch: UUID | None, round_: str | None
) -> None:
    """Đo số liệu của một năm từ kho hồ sơ và đưa lên trang web.

    Trang web chỉ đọc số liệu đã đo; chạy lệnh này sau mỗi lần nạp hồ sơ.

    \b
    Ví dụ:
      parindex publish --year 2023 --store var/kho
    """  # noqa: D301 - click reads the control character
    import os

    from parindex.site.started import bring_up, set_up

    if sum(each is not None for each in (year, batch, round_)) != 1:
        raise BadInput.of(
            "parindex publish",
            "cần đúng một trong --year, --batch và --round",
            "Hãy thêm --year NĂM",
        )
    if store is not None:
        os.environ["PARINDEX_STORE"] = str(store)
    if year is None:
        set_up()
    else:
        bring_up()
    if round_ is not None:
        _bring_round_up(round_)
        return
    # Made of models, which exist only once Django is set up.
    from parindex.apps.facts.queries import batch_with
    from parindex.apps.facts.services import ask_for, count

    asked = ask_for(year, by=f"dòng lệnh: {person()}") if year else batch_with(batch or UUID(int=0))
    if asked is None:
        raise BadInput.of(f"lần đo {batch}", "không có lần đo này", "Hãy yêu cầu lại trên trang")
    count(asked)
    console().print(f"Đã đưa lên trang {asked.rows} dòng số liệu năm {asked.year}.")


def _bring_round_up(code: str) -> None:
    from parindex.apps.assessments.opening import refresh_round
    from parindex.apps.assessments.queries import round_with

    found = round_with(code)
    if found is None:
        raise BadInput.of(f"đợt «{code}»", "không có đợt này", "Hãy xem mã đợt trên trang")
    refresh_round(found)
    console().print(f"Đã tính lại điểm tạm tính của đợt {found.title}.")
