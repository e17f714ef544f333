"""`parindex records map`: a mapping proposed from a file, for a person to correct."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.output import as_json, console, write_json
from parindex.cli.source_options import source_options
from parindex.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument(
    "file", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp của hệ thống nguồn."
)
@click.option("--kind", metavar="LOẠI", help="Loại hồ sơ; không ghi thì đoán từ tên cột.")
@click.option("--preset", metavar="TÊN", help="Dùng bảng ánh xạ dựng sẵn này làm gốc.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="BẢNG.yaml", help="Ghi bảng ánh xạ vào tệp."
)
@source_options
@as_json
def command(
    *,
    file: Path,
    kind: str | None,
    preset: str | None,
    out: Path | None,
    json_: bool,
    **said: str | None,
) -> None:
    """Đề xuất bảng ánh xạ từ tên cột và giá trị của TỆP, để người dùng sửa.

    Cho xem mỗi cột điền vào trường nào, vì sao, và mười dòng đầu sẽ được đọc thành gì. Bảng ánh xạ
    (YAML) được in ra, hoặc ghi vào tệp nếu có --out; sửa xong thì nạp bằng «records import --map».
    """
    from parindex.engine.records.proposals.proposal import propose
    from parindex.engine.records.proposals.writing import mapping_yaml
    from parindex.engine.records.sources.options import Options

    proposal = propose(file, kind, preset, Options(**said))
    text = mapping_yaml(proposal)
    if out is not None:
        _write(out, text)
    if json_:
        from parindex.services.mappings import proposal_json

        write_json({**proposal_json(proposal), "yaml": text})
        return
    from parindex.cli.screens.mapping import print_proposal

    # Without a file the YAML alone goes to standard output, so that it can be redirected.
    print_proposal(proposal, console(error=out is None))
    if out is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"Đã ghi {out}; hãy xem lại rồi nạp với --map {out}")


def _write(out: Path, text: str) -> None:
    from parindex.engine.reading.files import written_aside
    from parindex.engine.values.problems import BadInput

    if out.exists():
        # A person may have corrected it; nobody's work is written over.
        raise BadInput.of(out, "tệp đã có", "Hãy chọn tên khác, hoặc xóa tệp cũ trước")
    try:
        with written_aside(out) as aside:
            aside.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput.of(out, "không ghi được tệp", "Hãy kiểm tra thư mục và quyền ghi") from error
