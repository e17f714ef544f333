"""What the form asks about each component, and how it may be answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Choice(models.TextChoices):
    """A simple answer."""

    AGREE = "agree", "Đồng ý"
    DISAGREE = "disagree", "Chưa đồng ý"
    UNSURE = "unsure", "Không rõ"


@dataclass(frozen=True, slots=True)
class Question:
    """A statement that respondents agree with or not; `key` stays when the words change."""

    key: str
    words: str


QUESTIONS = (
    Question("done", "Việc nêu ở mục này được thực hiện đầy đủ, kịp thời."),
    Question(
        "together", "Việc phối hợp, cung cấp thông tin cho chúng tôi về mục này là thuận lợi."
    ),
    Question("better", "So với năm trước, việc ở mục này được thực hiện tốt hơn."),
)
"""The list to choose from; what was chosen is kept with its words, whatever stands here later."""
