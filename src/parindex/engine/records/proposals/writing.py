"""A proposal as a commented YAML file that `--map` takes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from parindex.engine.records.proposals.dates import Order
from parindex.engine.records.proposals.matching import How, Match
from parindex.engine.records.proposals.proposal import Proposal
from parindex.engine.values.numbers import vietnamese

_PLAIN = re.compile(r"[^\W\d_][\w ]*\w|[^\W\d_]")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_LONGEST = 40

_HEAD = """\
# Bảng ánh xạ đề xuất từ tệp {file}.
# Hãy xem lại từng dòng. Dòng có «# » ở trước chưa có hiệu lực: nếu đúng thì xóa «# » (cả dấu cách).
# Cột không có tên trong columns thì không được lưu."""

ORDERS = {
    Order.DAY_FIRST: "ngày trước tháng ({day} giá trị có số ngày lớn hơn 12)",
    Order.MONTH_FIRST: "THÁNG trước ngày ({month} giá trị có số ngày lớn hơn 12)",
    Order.AMBIGUOUS: "chưa rõ ngày hay tháng đứng trước (không có số nào lớn hơn 12); đọc là ngày trước",
    Order.MIXED: "lẫn lộn: {day} giá trị chỉ có thể là ngày trước, {month} giá trị chỉ có thể là tháng"
    " trước; đọc là ngày trước, hãy kiểm tra nguồn",
    Order.YEAR_FIRST: "năm trước, rồi tháng, ngày",
    Order.NONE: "không có giá trị ngày nào đọc được",
}
"""What each order of day and month means, in words."""


def mapping_yaml(proposal: Proposal) -> str:
    """The YAML text of a proposal; near matches and unknown values are comments until confirmed."""
    return "\n".join(_lines(proposal)) + "\n"


def order_in_words(proposal: Proposal) -> str:
    """How the file writes its dates, as a phrase."""
    dates = proposal.dates
    return ORDERS[dates.order].format(
        day=vietnamese(dates.day_first), month=vietnamese(dates.month_first)
    )


def _lines(proposal: Proposal) -> Iterator[str]:
    mapping = proposal.mapping
    yield _HEAD.format(file=_comment(proposal.sample.name))
    yield f"kind: {proposal.kind.name}"
    yield f"title: {_text(f'Đề xuất cho {proposal.sample.name}')}"
    if not mapping.verified:
        yield "verified: false"
    yield "columns:"
    for match in proposal.matches:
        yield from _column(proposal, match)
    for field in proposal.missing:
        yield (
            f"  # TênCột: {field.name}  # CÒN THIẾU, bắt buộc: {field.meaning};"
            " nếu mọi dòng như nhau thì ghi ở constants"
        )
    if mapping.combine:
        yield "combine:  # trường lấy từ nhiều cột: lấy giá trị nào"
        yield from (f"  {field}: {rule}" for field, rule in mapping.combine.items())
    yield from _times(proposal)
    if mapping.constants:
        yield "constants:"
        yield from (f"  {field}: {_text(value)}" for field, value in mapping.constants.items())
    if mapping.leave_out:
        yield "leave_out:  # dòng có giá trị này không được lấy"
        for column, values in mapping.leave_out.items():
            yield f"  {_text(column)}: [{', '.join(map(_quoted, values))}]"
    if mapping.not_taken:
        yield "not_taken:  # cột đã biết, không lấy vì"
        yield from (f"  {_text(name)}: {_text(why)}" for name, why in mapping.not_taken.items())
    if proposal.ignored:
        yield f"# Cột không được lưu: {', '.join(map(_comment, proposal.ignored))}"
    yield from _fold(proposal)


def _column(proposal: Proposal, match: Match) -> Iterator[str]:
    lines = list(_active_column(proposal, match))
    if match.how is not How.NEAR:
        yield from (f"  {line}" for line in lines)
        return
    likeness = f"giống {match.score:.0%} với «{_comment(match.like)}»".replace("%", " %")
    required = ", trường bắt buộc" if proposal.kind.field(match.field).required else ""
    yield f"  # Gần giống, chờ xác nhận ({likeness}{required}):"
    yield from (f"  # {line}" for line in lines)


def _active_column(proposal: Proposal, match: Match) -> Iterator[str]:
    name, meaning = _text(match.column), proposal.kind.field(match.field).meaning
    column = proposal.mapping.columns[match.column]
    table = proposal.tables.get(match.column)
    # Near values are no part of what the file says until a person confirms them.
    sure: Mapping[str, str] = table.table if table else column.values
    unsure = bool(table and (table.near or table.unknown))
    if not sure and not unsure and match.verified:
        yield f"{name}: {match.field}  # {meaning}"
        return
    yield f"{name}:"
    yield f"  field: {match.field}  # {meaning}"
    if not match.verified:
        yield "  verified: false  # chưa đối chiếu với văn bản chính thức"
    if sure or unsure:
        yield "  values:"
        yield from (f"    {_quoted(theirs)}: {ours}" for theirs, ours in sure.items())
    if table:
        for theirs, ours in table.near.items():
            yield f"    # {_quoted(theirs)}: {ours}  # gần giống, chờ xác nhận"
        choices = ", ".join(value for value, _ in proposal.kind.field(match.field).choices)
        for theirs, count in table.unknown.items():
            yield f"    # {_quoted(theirs)}: ?  # {vietnamese(count)} dòng; một trong: {choices}"


def _times(proposal: Proposal) -> Iterator[str]:
    yield f"# Ngày tháng trong tệp: {order_in_words(proposal)}."
    if proposal.mapping.date_formats:
        yield f"date_formats: [{', '.join(map(_quoted, proposal.mapping.date_formats))}]"
    else:
        yield "# date_formats: [dd/mm/yyyy]"
    yield "# Múi giờ của những giờ không ghi múi giờ:"
    yield f"time_zone: {proposal.mapping.time_zone}"


def _fold(proposal: Proposal) -> Iterator[str]:
    if not proposal.repeated:
        return
    mapping = proposal.mapping
    key = [_quoted(name) for field in proposal.kind.key for name in mapping.sources_of(field)[:1]]
    yield (
        f"# {vietnamese(proposal.repeated)} dòng đầu tệp lặp lại khóa. Nếu mỗi dòng là một sự kiện của"
        " cùng một hồ sơ thì gộp lại:"
    )
    yield "# fold:"
    yield f"#   key: [{', '.join(key)}]"
    yield "#   order_by: TênCộtThờiGian"
    yield "#   columns:  # first, last, earliest, latest hoặc count; cột không ghi lấy giá trị cuối"
    yield "#     TênCột: first"


def _text(value: str) -> str:
    """A YAML scalar, quoted only where it needs to be."""
    return value if _PLAIN.fullmatch(value) and value.lower() not in _WORDS else _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _comment(value: str) -> str:
    """A text that cannot break out of its comment."""
    flat = " ".join("".join(x if x.isprintable() else " " for x in value).split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
