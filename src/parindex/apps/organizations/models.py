"""Units within their validity, who follows whom, and who does what for a unit when.

Every table here is a projection: rows are written by the handlers of events and by nothing else.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parindex.apps.access.roles import Role
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.pages.folded import FoldedField, SortKeyField
from parindex.apps.pages.versions import Versioned


class Unit(Versioned):
    """A unit within its validity; `valid_to` is its last day, None while it goes on.

    The same code may stand for several units, one after the other. `path` names the branch: the keys
    of all units above and its own, each between slashes, so that a branch is a prefix.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField("mã đơn vị", max_length=50)
    name = models.CharField("tên đơn vị", max_length=250)
    short_name = models.CharField("tên gọi tắt", max_length=100, blank=True)
    level = models.CharField("cấp", max_length=20, choices=UnitLevel)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="cấp trên",
    )
    group = models.CharField("nhóm", max_length=100, blank=True)
    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    simulated = models.BooleanField("dữ liệu mô phỏng", default=False)
    path = models.TextField(editable=False, db_index=True)
    search = FoldedField(of=("code", "name", "short_name"))
    name_sort = SortKeyField(of=("name",))

    class Meta:
        verbose_name = "đơn vị"
        constraints = (
            models.UniqueConstraint("code", "valid_from", name="unit_code_from"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.short_name or self.name

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Succession(models.Model):
    """From the day `on`, `successor` does the work that was the predecessor's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="follows")
    on = models.DateField("từ ngày")

    class Meta:
        verbose_name = "kế thừa"
        constraints = (models.UniqueConstraint("predecessor", "successor", name="succession_once"),)

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitMention(models.Model):
    """That an event of the directory names a unit: `seq` is the event's place in the chain."""

    id = models.UUIDField(primary_key=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mentions")
    seq = models.PositiveIntegerField()

    class Meta:
        verbose_name = "sự kiện của đơn vị"
        constraints = (models.UniqueConstraint("unit", "seq", name="unit_mention_once"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.seq}"


class Membership(models.Model):
    """A role in a unit (None: everywhere) for a time; `valid_to` is the last day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="memberships",
        verbose_name="tài khoản",
    )
    role = models.CharField("vai trò", max_length=20, choices=Role)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="đơn vị",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vai trò"

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.unit or 'mọi đơn vị'}"


class Deputy(models.Model):
    """Somebody who does another's role from the first to the last day of an absence."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="deputies")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="deputising",
        verbose_name="người thay",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")

    class Meta:
        verbose_name = "ủy quyền"

    def __str__(self) -> str:
        return f"{self.account} thay {self.membership}"
