"""The measures counted again in plain Python, row by row, from the rules in words.

Nothing here is taken from the code under test: the holidays are listed by hand from the calendars
of 2023 and early 2024, and every rule is written as a clerk would apply it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

Row = Mapping[str, Any]
Verdict = bool | None
Triple = tuple[int, int | None, int]
"""Numerator, denominator, missing."""

START = date(2023, 1, 1)
END = date(2023, 12, 31)
FAR = date(9999, 12, 31)

HOLIDAYS = {
    date(2023, 1, 2),
    *(date(2023, 1, day) for day in range(20, 27)),
    *(date(2023, 5, day) for day in (1, 2, 3)),
    date(2023, 9, 1),
    date(2023, 9, 4),
    date(2024, 1, 1),
    *(date(2024, 2, day) for day in range(8, 15)),
}


def working_days(start: date, end: date) -> int:
    """Working days after start up to and including end; negative backwards."""
    if end < start:
        return -working_days(end, start)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


def in_2023(moment: datetime | date | None) -> bool:
    return moment is not None and moment.year == 2023


def done_by_end(row: Row) -> bool:
    return row["finished_at"] is not None and row["finished_at"].date() <= END


def closed_in_2023(row: Row) -> bool:
    """Finished in the year; one returned without a date was closed when it was received."""
    returned = row["status"] in ("withdrawn", "stopped")
    return in_2023(row["finished_at"] or (row["received_at"] if returned else None))


def closed_on(row: Row) -> date | None:
    returned = row["status"] in ("withdrawn", "stopped")
    moment = row["finished_at"] or (row["received_at"] if returned else None)
    return None if moment is None else moment.date()


def how_finished(row: Row) -> str:
    """Of a dossier closed in the year: `before`, `on` or `late`, by calendar day."""
    due, done = row["due_at"], row["finished_at"]
    if row["status"] in ("withdrawn", "stopped") or due is None or done.date() == due.date():
        return "on"
    return "before" if done.date() < due.date() else "late"


def carried_over(row: Row) -> bool:
    closed = closed_on(row)
    return row["received_at"].date() < START and (closed is None or closed >= START)


def pending(row: Row) -> bool:
    closed = closed_on(row)
    return row["received_at"].date() <= END and (closed is None or closed > END)


def overdue(row: Row) -> bool:
    return row["due_at"] is not None and row["due_at"].date() <= END


def on_time_06a_or_par(row: Row, *, pending: Verdict) -> Verdict:
    gone = row["status"] in ("withdrawn", "stopped")
    if gone and (row["finished_at"] is None or done_by_end(row)):
        return True
    if done_by_end(row):
        return row["due_at"] is None or row["finished_at"].date() <= row["due_at"].date()
    if row["due_at"] is not None and row["due_at"].date() <= END:
        return False
    return pending


def on_time_766(row: Row) -> Verdict:
    if row["due_at"] is None:
        return None
    if done_by_end(row):
        return bool(row["finished_at"] <= row["due_at"])
    return bool(row["due_at"].date() > END)


def digitised(row: Row) -> Verdict:
    parts = [
        row[n] for n in ("input_digitised", "result_digitised", "result_issued_electronically")
    ]
    if False in parts:
        return False
    return None if None in parts else True


def both(one: Verdict, other: Verdict) -> Verdict:
    if False in (one, other):
        return False
    return None if None in (one, other) else True


def within(start: date, end: date | None, limit: int) -> Verdict:
    """Done by the end of the year within so many working days; late; or open and in time."""
    if end is not None and end <= END:
        return working_days(start, end) <= limit
    return False if working_days(start, END) > limit else None


def petition_on_time(row: Row) -> Verdict:
    if row["handled_on"] is not None and row["handled_on"] <= END:
        return working_days(row["received_on"], row["handled_on"]) <= 15
    return False if working_days(row["received_on"], END) > 15 else None


def task_on_time(row: Row) -> Verdict:
    if row["finished_on"] is not None and row["finished_on"] <= END:
        return row["due_on"] is None or row["finished_on"] <= row["due_on"]
    return None if row["due_on"] is None or row["due_on"] > END else False


def task_done(row: Row) -> bool:
    return row["finished_on"] is not None and row["finished_on"] <= END


def task_late(row: Row) -> bool:
    return row["due_on"] is not None and row["finished_on"] > row["due_on"]


def published_on_time(row: Row) -> Verdict:
    if row["effective_on"] is None:
        return None
    return working_days(row["decided_on"], row["effective_on"]) >= 5


def public_on_time(row: Row) -> Verdict:
    if row["published_on"] is not None and row["published_on"] <= END:
        return working_days(row["decided_on"], row["published_on"]) <= 5
    return False if working_days(row["decided_on"], END) > 5 else None


def tally(
    rows: Iterable[Row], concerned: Callable[[Row], bool], verdict: Callable[[Row], Verdict]
) -> Triple:
    found = [verdict(row) for row in rows if concerned(row)]
    return found.count(True), len(found) - found.count(None), found.count(None)


def dossier_counts(rows: list[Row], apologised: set[str]) -> dict[str, Triple]:
    def received(row: Row) -> bool:
        return in_2023(row["received_at"])

    def finished(row: Row) -> bool:
        return in_2023(row["finished_at"])

    def result(row: Row) -> bool:
        return finished(row) and row["status"] not in ("withdrawn", "stopped")

    def late(row: Row) -> bool:
        return received(row) and on_time_06a_or_par(row, pending=None) is False

    def fee(row: Row) -> bool:
        return received(row) and row["has_fee"] is not False

    return {
        "dossiers_carried_over": (sum(map(carried_over, rows)), None, 0),
        "dossiers_on_time_par": tally(
            rows, received, lambda r: on_time_06a_or_par(r, pending=None)
        ),
        "dossiers_on_time_06a": tally(
            rows, closed_in_2023, lambda r: on_time_06a_or_par(r, pending=None)
        ),
        **{
            f"dossiers_finished_{name}": tally(
                rows, closed_in_2023, lambda r, how=how: how_finished(r) == how
            )
            for name, how in (("before_due", "before"), ("on_due", "on"), ("late", "late"))
        },
        "dossiers_pending_in_time": tally(rows, pending, lambda r: not overdue(r)),
        "dossiers_pending_overdue": tally(rows, pending, overdue),
        "dossiers_received_online": tally(
            rows, received, lambda r: None if r["channel"] is None else r["channel"] == "online"
        ),
        "dossiers_both_digitised": tally(
            rows, result, lambda r: both(r["input_digitised"], r["result_digitised"])
        ),
        "dossiers_input_digitised": tally(rows, result, lambda r: r["input_digitised"]),
        "dossiers_result_digitised": tally(rows, result, lambda r: r["result_digitised"]),
        "results_issued_electronically": tally(
            rows, result, lambda r: r["result_issued_electronically"]
        ),
        "dossiers_on_time_766": tally(rows, received, on_time_766),
        "apologies_for_late": tally(rows, late, lambda r: r["dossier_code"] in apologised),
        "dossiers_digitised": tally(rows, result, digitised),
        "dossiers_synced": tally(rows, received, lambda r: r["synced"]),
        "dossiers_paid_online": tally(
            rows, fee, lambda r: None if r["has_fee"] is None else r["paid_online"]
        ),
    }


def other_counts(kinds: Mapping[str, list[Row]]) -> dict[str, Triple]:
    accepted = [row for row in kinds["petitions"] if row["outcome"] != "refused"]
    tasks, due = kinds["tasks"], lambda r: in_2023(r["due_on"] or r["assigned_on"])
    refused = [
        row
        for row in kinds["petitions"]
        if row["outcome"] == "refused" and (row["handled_on"] is None or row["handled_on"] <= END)
    ]
    asked = [row for row in kinds["petitions"] if (row["supplement_requested_on"] or FAR) <= END]
    return {
        "government_tasks_done_late": tally(
            tasks, due, lambda r: None if task_on_time(r) is None else task_done(r) and task_late(r)
        ),
        "government_tasks_overdue": tally(
            tasks, due, lambda r: None if task_on_time(r) is None else not task_done(r)
        ),
        "petitions_refused_on_time": tally(
            refused,
            lambda r: in_2023(r["received_on"]),
            lambda r: r["handled_on"] and working_days(r["received_on"], r["handled_on"]) <= 2,
        ),
        "petitions_supplement_on_time": tally(
            asked,
            lambda r: in_2023(r["received_on"]),
            lambda r: working_days(r["received_on"], r["supplement_requested_on"]) <= 5,
        ),
        "petitions_published_on_time": tally(
            accepted,
            lambda r: in_2023(r["handled_on"]),
            lambda r: within(r["handled_on"], r["published_on"], 2),
        ),
        "petitions_on_time": tally(accepted, lambda r: in_2023(r["received_on"]), petition_on_time),
        "government_tasks_on_time": tally(
            kinds["tasks"], lambda r: in_2023(r["due_on"] or r["assigned_on"]), task_on_time
        ),
        "procedures_published_on_time": tally(
            kinds["procedures"], lambda r: in_2023(r["decided_on"]), published_on_time
        ),
        "procedures_public_on_time": tally(
            kinds["procedures"], lambda r: in_2023(r["decided_on"]), public_on_time
        ),
    }
