"""The faults that stand in the quarantine of a store, how they come in, and how they are cleared.

Quarantine files are never changed: a row that has become usable is struck out in a file of cleared
ids beside them. Three things clear what earlier batches put into quarantine: a good row with the
same natural key in a later batch, another faulty row with that key (which takes its place), and a
row mended by its id (`errors/mended.py`). What a batch itself puts into quarantine is never cleared
by that batch, so that handing over the same files again changes nothing.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from parindex.engine.records.database import Database, identifiers, literal, literals
from parindex.engine.records.folders import QUARANTINE
from parindex.engine.records.key_index import Hashes
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.quarantine import COLUMNS, key_text
from parindex.engine.records.scanning import key_hash
from parindex.engine.records.schema import Kind


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What a batch did to the quarantine: files it wrote (empty where none), rows and faults by rule.

    `rows` and `by_rule` are of the new faults, `cleared_rows` and `cleared_by_rule` of those struck
    out.
    """

    path: str = ""
    rows: int = 0
    by_rule: Mapping[str, int] = field(default_factory=dict)
    cleared_path: str = ""
    cleared_rows: int = 0
    cleared_by_rule: Mapping[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        return bool(self.path or self.cleared_path)

    def laid_over(self, held: KindFiles) -> KindFiles:
        """The kind with the new faults added and the cleared ones struck out."""
        counts = {
            rule: held.quarantined.get(rule, 0)
            + self.by_rule.get(rule, 0)
            - self.cleared_by_rule.get(rule, 0)
            for rule in {**held.quarantined, **self.by_rule}
        }
        return replace(
            held,
            quarantine=(*held.quarantine, *filter(None, [self.path])),
            cleared=(*held.cleared, *filter(None, [self.cleared_path])),
            quarantined={rule: times for rule, times in counts.items() if times},
            quarantined_rows=held.quarantined_rows + self.rows - self.cleared_rows,
        )


@dataclass(frozen=True, slots=True)
class Usable:
    """What a batch brought that may clear rows: it makes the version of that number.

    `fast` are the key hashes of the rows that were written uncompared, `written` is the relation of
    all rows written, `mended` the ids of rows that were handed over to be cleared.
    """

    version: int
    fast: Hashes
    written: str
    mended: Sequence[str] = ()


def standing_faults(database: Database, held: KindFiles) -> str:
    """An SQL relation of the faults of a kind that no batch has cleared."""
    columns = identifiers(COLUMNS)
    if not held.quarantine:
        empty = ", ".join(f"NULL::{type_} AS {name}" for name, type_ in _quoted().items())
        return f"(SELECT {empty} WHERE false)"
    rows = f"SELECT {columns} FROM read_parquet([{_paths(database, held.quarantine)}]) q"
    if held.cleared:
        rows += (
            f" WHERE NOT EXISTS (SELECT 1 FROM read_parquet([{_paths(database, held.cleared)}]) c"
            " WHERE c.id = q.id AND c.version > q.version)"
        )
    return f"({rows})"


def keep(
    database: Database, kind: Kind, held: KindFiles, batch: str, usable: Usable
) -> Quarantined:
    """Write the faults that the quarantine does not hold yet, and strike out what has become usable.

    Expects `faults` and `incoming`.
    """
    standing = standing_faults(database, held)
    run = database.connection.execute
    run(
        f"CREATE TABLE new_faults AS FROM faults ANTI JOIN {standing} q"
        " ON faults.id = q.id AND faults.rule = q.rule"
        ' AND faults."column" IS NOT DISTINCT FROM q."column"'
    )
    run("CREATE TABLE cleared (id VARCHAR)")
    if held.quarantine:
        _clear_keys(database, kind, standing, usable)
        run(
            f"INSERT INTO cleared SELECT id FROM {standing} SEMI JOIN new_faults USING (key)"
            " WHERE key IS NOT NULL"
        )
        _clear_mended(database, standing, usable.mended)
    run("CREATE TABLE struck AS SELECT DISTINCT id FROM cleared ANTI JOIN faults USING (id)")
    run(f"CREATE TABLE leaving AS FROM {standing} SEMI JOIN struck USING (id)")
    columns = identifiers(COLUMNS)
    folder = f"{QUARANTINE}/{kind.name}"
    return Quarantined(
        write_faults(database, f"{folder}/{batch}.parquet", f"SELECT {columns} FROM new_faults"),
        faulty_rows(database, "new_faults"),
        faults_by_rule(database, "new_faults"),
        _written(
            database,
            f"{folder}/{batch}.cleared.parquet",
            f"SELECT id, {usable.version}::INTEGER AS version FROM struck ORDER BY id",
        ),
        faulty_rows(database, "leaving"),
        faults_by_rule(database, "leaving"),
    )


def _clear_keys(database: Database, kind: Kind, standing: str, usable: Usable) -> None:
    """Put into `cleared` the ids of standing rows whose key a good row of this batch has."""
    run = database.connection.execute
    found = run(
        f"SELECT DISTINCT key_hash FROM {standing} WHERE key_hash IS NOT NULL"
    ).fetchnumpy()["key_hash"]
    incoming = run(f"SELECT {key_hash(kind)} AS hash FROM incoming").fetchnumpy()["hash"]
    met = np.intersect1d(np.asarray(found, np.uint64), np.concatenate([usable.fast, incoming]))
    if not len(met):
        return
    database.make_table("met", {"hash": met})
    good = " UNION ALL ".join(
        f"SELECT {key_text(kind)} AS key FROM {rows} WHERE {key_hash(kind)} IN (FROM met)"
        for rows in (usable.written, "incoming")
    )
    run(f"INSERT INTO cleared SELECT id FROM {standing} SEMI JOIN ({good}) good USING (key)")


def _clear_mended(database: Database, standing: str, mended: Sequence[str]) -> None:
    database.make_table("mended", {"id": pa.array(list(mended), pa.string())})
    database.connection.execute(
        f"INSERT INTO cleared SELECT id FROM {standing} SEMI JOIN mended USING (id)"
    )


def write_faults(database: Database, path: str, faults: str) -> str:
    """Write the faults of a query to a path inside the lake; the path, empty where there are none."""
    return _written(database, path, f"{faults} ORDER BY version, file, line, rule")


def _written(database: Database, path: str, rows: str) -> str:
    """Write the rows of a query to a path inside the lake; the path, empty where there are none."""
    target = database.lake / path
    target.parent.mkdir(parents=True, exist_ok=True)
    copied = database.number(f"COPY ({rows}) TO {literal(str(target))} (FORMAT parquet)")
    if not copied:
        target.unlink()
        with suppress(OSError):
            target.parent.rmdir()
        return ""
    return path


def faulty_rows(database: Database, table: str) -> int:
    """How many rows the faults of a relation belong to."""
    return database.number(
        f"SELECT count(*) FROM (SELECT DISTINCT version, file, line FROM {table})"
    )


def faults_by_rule(database: Database, table: str) -> dict[str, int]:
    """How often each rule was broken, the most frequent first."""
    found = database.connection.execute(
        f"SELECT rule, count(*) FROM {table} GROUP BY rule ORDER BY 2 DESC, 1"
    ).fetchall()
    return dict(found)


def _quoted() -> dict[str, str]:
    return {f'"{name}"': type_ for name, type_ in COLUMNS.items()}


def _paths(database: Database, paths: Sequence[str]) -> str:
    return literals(str(database.lake / path) for path in paths)
