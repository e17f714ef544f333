"""Who may do what in a round; each rule holds for routes and for services alike."""

from __future__ import annotations

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule, holds
from parindex.apps.assessments.models import Assessment, Item, Round

_WRITES = (Role.SPECIALIST, Role.UNIT_HEAD)
OVERSEES = tuple(role for role in Role if role is not Role.SPECIALIST)
"""Roles that reach over the whole branch of their unit."""
_OF_THE_ROUND = (Role.COORDINATOR, Role.LEADER, Role.APPRAISER, Role.VIEWER)


def _oversees_round(visitor: Visitor, round_: Round) -> bool:
    return visitor.holds(*_OF_THE_ROUND, over=round_.owner)


def _reads(visitor: Visitor, assessment: Assessment) -> bool:
    """Those over the unit, those inside it, and those who oversee the round."""
    unit = assessment.unit
    if visitor.holds(*OVERSEES, over=unit):
        return True
    if any(each.path.startswith(unit.path) for each in visitor.standings):
        return True
    return _oversees_round(visitor, assessment.round)


def _helps(visitor: Visitor, item: Item) -> bool:
    mine = visitor.units
    return any(each.unit_id in mine for each in item.contributors.all())


def _writes(visitor: Visitor, item: Item) -> bool:
    return visitor.holds(*_WRITES, over=item.unit)


def _reads_item(visitor: Visitor, item: Item) -> bool:
    return _reads(visitor, item.assessment) or _writes(visitor, item) or _helps(visitor, item)


def _coordinates(visitor: Visitor, assessment: Assessment) -> bool:
    return visitor.holds(Role.COORDINATOR, over=assessment.unit)


OPENS = holds(Role.COORDINATOR)
COORDINATES_ROUND = Rule(
    "phòng điều phối của đơn vị chủ trì đợt",
    lambda visitor, round_: visitor.holds(Role.COORDINATOR, over=round_.owner),
)
OVERSEES_ROUND = Rule(
    "phòng điều phối, lãnh đạo, thẩm định hoặc theo dõi của đơn vị chủ trì đợt", _oversees_round
)
READS = Rule("người của đơn vị tự đánh giá hoặc theo dõi đơn vị đó", _reads)
READS_ITEM = Rule("người của đơn vị thực hiện, phối hợp hoặc theo dõi mục này", _reads_item)
WRITES = Rule("chuyên viên, lãnh đạo của đơn vị thực hiện", _writes)
HEADS = Rule(
    "lãnh đạo của đơn vị thực hiện",
    lambda visitor, item: visitor.holds(Role.UNIT_HEAD, over=item.unit),
)
RETURNS = Rule(
    "lãnh đạo của đơn vị thực hiện hoặc phòng điều phối",
    lambda visitor, item: (
        visitor.holds(Role.UNIT_HEAD, over=item.unit) or _coordinates(visitor, item.assessment)
    ),
)
CONTRIBUTES = Rule("người của đơn vị phối hợp", _helps)
COORDINATES = Rule("phòng điều phối của đơn vị tự đánh giá", _coordinates)
LEADS = Rule(
    "lãnh đạo của cơ quan tự đánh giá",
    lambda visitor, assessment: visitor.holds(Role.LEADER, over=assessment.unit),
)
HANDS_OVER = Rule(
    "lãnh đạo cơ quan hoặc phòng điều phối của đơn vị tự đánh giá",
    lambda visitor, assessment: visitor.holds(Role.LEADER, Role.COORDINATOR, over=assessment.unit),
)
REOPENS = Rule(
    "lãnh đạo cơ quan hoặc phòng điều phối của đơn vị tự đánh giá",
    lambda visitor, assessment: visitor.holds(Role.LEADER, Role.COORDINATOR, over=assessment.unit),
)


def reads_round(visitor: Visitor, round_: Round) -> bool:
    """A round is no secret: whoever has a role sees that it is held."""
    return bool(visitor.standings)


READS_ROUND = Rule("người có vai trò còn hiệu lực", reads_round)


def _sees_overview(visitor: Visitor, round_: Round) -> bool:
    """Those who oversee the round; once its results are published, whoever has a role."""
    published = round_.published_at is not None
    return _oversees_round(visitor, round_) or (published and reads_round(visitor, round_))


SEES_OVERVIEW = Rule(f"{OVERSEES_ROUND.words}, khi chưa công bố kết quả", _sees_overview)
