"""Criteria sets as they were published: the text they were read from, never changed afterwards."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from parindex.apps.pages.folded import FoldedField, SortKeyField


class PublishedSet(models.Model):
    """A version of a criteria set. `content_hash` names its meaning, `text` is its YAML.

    A projection: the row is written when the set is published and never again. Read the set itself
    through `queries.set_of`, which parses each meaning once.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    set_id = models.CharField("mã bộ chỉ số", max_length=40)
    edition = models.CharField("phiên bản", max_length=40)
    title = models.TextField("tên bộ chỉ số")
    text = models.TextField("nội dung")
    content_hash = models.CharField("mã băm nội dung", max_length=64, unique=True)
    first_year = models.PositiveSmallIntegerField("từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm", null=True)
    verified = models.BooleanField("đã đối chiếu với văn bản chính thức")
    source = models.CharField("nguồn", max_length=250)
    published_at = models.DateTimeField("công bố lúc")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="published_sets"
    )
    published_by_name = models.CharField("người công bố", max_length=200)
    search = FoldedField(of=("set_id", "title"))
    title_sort = SortKeyField(of=("title",))

    class Meta:
        verbose_name = "bộ chỉ số"
        constraints = (
            models.UniqueConstraint("set_id", "edition", name="published_set_edition_once"),
        )

    def __str__(self) -> str:
        return f"{self.set_id}, phiên bản {self.edition}"

    @property
    def years(self) -> str:
        """`năm 2023`, `2022–2023`, `từ năm 2025`."""
        if self.last_year is None:
            return f"từ năm {self.first_year}"
        if self.first_year == self.last_year:
            return f"năm {self.first_year}"
        return f"{self.first_year}–{self.last_year}"
