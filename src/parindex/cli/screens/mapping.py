"""A proposed mapping on the screen: why each column is taken, what is open, what would be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.faults import faults_of
from parindex.engine.records.proposals.matching import How, Match
from parindex.engine.records.proposals.writing import order_in_words
from parindex.engine.values.numbers import vietnamese

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.records.proposals.preview import PreviewRow
    from parindex.engine.records.proposals.proposal import Proposal

_EXAMPLES = 3
_SHOWN_FAULTS = 20
_NAME_WIDTH, _ROW_WIDTH = 30, 23


def print_proposal(proposal: Proposal, screen: Console) -> None:
    """Print everything a person needs to judge a proposal, the YAML apart."""
    for line in _heading(proposal):
        screen.print(line)
    screen.print(_columns(proposal))
    for line in _open_questions(proposal):
        screen.print(line)
    screen.print("")
    screen.print(f"{len(proposal.preview.rows)} dòng đầu sẽ được đọc như sau:")
    for table in _rows(proposal, screen.width):
        screen.print(table)
    for line in _refusals(proposal):
        screen.print(line)


def _heading(proposal: Proposal) -> Iterator[str]:
    sample = proposal.sample
    more = "" if sample.whole else " đầu tiên"
    yield (
        f"Tệp {sample.name}: {len(sample.header)} cột, xem {vietnamese(len(sample.rows))} dòng{more}"
    )
    kind = proposal.kind
    told = f"Loại hồ sơ: {kind.name} ({kind.title})"
    if proposal.guesses:
        best, second = proposal.guesses
        told += (
            f", đoán từ tên cột, khớp {_percent(best.coverage)};"
            f" sau đó là {second.kind} ({KINDS[second.kind].title}), khớp {_percent(second.coverage)}"
        )
    yield told
    if proposal.preset:
        yield f"Theo bảng ánh xạ dựng sẵn: {proposal.preset}"


def _columns(proposal: Proposal) -> Table:
    table = Table("Cột", "Trường", "Ý nghĩa", "Vì sao", "Ví dụ trong tệp")
    for match in proposal.matches:
        examples = list(dict.fromkeys(proposal.sample.values(match.column)))[:_EXAMPLES]
        meaning = proposal.kind.field(match.field).meaning.partition(";")[0]
        style = "yellow" if match.how is How.NEAR or not match.verified else ""
        cells = (match.column, match.field, meaning, _why(match), "; ".join(examples))
        table.add_row(*map(Text, cells), style=style)
    return table


def _why(match: Match) -> str:
    told = {
        How.PRESET: "bảng dựng sẵn",
        How.EXACT: "trùng tên trường",
        How.KNOWN: f"tên đã biết «{match.like}»",
        How.NEAR: f"gần giống «{match.like}» {_percent(match.score)}: CẦN XÁC NHẬN",
    }[match.how]
    return told if match.verified else f"{told}, chưa đối chiếu"


def _open_questions(proposal: Proposal) -> Iterator[str]:
    for field in proposal.missing:
        yield f"CÒN THIẾU cột cho trường bắt buộc {field.name} ({field.meaning})."
    yield f"Ngày tháng: {order_in_words(proposal)}."
    if proposal.dates.unread:
        yield f"Giá trị không đọc được thành ngày: {'; '.join(proposal.dates.unread)}."
    for table in proposal.tables.values():
        if table.near:
            told = ", ".join(f"«{theirs}» là {ours}?" for theirs, ours in table.near.items())
            yield f"Cột {table.column}, cần xác nhận: {told}"
        if table.unknown:
            told = ", ".join(
                f"«{theirs}» ({vietnamese(count)} dòng)" for theirs, count in table.unknown.items()
            )
            yield f"Cột {table.column}, chưa rõ nghĩa: {told}"
    for name, reason in proposal.mapping.not_taken.items():
        if name in proposal.sample.header:
            yield f"Cột {name} không lấy: {reason}."
    if proposal.ignored:
        yield f"Cột không được lưu: {', '.join(proposal.ignored)}."
    if proposal.repeated:
        yield (
            f"{vietnamese(proposal.repeated)} dòng lặp lại khóa ({', '.join(proposal.kind.key)}): nếu"
            " mỗi dòng là một sự kiện, hãy dùng fold trong bảng ánh xạ."
        )


def _rows(proposal: Proposal, width: int) -> Iterator[Table]:
    """The rows side by side, a field a line; as many tables as the screen is too narrow for."""
    rows, beside = proposal.preview.rows, max(1, (width - _NAME_WIDTH) // _ROW_WIDTH)
    for start in range(0, len(rows), beside):
        shown = rows[start : start + beside]
        table = Table("Trường")
        for row in shown:
            table.add_column(f"Dòng {row.line}", overflow="fold", style="dim" * row.left_out)
        for name in proposal.preview.fields:
            table.add_row(Text(name), *(_cell(row, name) for row in shown))
        yield table


def _cell(row: PreviewRow, name: str) -> Text:
    wrong = any(fault.field == name for fault in row.faults)
    return Text(_shown(row.values[name]), style="red" if wrong else "")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "–" if value is None else str(value)


def _refusals(proposal: Proposal) -> Iterator[str]:
    preview = proposal.preview
    for row in preview.rows:
        yield from _of_row(row)
    counted = vietnamese(len(proposal.sample.rows))
    if preview.left_out:
        yield f"Trong {counted} dòng đã xem, {vietnamese(preview.left_out)} dòng không lấy (leave_out)."
    if preview.refused:
        yield f"Trong {counted} dòng đã xem sẽ bị cách ly:"
        says = {(fault.column, fault.rule): fault.says for fault in faults_of(proposal.kind)}
        for (field, rule), rows in list(preview.refused.items())[:_SHOWN_FAULTS]:
            yield f"    {vietnamese(rows)} dòng, {field}: {says[field, rule]}"
    if proposal.sample.ragged:
        lines = ", ".join(map(str, proposal.sample.ragged[:_EXAMPLES]))
        count = vietnamese(len(proposal.sample.ragged))
        yield f"    {count} dòng không khớp số cột (dòng {lines})"
    yield "Mã đơn vị được đối chiếu với danh mục đơn vị khi nạp."


def _of_row(row: PreviewRow) -> Iterator[str]:
    if row.left_out:
        yield f"Dòng {row.line}: không lấy (leave_out)."
    for fault in row.faults:
        value = "" if fault.value is None else f" «{fault.value}»"
        yield f"Dòng {row.line}, {fault.field}{value}: {fault.says}. {fault.remedy}."


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
