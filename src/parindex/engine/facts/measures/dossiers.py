"""What the measures over dossiers share: when a dossier counts, and when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import known, not_denied
from parindex.engine.facts.placement import Frame, Occurred, OccurredOn

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, DateColumn, Table

RETURNED = ("withdrawn", "stopped")
"""States in which a dossier ended without a result."""

RECEIVED = Occurred(("received_at",), "hồ sơ tiếp nhận trong kỳ")
FINISHED = Occurred(("finished_at",), "hồ sơ giải quyết xong trong kỳ")


def closed_on(row: Table) -> DateColumn:
    """The day on which the dossier was closed, NULL while it is open.

    One that was returned or withdrawn without a date was never worked on: it counts as closed on
    the day of its receipt, so that received and carried over always equal resolved and pending.
    """
    import ibis  # noqa: PLC0415 - measures are declared without the query library

    return ibis.cases(
        (row.finished_at.notnull(), row.finished_at.date()),
        (row.status.isin(RETURNED), row.received_at.date()),
        else_=ibis.null("date"),
    )


CLOSED = OccurredOn(
    ("finished_at", "received_at"),
    "hồ sơ giải quyết xong trong kỳ; hồ sơ rút, dừng xử lý mà không ghi ngày thì theo ngày tiếp nhận",
    closed_on,
)


def finished(row: Table, frame: Frame) -> BooleanColumn:
    """Whether the dossier was closed by the day of judgement."""
    return known(row.finished_at.date() <= frame.as_of)


def returned(row: Table, frame: Frame) -> BooleanColumn:
    """Whether the dossier was returned or withdrawn by the day of judgement."""
    ended = known(row.status.isin(RETURNED))
    return ended & not_denied(row.finished_at.date() <= frame.as_of)


def with_result(row: Table, _: Frame) -> BooleanColumn:
    """Dossiers that ended with a result, not by withdrawal or return."""
    return ~known(row.status.isin(RETURNED))
