"""Give items to the units that answer for them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import Assigned
from parindex.apps.assessments.judging import codes
from parindex.apps.assessments.models import Assessment, Contributor, Item
from parindex.apps.assessments.opening import Responsible
from parindex.apps.assessments.rules import COORDINATES
from parindex.apps.assessments.states import EDITABLE
from parindex.apps.events.services import append, taking_turns
from parindex.engine.values.problems import BadInput


def assign(
    assessment: Assessment, items: Sequence[Item], to: Responsible, seen: str, *, by: Actor
) -> None:
    """Give items of the assessment to a unit and say who helps; what was written stays.

    `seen` is how the items were assigned on the screen (`assignment_of`): `BadInput` where somebody
    assigned otherwise since, and for items that are submitted or approved, which are returned first.
    """
    by.require(COORDINATES, assessment)
    if not items:
        raise BadInput.of("mục", "chưa chọn mục nào", "Hãy đánh dấu các mục cần giao")
    assigned = Assigned(
        tuple(item.pk for item in items), to.unit.pk, tuple(each.pk for each in to.contributors)
    )
    with transaction.atomic(), taking_turns(assessment.chain):
        if not Assessment.objects.get(pk=assessment.pk).is_open:
            raise BadInput.of(assessment, "đã chốt nên không giao lại được", "Hãy mở lại trước")
        if seen != assignment_of(assessment):
            raise BadInput.of(
                assessment.unit,
                "vừa có người giao việc khác với những gì anh/chị thấy",
                "Hãy xem lại cột «Thực hiện», «Phối hợp» rồi giao lại",
            )
        ahead = Item.objects.filter(pk__in=assigned.items).exclude(state__in=EDITABLE)
        if ahead.exists():
            raise BadInput.of(
                f"mục {codes(ahead.order_by('order'))}",
                "đã trình hoặc đã duyệt nên không giao cho đơn vị khác được",
                "Hãy trả lại trước khi giao lại",
            )
        append(assessment.chain, assigned, by=by.account)


def assignment_of(assessment: Assessment) -> str:
    """Who answers and helps with the items as things stand, as one hash."""
    items = assessment.items.filter(parent=None)
    lead = items.order_by("pk").values_list("pk", "unit")
    helpers = Contributor.objects.filter(item__in=items).order_by("item", "unit")
    told = [*lead, *helpers.values_list("item", "unit")]
    return hashlib.sha256(repr(told).encode()).hexdigest()
