"""What a database does by itself once many rows are committed, for tests whose rows never are."""

from __future__ import annotations

from django.db import connection


def take_statistics() -> None:
    """Let PostgreSQL see how many rows stand where; it plans by that, as if for none before.

    SQLite plans without.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
