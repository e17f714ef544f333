"""Who takes a declaration out as a workbook and brings it back."""

from __future__ import annotations

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.rules import READS


def _fills(visitor: Visitor, assessment: Assessment) -> bool:
    """Which items are theirs is a question of each item, which saving asks again."""
    return visitor.holds(Role.SPECIALIST, Role.UNIT_HEAD) and READS.test(visitor, assessment)


FILLS = Rule("chuyên viên, lãnh đạo đơn vị thực hiện của bản tự đánh giá", _fills)
