"""`parindex criteria …`: list, show and check criteria sets."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.output import as_json, console, write_json
from parindex.cli.vietnamese import Group


@click.group(cls=Group)
def command() -> None:
    """Xem và kiểm tra bộ chỉ số."""


@command.command("list")
@as_json
def list_(*, json_: bool) -> None:
    """Liệt kê các bộ chỉ số có sẵn."""
    from parindex.engine.criteria.library import built_in_ids, find_set
    from parindex.engine.criteria.model import verified_words
    from parindex.engine.values.numbers import decimal_text, vietnamese

    sets = [find_set(each) for each in built_in_ids()]
    if json_:
        keys = ("id", "version", "title", "verified")
        write_json(
            [
                {key: getattr(each, key) for key in keys}
                | {"hash": each.content_hash, "max": decimal_text(each.max)}
                for each in sets
            ]
        )
        return
    for each in sets:
        count = len(each.by_code)
        click.echo(f"{each.id}  (bản {each.version}, {count} mục, {vietnamese(each.max)} điểm)")
        click.echo(f"    {each.title}")
        click.echo(f"    {verified_words(each)}")


@command.command()
@click.argument("set_", metavar="BỘ", help="Mã của bộ có sẵn, hoặc đường dẫn tệp YAML.")
@as_json
def show(set_: str, *, json_: bool) -> None:
    """In một bộ chỉ số: mã, tiêu chí, điểm, cách chấm bằng lời, căn cứ.

    Các bộ có sẵn: parindex criteria list.
    """
    from parindex.engine.criteria.library import find_set
    from parindex.services.shapes import criteria_json

    criteria_set = find_set(set_)
    if json_:
        write_json(criteria_json(criteria_set))
        return
    from parindex.cli.screens.criteria import print_set

    print_set(criteria_set, console())


@command.command()
@click.argument(
    "file", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp bộ chỉ số (YAML)."
)
@as_json
def check(file: Path, *, json_: bool) -> None:
    """Kiểm tra tệp bộ chỉ số: mọi lỗi được nêu cùng lúc, kèm dòng và mã.

    Các ví dụ tính tay ghi ở cuối tệp (examples) cũng được chấm lại và so sánh.
    """
    from parindex.engine.criteria.loader import open_set
    from parindex.engine.scoring.examples import check_examples

    criteria_set, document = open_set(file)
    check_examples(criteria_set, document)
    if json_:
        write_json({"ok": True, "id": criteria_set.id, "hash": criteria_set.content_hash})
        return
    click.echo(
        f"{file}: đạt. Bộ {criteria_set.id}, {len(criteria_set.by_code)} tiêu chí thành phần, "
        f"{len(criteria_set.examples)} ví dụ tính đúng, mã băm {criteria_set.content_hash}"
    )
