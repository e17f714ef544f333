"""The version sheet: for what a workbook was made, and on which version of each item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.queries import linked_sets_of
from parindex.apps.criteria.queries import set_of
from parindex.apps.criteria.sheets import plain
from parindex.apps.exchange.content import Block
from parindex.engine.records.forms.workbook import Sheet
from parindex.engine.values.problems import BadInput, excerpt
from parindex.engine.values.vietnamese import fold

SHEET = "Phiên bản"
ROUND, UNIT, SET, MADE, BY = "Mã đợt", "Mã đơn vị", "Mã băm bộ chỉ số", "Lập lúc", "Người lập"
ITEM, VERSION, CONTENT = "Mục", "Phiên bản của mục", "Dấu nội dung"
_VERSION = re.compile("[0-9]{1,9}")
_LINES = (ROUND, UNIT, SET, MADE, BY)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the version sheet says; `tokens` maps an item to its version and content when it was made."""

    round: str
    unit: str
    sets: str
    tokens: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def stamp_of(assessment: Assessment, blocks: Sequence[Block]) -> Stamp:
    """The stamp of a workbook made now."""
    tokens = {block.key: (block.item.version, block.now.fingerprint) for block in blocks}
    return Stamp(assessment.round.code, assessment.unit.code, sets_of(assessment), tokens)


def sets_of(assessment: Assessment) -> str:
    """The hashes of the round's set and of those that it takes scores of."""
    linked = linked_sets_of(assessment.round).values()
    hashes = [set_of(assessment.round.criteria), *linked]
    return " ".join(dict.fromkeys(each.content_hash for each in hashes))


def read_stamp(path: Path, sheets: Sequence[Sheet]) -> Stamp:
    """The stamp of a workbook; `BadInput` where it has none."""
    sheet = next((each for each in sheets if fold(each.name) == fold(SHEET)), None)
    if sheet is None:
        raise BadInput.of(
            path,
            f"không có trang «{SHEET}», nên không phải bản khai tải từ trang này",
            "Hãy tải bản khai của đơn vị rồi điền vào tệp đó",
        )
    told: dict[str, str] = {}
    tokens: dict[str, tuple[int, str]] = {}
    names = {fold(each): each for each in _LINES}
    for line in range(len(sheet.rows)):
        first, second, third = (plain(sheet.at(line, place)) for place in range(3))
        if fold(first) in names and fold(first) not in told:
            told[names[fold(first)]] = second
        elif _VERSION.fullmatch(second) and third:
            tokens[first] = int(second), third
    if not all(told.get(each) for each in (ROUND, UNIT, SET)) or not tokens:
        raise BadInput.of(
            path, f"trang «{SHEET}» không còn nguyên", "Hãy tải lại bản khai rồi điền vào tệp mới"
        )
    return Stamp(told[ROUND], told[UNIT], told[SET], tokens)


def require_same(path: Path, stamp: Stamp, assessment: Assessment) -> None:
    """Refuse a workbook that was made for something else."""
    remedy = "Hãy nạp tệp ở đúng trang của nó, hoặc tải bản khai mới"
    if stamp.round != assessment.round.code:
        what = f"tệp lập cho đợt «{excerpt(stamp.round)}», không phải đợt «{assessment.round.code}»"
        raise BadInput.of(path, what, remedy)
    if stamp.unit != assessment.unit.code:
        what = f"tệp lập cho đơn vị «{excerpt(stamp.unit)}», không phải «{assessment.unit.code}»"
        raise BadInput.of(path, what, remedy)
    if stamp.sets != sets_of(assessment):
        raise BadInput.of(
            path,
            "tệp lập theo phiên bản khác của bộ chỉ số",
            "Hãy tải bản khai mới rồi điền lại",
        )
