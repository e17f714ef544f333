"""Made-up records of every kind but dossiers: each is a query over row numbers."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from datetime import date

from parindex.engine.records.database import Database
from parindex.simulation.mixing import Stream
from parindex.simulation.province import SLOTS, UNITS_BEGIN
from parindex.simulation.writing import columns

EDOCUMENTS_A_YEAR = 40_000
PETITIONS_A_YEAR = 600
TASKS_A_YEAR = 150

_DIALOGUES = {2021: 2}
_DIALOGUES_LATER = 3
_WITHOUT_DIRECTIVE = (2022, 3)
"""The one dialogue (year, number) that no directive followed."""

_UNCONNECTED_COMMUNES = 6


def _numbers(rows: int) -> str:
    return f"(SELECT i::UBIGINT AS n FROM range({rows}) r(i))"


def edocuments(stream: Stream, year: int) -> str:
    """Documents and work files: 2 % secret, nearly all others handled online."""
    offline = "CASE level WHEN 'province' THEN 1 WHEN 'district' THEN 3 ELSE 12 END"
    expressions = {
        "document_code": f"'VB{year}-' || lpad((n + 1)::VARCHAR, 7, '0')",
        "unit_code": "code",
        "document_type": (f"['incoming', 'outgoing', 'work_file'][1 + {stream.below('type', 3)}]"),
        "handled_on": "day",
        "secret": stream.chance("secret", 20),
        "handled_online": (
            f"NOT {stream.chance('secret', 20)} AND NOT {stream.chance('offline', offline)}"
        ),
    }
    return (
        f"SELECT {columns('edocuments', expressions)} FROM {_numbers(EDOCUMENTS_A_YEAR)}"
        f" JOIN unit_slots us ON us.slot = {stream.below('unit', SLOTS)} JOIN unit_traits USING (code)"
        f" JOIN day_slots d ON d.year = {year} AND d.slot = {stream.below('day', SLOTS)} ORDER BY n"
    )


def petitions(stream: Stream, year: int, cutoff: date) -> str:
    """Petitions: handled within 15 working days but for some 3 %."""
    slow = stream.chance("slow", 28)
    taken = f"CASE WHEN {slow} THEN 16 + {stream.below('delay', 8)} ELSE {stream.below('days', 15)} + 1 END"
    refused = stream.chance("refused", 40)
    done = f"done.day <= DATE '{cutoff}'"
    asked = f"{stream.chance('unclear', 60)} AND asked.day <= least(done.day, DATE '{cutoff}')"
    expressions = {
        "petition_code": f"'PAKN{year}-' || lpad((n + 1)::VARCHAR, 5, '0')",
        "unit_code": "code",
        "received_on": "received",
        "supplement_requested_on": f"CASE WHEN {asked} THEN asked.day END",
        "handled_on": f"CASE WHEN {done} THEN done.day END",
        "published_on": f"CASE WHEN {done} THEN done.day + 1 END",
        "outcome": (
            f"CASE WHEN NOT {done} THEN 'processing' WHEN {refused} THEN 'refused'"
            " ELSE 'answered' END"
        ),
        "satisfied": (
            f"CASE WHEN {done} AND {stream.chance('asked', 500)} THEN {stream.chance('glad', 930)} END"
        ),
    }
    return (
        f"SELECT {columns('petitions', expressions)} FROM (SELECT n, code, d.day AS received,"
        f" d.ordinal + {taken} AS ends, d.ordinal + 1 + {stream.below('asked', 6)} AS asks FROM {_numbers(PETITIONS_A_YEAR)}"
        f" JOIN unit_slots us ON us.slot = {stream.below('unit', SLOTS)}"
        f" JOIN day_slots d ON d.year = {year} AND d.slot = {stream.below('day', SLOTS)})"
        " JOIN working_days done ON done.ordinal = ends"
        " JOIN working_days asked ON asked.ordinal = asks ORDER BY n"
    )


def tasks(stream: Stream, year: int, cutoff: date) -> str:
    """Tasks of the Government and the Prime Minister, led by departments; some 96 % in time."""
    term = f"(20 + {stream.below('term', 100)})::INTEGER"
    late = stream.chance("late", 40)
    spent = f"CASE WHEN {late} THEN {term} + 3 + {stream.below('delay', 30)}::INTEGER ELSE"
    spent += f" {term} - {stream.below('ahead', 15)}::INTEGER END"
    expressions = {
        "task_code": f"'NV{year}-' || lpad((n + 1)::VARCHAR, 4, '0')",
        "unit_code": f"'H00.' || lpad((1 + {stream.below('unit', 20)})::VARCHAR, 2, '0')",
        "assigner": (
            f"CASE WHEN {stream.chance('government', 400)} THEN 'government'"
            " ELSE 'prime_minister' END"
        ),
        "document_number": f"(100 + {stream.below('number', 900)})::VARCHAR || '/MP-{year}'",
        "assigned_on": "day",
        "due_on": f"day + {term}",
        "finished_on": f"CASE WHEN day + ({spent}) <= DATE '{cutoff}' THEN day + ({spent}) END",
    }
    return (
        f"SELECT {columns('tasks', expressions)} FROM {_numbers(TASKS_A_YEAR)}"
        f" JOIN day_slots d ON d.year = {year} AND d.slot = {stream.below('day', SLOTS)} ORDER BY n"
    )


def dialogues(stream: Stream, year: int) -> str:
    """Two or three dialogues a year; all but one are followed by a directive."""
    directed = f"({year}, n + 1) <> {_WITHOUT_DIRECTIVE}"
    expressions = {
        "dialogue_code": f"'DT{year}-' || (n + 1)::VARCHAR",
        "unit_code": "'H00'",
        "held_on": "held",
        "audience": "['citizens', 'businesses', 'both'][1 + n::INTEGER % 3]",
        "directive_number": f"CASE WHEN {directed} THEN (n + 1)::VARCHAR || '/MP-{year}' END",
        "directive_on": f"CASE WHEN {directed} THEN held + 14 END",
    }
    held = f"DATE '{year}-04-10' + (n::INTEGER * 90 + {stream.below('day', 40)}::INTEGER) AS held"
    rows = _DIALOGUES.get(year, _DIALOGUES_LATER)
    return (
        f"SELECT {columns('dialogues', expressions)}"
        f" FROM (SELECT n, {held} FROM {_numbers(rows)}) ORDER BY n"
    )


def connections() -> str:
    """Every unit is connected but for the last few communes."""
    expressions = {
        "unit_code": "code",
        "connected_on": "CASE level WHEN 'commune' THEN DATE '2020-06-01' ELSE DATE '2019-03-12' END",
        "sends": "true",
        "receives": "true",
    }
    return (
        f"SELECT {columns('connections', expressions)} FROM (SELECT *, row_number() OVER"
        " (PARTITION BY level ORDER BY code DESC) AS place FROM unit_traits"
        " UNION ALL SELECT 'H00', 'province', 0, 99)"
        f" WHERE level <> 'commune' OR place > {_UNCONNECTED_COMMUNES} ORDER BY code"
    )


def units(database: Database) -> str:
    """The list of units, the province itself first; expects the table `unit_list`."""
    database.connection.execute(
        "INSERT INTO unit_list SELECT 'H00', 'Tỉnh mô phỏng', 'province', NULL,"
        " 'UBND tỉnh', NULL WHERE NOT EXISTS (FROM unit_list WHERE code = 'H00')"
    )
    expressions = {
        "code": "code",
        "name": "name",
        "level": "level",
        "parent_code": "parent",
        "unit_group": "unit_group",
        "valid_from": f"DATE '{UNITS_BEGIN}'",
        "valid_to": "valid_to",
    }
    return f"SELECT {columns('units', expressions)} FROM unit_list ORDER BY code"


def procedures(stream: Stream) -> str:
    """The announced procedures; expects the table `procedure_list`."""
    late = stream.chance("late decision", 35)
    ahead = f"CASE WHEN {late} THEN 1 + {stream.below('short', 4)} ELSE 5 + {stream.below('ahead', 20)} END"
    slow = stream.chance("slow publication", 25)
    until = (
        f"CASE WHEN {slow} THEN 6 + {stream.below('slow', 6)} ELSE {stream.below('quick', 6)} END"
    )
    expressions = {
        "procedure_code": "code",
        "name": "name",
        "sector": "sector",
        "unit_code": "unit_code",
        "decision_number": "number",
        "decided_on": "decided",
        "effective_on": "starts.day",
        "published_on": "shown.day",
        "full_content": stream.chance("full", 992),
        "updated_on_time": stream.chance("updated", 965),
        "has_fee": "has_fee",
        "online_payment": "online_payment",
        "connected_to_citizen_data": stream.chance("citizen", 620),
    }
    return (
        f"SELECT {columns('procedures', expressions)} FROM (SELECT *, ordinal + {ahead} AS a,"
        f" ordinal + {until} AS b FROM procedure_list)"
        " JOIN working_days starts ON starts.ordinal = a"
        " JOIN working_days shown ON shown.ordinal = b ORDER BY n"
    )
