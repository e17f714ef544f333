"""`parindex units`: the directory of units given to a store of records."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.vietnamese import Group


@click.group(cls=Group)
def command() -> None:
    """Danh mục đơn vị của trang web."""


@command.command("publish")
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    required=True,
    metavar="KHO",
    help="Kho hồ sơ nhận danh mục.",
)
def publish(*, store: Path) -> None:
    """Đưa danh mục đơn vị vào kho hồ sơ, để số liệu và kế hoạch dùng cùng một danh mục."""
    from parindex.cli.output import console
    from parindex.cli.screens.store import print_import
    from parindex.site.started import bring_up

    bring_up()
    from parindex.apps.organizations.publishing import publish_units

    print_import(publish_units(store), console())
