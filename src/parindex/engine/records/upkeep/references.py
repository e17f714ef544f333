"""Units that other records refer to cannot leave the store."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, identifier
from parindex.engine.records.faults import (
    UNIT_NOT_VALID,
    UNKNOWN_UNIT,
    beside_units,
    faults_of_rows,
    make_unit_spans,
)
from parindex.engine.records.journal import Entry
from parindex.engine.records.manifest import KindFiles, Manifest
from parindex.engine.records.ranks import rank_of
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import stored_rows
from parindex.engine.values.problems import BadInput, Problem


def require_unreferenced(
    database: Database, manifest: Manifest, units: KindFiles, entry: Entry
) -> None:
    """Raise `BadInput` if rows in the store name a unit that `units` lacks or does not hold valid.

    `units` is the list of units without the batch of `entry`. What was imported before that batch
    was held against a list without it already, so that only later files are read.
    """
    known = stored_rows(database, KINDS["units"], units)
    database.connection.execute(
        f"CREATE TABLE known_units AS SELECT code, level, valid_from, valid_to FROM {known}"
    )
    make_unit_spans(database)
    problems = list(_problems(database, manifest.followed_by("", {"units": units}), entry))
    if problems:
        raise BadInput(*problems)


def _problems(database: Database, manifest: Manifest, entry: Entry) -> Iterator[Problem]:
    for name, held in manifest.kinds.items():
        kind = KINDS[name]
        later = [file for file in held.files if rank_of(file.path) > entry.number]
        if not later and not kind.is_unit_list:
            continue
        rows = held if kind.is_unit_list else replace(held, files=tuple(later))
        count, example = _referring(database, kind, rows)
        if count:
            yield Problem(
                entry.batch,
                f"{count} dòng của loại {name} dùng đơn vị của lần nạp này (ví dụ «{example}»)",
                "Hãy hoàn tác các lần nạp loại đó trước, hoặc nạp danh mục đơn vị đúng để thay",
            )


def _referring(database: Database, kind: Kind, held: KindFiles) -> tuple[int, str]:
    """How many rows name a unit that is not known or not valid, and the code of one of them."""
    broken = [
        fault for fault in faults_of_rows(kind) if fault.rule in (UNKNOWN_UNIT, UNIT_NOT_VALID)
    ]
    if not broken:
        return 0, ""
    code = " ".join(f"WHEN {fault.when} THEN this.{identifier(fault.column)}" for fault in broken)
    rows = beside_units(stored_rows(database, kind, held), kind)
    found = database.connection.execute(
        f"SELECT count(code), min(code) FROM (SELECT CASE {code} END AS code FROM {rows})"
    ).fetchall()
    return found[0][0], found[0][1] or ""
