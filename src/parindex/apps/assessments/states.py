"""Where an item and a whole assessment stand on the way to the leader's approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models


class ItemState(models.TextChoices):
    """An item: from nothing written to approved by the unit."""

    UNTOUCHED = "untouched", "Chưa làm"
    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ đơn vị duyệt"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đơn vị đã duyệt"


EDITABLE = frozenset({ItemState.UNTOUCHED, ItemState.DRAFT, ItemState.RETURNED})
"""States in which the responsible unit writes."""


class AssessmentState(models.TextChoices):
    """An assessment: answers are collected, checked for completeness, frozen."""

    COLLECTING = "collecting", "Đang thực hiện"
    CHECKED = "checked", "Chờ lãnh đạo phê duyệt"
    FROZEN = "frozen", "Đã phê duyệt"


_TONES: Mapping[str, str] = {
    ItemState.SUBMITTED: "info",
    ItemState.RETURNED: "bad",
    ItemState.APPROVED: "good",
    AssessmentState.CHECKED: "info",
    AssessmentState.FROZEN: "good",
}


def tone_of(row: Any) -> str:
    """How the state of an item or an assessment is coloured."""
    return _TONES.get(row.state, "")
