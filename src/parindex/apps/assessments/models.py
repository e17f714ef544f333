"""Rounds of self-assessment: whose, by which set, who answers for what, and what they answered.

All tables but the two standings are projections, written by the handlers of events alone. Standings
are what the engine makes of the answers and the facts at the moment; they are computed again
whenever either changes, and count for nothing until a run is frozen.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from parindex.apps.assessments.states import AssessmentState, ItemState
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.facts.models import FactBatch
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.folded import FoldedField, SortKeyField
from parindex.apps.pages.versions import Versioned


class ReadyRounds(models.Manager["Round"]):
    """Rounds that are open; one whose units are still entering is nobody's yet."""

    def get_queryset(self) -> models.QuerySet[Round]:
        return super().get_queryset().filter(ready=True)


class Round(models.Model):
    """A round pins a set, the sets that it takes scores of, a year, and the last day of each phase.

    With `own_records` each unit is measured by its own records, otherwise by those of all units.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField("mã đợt", max_length=50, unique=True)
    title = models.CharField("tên đợt", max_length=250)
    criteria = models.ForeignKey(PublishedSet, models.PROTECT, related_name="rounds")
    linked = models.JSONField("bộ chỉ số liên kết", default=list)
    year = models.PositiveSmallIntegerField("năm đánh giá")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="rounds", verbose_name="chủ trì")
    own_records = models.BooleanField("đo theo hồ sơ của từng đơn vị")
    self_due = models.DateField("hạn tự đánh giá")
    unit_due = models.DateField("hạn đơn vị duyệt")
    check_due = models.DateField("hạn kiểm tra")
    leader_due = models.DateField("hạn phê duyệt")
    facts = models.ForeignKey(FactBatch, models.PROTECT, null=True, related_name="rounds")
    opened_at = models.DateTimeField("mở lúc")
    opened_by_name = models.CharField("người mở", max_length=200)
    ready = models.BooleanField("đã đủ đơn vị", default=False)
    published_at = models.DateTimeField("công bố kết quả lúc", null=True)
    published_by_name = models.CharField("người công bố", max_length=200, blank=True)
    title_sort = SortKeyField(of=("title",))
    search = FoldedField(of=("code", "title"))

    objects: ClassVar[ReadyRounds] = ReadyRounds()
    every: ClassVar[models.Manager[Round]] = models.Manager()

    class Meta:
        verbose_name = "đợt đánh giá"

    def __str__(self) -> str:
        return self.title


class Assessment(Versioned):
    """One unit's self-assessment in a round; its events make one chain.

    `group` is the unit's group when the round was opened: by it the set says what is asked of whom.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="assessments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments")
    group = models.CharField("nhóm đơn vị", max_length=100, blank=True)
    state = models.CharField(
        "tình trạng", max_length=20, choices=AssessmentState, default=AssessmentState.COLLECTING
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "bản tự đánh giá"
        constraints = (models.UniqueConstraint("round", "unit", name="assessment_once"),)
        indexes = (models.Index("state", "round", name="assessment_state"),)

    def __str__(self) -> str:
        return f"{self.round}: {self.unit}"

    @property
    def chain(self) -> str:
        """The subject of its events."""
        return f"assessment:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == AssessmentState.COLLECTING


class Item(Versioned):
    """One component of an assessment: who answers for it, what they wrote, how far it has come.

    `typed` keeps the fields as they were typed, `raw` the answer in the shape of an inputs file where
    they make one. An item with a `parent` belongs to a set that the parent takes the score of.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="items")
    criteria = models.ForeignKey(PublishedSet, models.PROTECT, related_name="+")
    code = models.CharField("mã", max_length=40)
    order = models.PositiveSmallIntegerField("thứ tự")
    # Few items have a parent; an index of all would be what the database counts those without by.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", db_index=False
    )
    place = models.CharField("khóa minh chứng", max_length=200, unique=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="items", verbose_name="đơn vị thực hiện"
    )
    state = models.CharField(
        "tình trạng", max_length=20, choices=ItemState, default=ItemState.UNTOUCHED
    )
    typed = models.JSONField("số liệu đã nhập", default=dict)
    raw = models.JSONField("câu trả lời", null=True)
    explanation = models.TextField("giải trình", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    returned_for = models.TextField("lý do trả lại", blank=True)
    changed_at = models.DateTimeField("sửa lúc", null=True)

    class Meta:
        verbose_name = "mục đánh giá"
        constraints = (models.UniqueConstraint("assessment", "criteria", "code", name="item_once"),)
        indexes = (
            models.Index(fields=("unit", "state"), name="item_of_unit"),
            models.Index(
                fields=("parent",), name="item_of_parent", condition=models.Q(parent__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.code


class Writer(models.Model):
    """An account that wrote or submitted an item's answer, in the version that stands or one before it."""

    id = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="writers")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "người soạn"
        constraints = (models.UniqueConstraint("account", "item", name="writer_once"),)

    def __str__(self) -> str:
        return f"{self.account}: {self.item}"


