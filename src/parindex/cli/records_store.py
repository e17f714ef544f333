"""`parindex records …`: the history of a store, batches taken back, compaction, retention."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from parindex.cli.keeping_up import keep_up
from parindex.cli.output import as_json, console, write_json
from parindex.cli.store_options import store_option, wait_option
from parindex.cli.vietnamese import Command
from parindex.engine.records.upkeep.history import KEEP_DAYS
from parindex.engine.values.problems import BadInput

_KIND = click.option("--kind", metavar="LOẠI", help="Chỉ loại hồ sơ này.")


def register(group: click.Group) -> None:
    """Put the commands of this module on a group."""
    for command in (history, undo, compact, retention, purge, pin):
        group.add_command(command)


@click.command(cls=Command)
@store_option
@_KIND
@as_json
def history(*, store: Path, kind: str | None, json_: bool) -> None:
    """In lịch sử kho, mới nhất trước: nạp, hoàn tác, gộp tệp, xóa hết thời hạn lưu.

    Cột đầu là mã để hoàn tác một lần nạp bằng «records undo».
    """
    from parindex.engine.records.upkeep.history import history as changes_of
    from parindex.services.store_shapes import change_json

    changes = changes_of(store, kind)
    if json_:
        write_json([change_json(change) for change in changes])
        return
    from parindex.cli.screens.upkeep import print_history

    print_history(changes, console())


@click.command(cls=Command)
@click.argument("batch", metavar="MÃ", help="Mã của lần nạp, xem «records history».")
@store_option
@wait_option
@as_json
def undo(*, batch: str, store: Path, wait: float, json_: bool) -> None:
    """Hoàn tác một lần nạp: bỏ các dòng lần đó thêm, trả lại các dòng lần đó thay.

    Dòng đã được một lần nạp sau thay tiếp thì giữ theo lần sau. Các dòng lần đó đưa vào khu cách ly
    cũng được bỏ. Kho có phiên bản mới; phiên bản trước vẫn đọc được. Muốn có lại thì nạp lại tệp.
    """
    from parindex.engine.records.resources import Resources
    from parindex.engine.records.upkeep.undo import undo as take_back

    report = take_back(store, batch, resources=Resources(wait=wait))
    keep_up(store)
    if json_:
        write_json(asdict(report))
        return
    from parindex.cli.screens.upkeep import print_undo

    print_undo(report, console())


@click.command(cls=Command)
@store_option
@_KIND
@click.option(
    "--keep-days",
    type=click.IntRange(min=0),
    default=KEEP_DAYS,
    show_default=True,
    metavar="NGÀY",
    help="Không gộp các lần nạp mới hơn chừng này, để còn hoàn tác được.",
)
@wait_option
@as_json
def compact(*, store: Path, kind: str | None, keep_days: int, wait: float, json_: bool) -> None:
    """Gộp các tệp nhỏ và bỏ các dòng đã bị thay của từng tháng; nội dung kho không đổi.

    Lần nạp đã gộp thì không hoàn tác được nữa. Dung lượng đĩa chỉ giảm khi các phiên bản cũ được
    xóa bằng «records purge».
    """
    from parindex.cli.screens.store import steps
    from parindex.cli.screens.upkeep import print_compaction
    from parindex.engine.records.resources import Resources
    from parindex.engine.records.upkeep.compaction import compact as fold

    screen = console(error=json_)
    with steps(screen) as say:
        reports = fold(
            store, kind, keep_days=keep_days, progress=say, resources=Resources(wait=wait)
        )
        keep_up(store, say)
    if json_:
        write_json([asdict(report) for report in reports])
    else:
        print_compaction(reports, screen)


@click.command(cls=Command)
@click.argument(
    "changes",
    metavar="[LOẠI=THÁNG]...",
    nargs=-1,
    help="Thời hạn lưu theo tháng; «LOẠI=» là lưu mãi; không ghi gì thì chỉ xem.",
)
@store_option
@wait_option
@as_json
def retention(*, changes: tuple[str, ...], store: Path, wait: float, json_: bool) -> None:
    """Xem hoặc đặt thời hạn lưu của từng loại hồ sơ.

    Chưa xóa gì; «records purge» mới xóa các dòng đã hết thời hạn.

    \b
    Ví dụ:
      parindex records retention --store var/kho dossiers=120 apologies=60
    """  # noqa: D301 - click reads the control character
    from parindex.cli.screens.upkeep import print_retention
    from parindex.engine.records.upkeep.retention import read_changes, set_retention
    from parindex.engine.records.upkeep.retention import retention as told

    kept = set_retention(store, read_changes(changes), wait=wait) if changes else told(store)
    if json_:
        write_json(kept)
    else:
        print_retention(kept, console())


@click.command(cls=Command)
@store_option
@click.option(
    "--keep-versions",
    type=click.IntRange(min=1),
    metavar="SỐ",
    help="Giữ chừng này phiên bản gần nhất.",
)
@click.option(
    "--keep-days",
    type=click.IntRange(min=0),
    metavar="NGÀY",
    help="Giữ các phiên bản mới hơn chừng này.",
)
@wait_option
@as_json
def purge(
    *,
    store: Path,
    keep_versions: int | None,
    keep_days: int | None,
    wait: float,
    json_: bool,
) -> None:
    """Xóa hẳn các dòng hết thời hạn lưu, cả ở khu cách ly và phiên bản cũ.

    Có --keep-versions hoặc --keep-days thì xóa thêm các phiên bản cũ nằm ngoài cả hai giới hạn.
    Phiên bản đang ghim được giữ lại. Nhật ký của kho còn nguyên. Không lấy lại được.
    """
    from parindex.cli.screens.store import steps
    from parindex.cli.screens.upkeep import print_purge
    from parindex.engine.records.resources import Resources
    from parindex.engine.records.upkeep.purge import purge as remove
    from parindex.services.store_shapes import purge_json

    screen = console(error=json_)
    with steps(screen) as say:
        report = remove(
            store,
            keep_versions=keep_versions,
            keep_days=keep_days,
            progress=say,
            resources=Resources(wait=wait),
        )
        keep_up(store, say)
    if json_:
        write_json(purge_json(report))
    else:
        print_purge(report, screen)


@click.command(cls=Command)
@click.argument("name", metavar="[TÊN]", required=False, help="Tên ghim; không ghi thì liệt kê.")
@store_option
@click.option("--version", metavar="PHIÊN_BẢN", help="Phiên bản cần ghim; mặc định: hiện hành.")
@click.option("--remove", is_flag=True, help="Bỏ ghim.")
@wait_option
@as_json
def pin(
    *,
    name: str | None,
    store: Path,
    version: str | None,
    remove: bool,
    wait: float,
    json_: bool,
) -> None:
    """Ghim một phiên bản của kho để «records purge» không xóa, hoặc bỏ ghim, liệt kê các ghim."""
    from parindex.cli.screens.upkeep import print_pins
    from parindex.engine.records.lake import open_snapshot
    from parindex.engine.records.upkeep import pins

    context = click.get_current_context()
    open_snapshot(store)
    if remove and version:
        raise BadInput.of(
            "--version", "bỏ ghim thì không chọn phiên bản", "Hãy bỏ --version hoặc bỏ --remove"
        )
    if name and remove:
        pins.unpin(store, name, wait=wait)
    elif name:
        pins.pin(store, name, version, wait=wait)
    elif remove or version:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if json_:
        write_json(pins.pins(store))
    else:
        print_pins(pins.pins(store), console())
