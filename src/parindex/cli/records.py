"""`parindex records …`: take records into a store, and see what it holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from parindex.cli import records_map
from parindex.cli.output import as_json, console, write_json
from parindex.cli.source_options import source_options
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
    help="Tệp, thư mục, mẫu tên (*.csv) hoặc địa chỉ postgresql://…; tất cả là một lần nạp.",
)
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="TỆP|MẪU",
    help="Bảng đối chiếu cột: tệp YAML hoặc tên một bảng có sẵn (xem «records map»).",
)
@source_options
@click.option(
    "--accept-anyway",
    is_flag=True,
    help="Vẫn nạp tệp mà hơn nửa số dòng bị cùng một lỗi.",
)
@click.option("--dry-run", is_flag=True, help="Chạy thử: chỉ báo kết quả, không ghi gì vào kho.")
@as_json
def import_(
    kind: str,
    files: tuple[Path, ...],
    *,
    store: Path,
    mapping: Path | None,
    accept_anyway: bool,
    dry_run: bool,
    json_: bool,
    **options: str | None,
) -> None:
    """Nạp một LOẠI hồ sơ vào kho: CSV, XLSX, XLS, Parquet, hoặc câu truy vấn tới PostgreSQL.

    LOẠI: units (nạp trước tiên), dossiers, apologies, procedures, petitions, edocuments,
    connections, dialogues, tasks, form_06a. Các trường của từng loại: docs/records.md.

    Dòng không dùng được đi vào khu cách ly kèm lý do; nạp lại cùng một tệp không làm thay đổi gì.
    """
    from parindex.engine.records.intake import import_records
    from parindex.engine.records.mapping import preset_names, preset_path
    from parindex.engine.records.policy import Policy
    from parindex.engine.records.sources.options import Options
    from parindex.services.shapes import import_json

    if mapping is not None and str(mapping) in preset_names():
        mapping = preset_path(str(mapping))
    run = partial(
        import_records,
        store,
        kind,
        files,
        mapping,
        options=Options(**options),
        policy=Policy(accept_anyway=accept_anyway, dry_run=dry_run),
    )
    if json_:
        write_json(import_json(run()))
        return
    from parindex.cli.screens.store import print_import, steps

    screen = console()
    with steps(screen) as watcher:
        report = run(progress=watcher)
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
