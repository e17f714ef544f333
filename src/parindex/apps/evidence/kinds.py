"""How a document is held, and what became of one of its uses."""

from __future__ import annotations

from django.db import models


class Holding(models.TextChoices):
    """Where the document itself is."""

    FILE = "file", "Tệp lưu tại đây"
    LINK = "link", "Đường dẫn"
    ELSEWHERE = "elsewhere", "Bản lưu ở nơi khác"


class State(models.TextChoices):
    """What was decided about a use."""

    PENDING = "pending", "Chờ xem xét"
    ACCEPTED = "accepted", "Chấp nhận"
    REFUSED = "refused", "Không chấp nhận"


class Reading(models.TextChoices):
    """What came of reading a file's text."""

    READ = "read", "Đọc được"
    EMPTY = "empty", "Không có chữ (bản quét)"
    FAILED = "failed", "Không đọc được"
