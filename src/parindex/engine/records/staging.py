"""Typed rows in the database, the usable ones told apart from the others.

Relations made here: `typed_rows` (a view with text and typed value of every field), `staged`
(typed rows, marked `bad`), `repeated` (keys that occur more than once in a file) and `incoming`
(the usable rows, one for each key).
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from parindex.engine.records.database import Database, identifiers
from parindex.engine.records.faults import beside_units, faults_of
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.scanning import typed_selection
from parindex.engine.records.schema import Kind


def make_typed_rows(database: Database, kind: Kind, mapping: SourceMapping) -> None:
    """Make the view `typed_rows` over `raw`."""
    database.connection.execute(
        f"CREATE VIEW typed_rows AS SELECT rowid AS id, file, {typed_selection(kind, mapping)}"
        " FROM raw"
    )


def judge(database: Database, kind: Kind) -> None:
    """Make `staged`, `repeated` and `incoming`; expects `typed_rows` and `known_units`."""
    connection = database.connection
    names, key = identifiers(kind.names), identifiers(kind.key)
    own_names = ", ".join(f"this.{name}" for name in names.split(", "))
    broken = " OR ".join(f"coalesce({fault.when}, false)" for fault in faults_of(kind))
    connection.execute(
        f"CREATE TABLE staged AS SELECT id, file, {own_names}, ({broken}) AS bad"
        f" FROM {beside_units('typed_rows', kind)}"
    )
    connection.execute(
        "CREATE TABLE repeated AS"
        f" SELECT file, {key}, count(*) AS times, count(DISTINCT row({names})) AS variants,"
        " min(id) AS kept"
        f" FROM staged SEMI JOIN (SELECT file, {key} FROM staged WHERE NOT bad"
        f" GROUP BY ALL HAVING count(*) > 1) USING (file, {key}) WHERE NOT bad GROUP BY file, {key}"
    )
    # Across the files of one batch the later file speaks last, as a later batch would.
    connection.execute(
        f"CREATE TABLE incoming AS SELECT {names} FROM staged"
        f" LEFT JOIN repeated USING (file, {key}) WHERE NOT bad AND"
        " (repeated.kept IS NULL OR (repeated.variants = 1 AND repeated.kept = staged.id))"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY file DESC) = 1"
    )


def identical_rows(database: Database) -> int:
    """How many rows were dropped because the same file holds an identical one."""
    return database.number("SELECT coalesce(sum(times - 1), 0) FROM repeated WHERE variants = 1")
