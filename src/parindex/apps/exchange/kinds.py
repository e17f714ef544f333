"""What of last year may be offered for this year's item."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """Each is taken or declined for itself."""

    FIGURES = "figures", "Số liệu"
    EXPLANATION = "explanation", "Giải trình"
    DOCUMENT = "document", "Minh chứng"