class Contributor(models.Model):
    """A unit that helps to answer an item, and what it wrote."""

    id = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="contributors")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField("nội dung phối hợp", blank=True)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "đơn vị phối hợp"
        constraints = (models.UniqueConstraint("item", "unit", name="contributor_once"),)

    def __str__(self) -> str:
        return f"{self.unit}: {self.item}"


class Comment(models.Model):
    """A line of the thread about an item."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="comments")
    text = models.TextField("nội dung")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "trao đổi"

    def __str__(self) -> str:
        return self.text


class FrozenRun(models.Model):
    """A scoring run that the leader approved: the official result, with the files made of it.

    `record` hashes the run's JSON, kept as a file with the reports; `head` is the head of the
    assessment's chain when it was frozen, as it is printed on the report; `compared` are the figures
    that were scored against the best of the round, with that best, and `against` the bests alone, which
    results approved at the same time share (`outdated`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="runs")
    run = models.CharField("mã lần chấm", max_length=64)
    inputs_hash = models.CharField(max_length=64)
    facts_hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=50)
    total = models.CharField("tổng điểm", max_length=100)
    total_key = models.BigIntegerField(null=True)
    maximum = models.CharField("điểm tối đa", max_length=100)
    rating = models.CharField("xếp loại", max_length=100, blank=True)
    head = models.CharField("đầu chuỗi sự kiện", max_length=64)
    files = models.JSONField("các tệp")
    compared = models.JSONField("số liệu so với đơn vị tốt nhất", default=list)
    against = models.TextField("mức tốt nhất khi phê duyệt", blank=True)
    frozen_at = models.DateTimeField("phê duyệt lúc")
    frozen_by_name = models.CharField("người phê duyệt", max_length=200)
    superseded = models.BooleanField("đã mở lại", default=False)
    number = models.CharField("số văn bản", max_length=50, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True)
    signed = models.JSONField("bản ký", null=True)

    class Meta:
        verbose_name = "kết quả đã phê duyệt"

    def __str__(self) -> str:
        return self.run

    @property
    def points(self) -> Fraction:
        return Fraction(self.total)

    @property
    def max_points(self) -> Fraction:
        return Fraction(self.maximum)


class Standing(models.Model):
    """What an item is worth as it stands, as its page shows it.

    `points` is an exact fraction as text, empty if unscored; `value` and `measured` are the figure
    judged and the one that the records give, in words, empty for none.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="standing")
    state = models.CharField(max_length=30)
    points = models.CharField(max_length=100, blank=True)
    points_key = models.BigIntegerField(null=True)
    lost = models.CharField(max_length=100)
    trace = models.TextField()
    differs = models.BooleanField()
    value = models.TextField()
    origin = models.CharField(max_length=20)
    measured = models.TextField()
    note = models.TextField()

    def __str__(self) -> str:
        return self.trace


class AssessmentStanding(models.Model):
    """What an assessment is worth as it stands, and how many of its items are how far.

    `quantities` are the figures that other units are compared with (`rivals`).

    `sums` holds the totals by field and by source of points; `basis` says by which engine and with
    what outlook everything was judged.
    """

    assessment = models.OneToOneField(
        Assessment, models.CASCADE, primary_key=True, related_name="standing"
    )
    total = models.CharField(max_length=100)
    total_key = models.BigIntegerField(null=True)
    maximum = models.CharField(max_length=100)
    possible = models.CharField(max_length=100)
    items = models.PositiveSmallIntegerField()
    submitted = models.PositiveSmallIntegerField()
    approved = models.PositiveSmallIntegerField()
    unscored = models.PositiveSmallIntegerField()
    sums = models.JSONField()
    quantities = models.JSONField(default=dict)
    basis = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.total
