"""The small tables that queries read beside the kinds of records."""

from __future__ import annotations

WORKING_DAYS = "working_days"
"""The running number of working days for every calendar day."""

FRAMES = "frames"
"""A frame for each month, for states that are counted afresh in every month."""

ENDS = "ends"
"""For every month the days on which a statutory period that holds it ends (month, quarter, half-year,
year): those on which what its rows say is judged when it is kept by day."""

SCOPES = "scopes"
"""For every unit code the unit it counts for (itself, or its successor) and that unit's level."""

SCHEMAS: dict[str, dict[str, str]] = {
    WORKING_DAYS: {"day": "date", "ordinal": "int64"},
    FRAMES: {
        "frame_first": "date",
        "frame_last": "date",
        "frame_as_of": "date",
        "frame_working_days": "int64",
    },
    ENDS: {"end_month": "date", "end_as_of": "date", "end_working_days": "int64"},
    SCOPES: {"scope_code": "string", "scope_unit": "string", "scope_level": "string"},
}
"""Columns by table, in the types of the query library."""

_SQL_TYPES = {"date": "DATE", "int64": "BIGINT", "string": "VARCHAR"}


MARKS = {"key_": "VARCHAR", "day_": "DATE"}
"""Columns of a relation of marks, in the types of the lake."""


def marks_table(name: str) -> str:
    """The relation of marks for what is asked of another kind under that name."""
    return f"marks_{name}"


def create_table(name: str) -> str:
    """The SQL that makes the table, for the connection that runs it alone."""
    columns = ", ".join(f"{column} {_SQL_TYPES[kind]}" for column, kind in SCHEMAS[name].items())
    return f"CREATE TEMP TABLE {name} ({columns})"
