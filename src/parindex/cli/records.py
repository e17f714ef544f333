"""`parindex records …`: take records into a store, and see what it holds."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from parindex.cli import records_map, records_store
from parindex.cli.keeping_up import keep_up
from parindex.cli.output import as_json, console, write_json
from parindex.cli.policy_options import policy_of, policy_options
from parindex.cli.source_options import source_options
from parindex.cli.store_options import store_option
from parindex.cli.vietnamese import Group


@click.group(cls=Group)
def command() -> None:
    """Nạp hồ sơ vào kho và xem tình trạng kho."""


command.add_command(records_map.command, "map")
records_store.register(command)


@command.command("import")
@click.argument("kind", metavar="LOẠI", help="Loại hồ sơ, ví dụ units, dossiers.")
@click.argument(
    "files",
    metavar="TỆP...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Tệp, thư mục, mẫu tên (*.csv) hoặc địa chỉ postgresql://…; tất cả là một lần nạp.",
)
@store_option
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="TỆP|MẪU",
    help="Bảng đối chiếu cột: tệp YAML hoặc tên một bảng có sẵn (xem «records map»).",
)
@source_options
@policy_options
@as_json
def import_(
    kind: str,
    files: tuple[Path, ...],
    *,
    store: Path,
    mapping: Path | None,
    json_: bool,
    **said: Any,
) -> None:
    """Nạp một LOẠI hồ sơ vào kho: CSV, XLSX, XLS, Parquet, hoặc câu truy vấn tới PostgreSQL.

    LOẠI: units (nạp trước tiên), dossiers, apologies, procedures, petitions, edocuments,
    connections, dialogues, tasks, form_06a. Các trường của từng loại: docs/records.md.

    Dòng không dùng được đi vào khu cách ly kèm lý do; nạp lại cùng một tệp không làm thay đổi gì.
    """
    from parindex.engine.records.intake import import_records
    from parindex.engine.records.mapping import mapping_path
    from parindex.engine.records.sources.options import Options

    policy = policy_of(said)
    columns = None if mapping is None else mapping_path(mapping)
    run = partial(
        import_records, store, kind, files, columns, policy=policy, options=Options(**said)
    )
    if json_:
        from parindex.services.shapes import import_json

        report = run()
        if not policy.dry_run:
            keep_up(store)
        write_json(import_json(report))
        return
    from parindex.cli.screens.store import print_import, steps

    screen = console()
    with steps(screen) as watcher:
        report = run(progress=watcher)
        if not policy.dry_run:
            keep_up(store, watcher)
    print_import(report, screen)


@command.command()
@click.argument("kind", metavar="LOẠI", help="Loại hồ sơ, ví dụ dossiers.")
@store_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="TỆP.xlsx", help="Tệp sẽ ghi."
)
@as_json
def errors(kind: str, *, store: Path, out: Path, json_: bool) -> None:
    """Xuất sổ lỗi của một LOẠI: lỗi cần xử lý trước, tất cả lỗi, và các dòng cách ly để sửa.

    Sửa trong trang «Dòng cần sửa» rồi nạp lại bằng «records import LOẠI TỆP.xlsx»: dòng đã đúng rời
    khu cách ly. Tệp đã có không bị ghi đè.
    """
    from parindex.engine.official.errors_workbook import write_errors
    from parindex.engine.records.errors.listing import open_listing

    with open_listing(store, kind) as listing:
        written = write_errors(listing, out)
    if json_:
        write_json({"kind": kind, "out": str(out) if written.rows else None, **asdict(written)})
        return
    from parindex.cli.screens.store import print_errors

    print_errors(written, out, console())


@command.command()
@store_option
@as_json
def status(*, store: Path, json_: bool) -> None:
    """In tình trạng kho: số dòng, thời gian, số dòng cách ly và lý do."""
    from parindex.engine.records.status import store_status
    from parindex.services.aggregates import standing
    from parindex.services.shapes import status_json

    found, aggregates = store_status(store), standing(store)
    if json_:
        write_json({**status_json(found), "aggregates": aggregates})
        return
    from parindex.cli.screens.store import print_standing, print_status

    screen = console()
    print_status(found, screen)
    print_standing(aggregates, screen)
