"""Made-up dossiers and letters of apology, made inside the database so that millions are no matter."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from datetime import date

from parindex.engine.records.database import Database
from parindex.simulation.mixing import Stream
from parindex.simulation.province import SLOTS
from parindex.simulation.writing import columns, soiled

_STUCK = 1
_ONLINE_BY_YEAR = {2021: 250, 2022: 450}
_ONLINE_LATER = 650
_MATURITY_BY_YEAR = {2021: 40, 2022: 70}
"""How far digitisation had come, in percent of its level of 2023."""

_UNUSABLE = {"unknown unit": 2, "no such day": 1, "before receipt": 1, "differs": 1}
"""Dirt that keeps a row out of any store, in rows of a thousand."""


def make_dossiers(database: Database, stream: Stream, year: int, rows: int, cutoff: date) -> None:
    """Make the tables `dossiers` and `apologies` of a year.

    Expects `unit_slots`, `unit_traits`, `procedure_slots`, `day_slots` and `working_days`. What is
    not finished by `cutoff` (the day of the export) is still being processed.
    """
    _draw(database, stream, year, rows)
    _follow(database, stream, cutoff)
    database.connection.execute("DROP TABLE drawn")
    _print(database, stream, year)
    database.connection.execute("DROP TABLE followed")
    _apologise(database, stream, cutoff)


def dirty_dossiers(stream: Stream) -> str:
    """The query of the dossiers as a real export would hand them over."""
    return soiled(
        "dossiers",
        "dossiers",
        stream,
        {
            "unit_code": (
                f"CASE WHEN {_soils(stream, 'unknown unit')} THEN 'H00.98'"
                f" WHEN {stream.chance('spaces', 5)} THEN '  ' || unit_code || ' '"
                f" WHEN {stream.chance('lower case', 5)} THEN lower(unit_code) ELSE unit_code END"
            ),
            "received_at": (
                f"CASE WHEN {_soils(stream, 'no such day')} THEN '31/02/' || received_at[:4]"
                f" WHEN {stream.chance('other format', 30)} THEN"
                " strftime(received_at::TIMESTAMP, '%d/%m/%Y %H:%M') ELSE received_at END"
            ),
            "due_at": f"CASE WHEN {stream.chance('no due date', 8)} THEN NULL ELSE due_at END",
            "finished_at": (
                f"CASE WHEN {_soils(stream, 'before receipt')} THEN"
                " strftime(received_at::TIMESTAMP - INTERVAL 3 DAY, '%Y-%m-%d %H:%M')"
                " ELSE finished_at END"
            ),
        },
        _soils(stream, "differs"),
        {"sector": "'Lĩnh vực mô phỏng khác'"},
    )


def usable(stream: Stream) -> str:
    """The condition under which an export hands a dossier over so that it can be taken in."""
    return f"NOT ({' OR '.join(_soils(stream, name) for name in _UNUSABLE)})"


def _soils(stream: Stream, name: str) -> str:
    return stream.chance(name, _UNUSABLE[name])


def _draw(database: Database, stream: Stream, year: int, rows: int) -> None:
    """Make `drawn`: unit, procedure and moment of receipt of every dossier."""
    minute = f"(420 + {stream.below('minute', 570)})::INTEGER"
    database.connection.execute(
        "CREATE OR REPLACE TABLE drawn AS"
        " SELECT n, u.code AS unit_code, u.level, u.late_permille, p.code AS procedure_code,"
        " p.sector, p.has_fee, p.online_payment, p.term, d.ordinal AS received_ordinal,"
        f" d.day + to_minutes({minute}) AS received_at"
        f" FROM (SELECT i::UBIGINT AS n FROM range({rows}) r(i))"
        f" JOIN unit_slots us ON us.slot = {stream.below('unit', SLOTS)}"
        " JOIN unit_traits u USING (code)"
        f" JOIN procedure_slots p ON p.level = u.level AND p.slot = {stream.below('procedure', SLOTS)}"
        f" JOIN day_slots d ON d.year = {year} AND d.slot = {stream.below('day', SLOTS)}"
    )


def _follow(database: Database, stream: Stream, cutoff: date) -> None:
    """Make `followed`: when each dossier was due, when it was done, or that it is still open."""
    late = stream.chance("late", "late_permille")
    early = f"{stream.below('speed', 100)} * (term + 1) // 100"
    worked = f"CASE WHEN {late} THEN term + 1 + {stream.below('delay', 12)} ELSE {early} END"
    # Who works the whole term hands over in the last hours: before or after the time of day due.
    hour = f"to_minutes((450 + {stream.below('closing', 570)})::INTEGER)"
    finished = f"greatest(done.day + {hour}, received_at + INTERVAL 5 MINUTE)"
    stuck = stream.chance("stuck", _STUCK)
    database.connection.execute(
        "CREATE OR REPLACE TABLE followed AS"
        f" SELECT base.*, due.day + INTERVAL 17 HOUR AS due_at,"
        f" CASE WHEN {stuck} OR {finished}::DATE > DATE '{cutoff}' THEN NULL ELSE {finished} END"
        " AS finished_at"
        f" FROM (SELECT *, ({worked})::BIGINT AS worked FROM drawn) base"
        " JOIN working_days due ON due.ordinal = received_ordinal + term"
        " JOIN working_days done ON done.ordinal = received_ordinal + worked"
    )


def _print(database: Database, stream: Stream, year: int) -> None:
    done = "finished_at IS NOT NULL"
    online = stream.chance("online", _ONLINE_BY_YEAR.get(year, _ONLINE_LATER))
    status = (
        f"CASE WHEN {stream.chance('withdrawn', 6)} THEN 'withdrawn'"
        f" WHEN {stream.chance('stopped', 3)} THEN 'stopped'"
        f" WHEN {stream.chance('collected', 900)} THEN 'delivered' ELSE 'finished' END"
    )
    expressions = {
        "dossier_code": (
            "unit_code || '-' || strftime(received_at, '%y%m%d') || '-' ||"
            " lpad(row_number() OVER (PARTITION BY unit_code, received_at::DATE ORDER BY n)::VARCHAR,"
            " 4, '0')"
        ),
        "procedure_code": "procedure_code",
        "sector": "sector",
        "unit_code": "unit_code",
        "channel": (
            f"CASE WHEN {online} THEN 'online' WHEN {stream.chance('postal', 60)} THEN 'postal'"
            " ELSE 'in_person' END"
        ),
        "service_level": f"CASE WHEN {stream.chance('full', 600)} THEN 'full' ELSE 'partial' END",
        "received_at": "received_at",
        "due_at": "due_at",
        "finished_at": "finished_at",
        "status": f"CASE WHEN {done} THEN {status} ELSE 'processing' END",
        "paid_online": (
            f"CASE WHEN has_fee THEN online_payment AND {online} AND {stream.chance('pays', 620)} END"
        ),
        **_digital(stream, year),
    }
    database.connection.execute(
        f"CREATE OR REPLACE TABLE dossiers AS SELECT n, {columns('dossiers', expressions)}"
        " FROM followed ORDER BY n"
    )


def _digital(stream: Stream, year: int) -> dict[str, str]:
    """The yes/no fields on digitisation, payment and satisfaction, as SQL expressions."""
    maturity = _MATURITY_BY_YEAR.get(year, 100)
    whole = (
        "(finished_at IS NOT NULL AND "
        + stream.chance(
            "digitised",
            f"(CASE level WHEN 'province' THEN 356 WHEN 'district' THEN 243 ELSE 132 END * {maturity} // 100)",
        )
        + ")"
    )
    part = stream.below("partly", 3)
    done = "finished_at IS NOT NULL"
    return {
        "input_digitised": f"({whole} OR {part} < 2)",
        "result_digitised": f"CASE WHEN {done} THEN ({whole} OR {part} = 1) END",
        "result_issued_electronically": f"CASE WHEN {done} THEN {whole} END",
        "has_fee": "has_fee",
        "synced": stream.chance("synced", 985),
        "result_original_digitised": f"CASE WHEN {done} THEN {whole} OR {part} = 1 END",
        "papers_digitised": f"({whole} OR {part} < 2)",
        "certified_copy_requested": stream.chance("certified", 15),
        "certified_copy_electronic": (
            f"CASE WHEN {stream.chance('certified', 15)} THEN {stream.chance('copied', 700)} END"
        ),
        "digitised_data_reused": stream.chance("reused", 420),
        "synced_to_personal_store": f"CASE WHEN {done} THEN {stream.chance('stored', 550)} END",
        "connected_to_citizen_data": stream.chance("citizen", 800),
        "satisfied": f"CASE WHEN {stream.chance('asked', 200)} THEN {stream.chance('glad', 972)} END",
    }


def _apologise(database: Database, stream: Stream, cutoff: date) -> None:
    expressions = {
        "dossier_code": "dossier_code",
        "unit_code": "unit_code",
        "sent_on": "due_at::DATE + 1",
        "new_due_on": f"due_at::DATE + 1 + {stream.below('respite', 10)}::INTEGER",
    }
    database.connection.execute(
        f"CREATE OR REPLACE TABLE apologies AS SELECT n, {columns('apologies', expressions)}"
        f" FROM dossiers WHERE due_at::DATE < coalesce(finished_at::DATE, DATE '{cutoff}')"
        f" AND status NOT IN ('withdrawn', 'stopped') AND {stream.chance('apology', 880)}"
    )
