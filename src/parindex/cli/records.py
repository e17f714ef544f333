"""`parindex records …`: take records into a store, and see what it holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from parindex.cli import records_map
from parindex.cli.output import as_json, console, write_json
from parindex.cli.vietnamese import Group


@click.group(cls=Group)
def command() -> None:
    """Nạp hồ sơ vào kho và xem tình trạng kho."""


command.add_command(records_map.command, "map")


@command.command("import")
@click.argument("kind", metavar="LOẠI", help="Loại hồ sơ, ví dụ units, dossiers.")
@click.argument(
    "files",
    metavar="TỆP...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Các tệp CSV của loại đó.",
)
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Bảng đối chiếu cột (YAML).",
)
@as_json
def import_(
    kind: str, files: tuple[Path, ...], *, store: Path, mapping: Path | None, json_: bool
) -> None:
    """Nạp các tệp CSV của một LOẠI hồ sơ vào kho.

    LOẠI: units (nạp trước tiên), dossiers, apologies, procedures, petitions, edocuments,
    connections, dialogues, tasks, form_06a. Các trường của từng loại: docs/records.md.

    Dòng không dùng được đi vào khu cách ly kèm lý do; nạp lại cùng một tệp không làm thay đổi gì.
    """
    from parindex.engine.records.intake import import_records

    if json_:
        write_json(asdict(import_records(store, kind, files, mapping)))
        return
    from parindex.cli.screens.store import print_import, steps

    screen = console()
    with steps(screen) as say:
        report = import_records(store, kind, files, mapping, say)
    print_import(report, screen)


@command.command()
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)
@as_json
def status(*, store: Path, json_: bool) -> None:
    """In tình trạng kho: số dòng, thời gian, số dòng cách ly và lý do."""
    from parindex.engine.records.status import store_status
    from parindex.services.shapes import status_json

    found = store_status(store)
    if json_:
        write_json(status_json(found))
        return
    from parindex.cli.screens.store import print_status

    print_status(found, console())
