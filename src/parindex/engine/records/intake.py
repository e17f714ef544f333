"""Import of records: read, judge, merge, publish; all of a batch or nothing."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from parindex.engine.records import lake
from parindex.engine.records.catalog import KINDS, kind_named
from parindex.engine.records.database import MEMORY_LIMIT, Database, literal, open_database
from parindex.engine.records.delimited import Layout, inspect
from parindex.engine.records.loading import check_columns, ignored_columns, load
from parindex.engine.records.manifest import Batch, KindFiles, Manifest
from parindex.engine.records.mapping import SourceMapping, native_mapping, read_mapping
from parindex.engine.records.merge import Merged, merge, stored_rows
from parindex.engine.records.quarantine import collect
from parindex.engine.records.schema import Kind
from parindex.engine.records.staging import identical_rows, judge, make_typed_rows
from parindex.engine.values.problems import BadInput, Problem

Progress = Callable[[str], None]
"""Told, in Vietnamese, which step begins."""

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with the rows it read.

    `read` is the sum of `added`, `replaced`, `unchanged`, `identical` (rows that repeat another one
    of their file word for word), `superseded` (a later file of the batch holds the key again),
    `left_out` (the mapping does not take them) and `quarantined_rows`. `quarantined` counts faults
    by rule, of which one row may have several. `changed` says whether a new version exists.
    """

    kind: str
    files: tuple[str, ...]
    read: int
    added: int
    replaced: int
    unchanged: int
    identical: int
    superseded: int
    left_out: int
    quarantined_rows: int
    quarantined: Mapping[str, int]
    ignored_columns: tuple[str, ...]
    version: str
    changed: bool


def import_records(
    store: Path,
    kind: str,
    files: Sequence[Path],
    mapping: Path | None = None,
    progress: Progress | None = None,
    *,
    memory_limit: str = MEMORY_LIMIT,
) -> ImportReport:
    """Take the rows of delimited files into a store as one batch.

    Rows that cannot be used go to quarantine; the others replace rows with the same natural key.
    The same file again changes nothing. `BadInput` if a file, the mapping or the store cannot be
    used; the store is then as it was.
    """
    schema = kind_named(kind)
    say = progress or (lambda _: None)
    rules = native_mapping(schema) if mapping is None else read_mapping(mapping, schema)
    say("Kiểm tra tệp")
    layouts = _inspect_all(files)
    check_columns(layouts, schema, rules)
    with lake.writing(store) as snapshot:
        if not schema.is_unit_list and not snapshot.manifest.row_counts.get("units"):
            raise BadInput.of(
                store,
                "kho chưa có danh mục đơn vị nên không kiểm tra được mã đơn vị",
                "Hãy nạp danh mục đơn vị trước: «parindex records import units …»",
            )
        paths = [layout.path for layout in layouts]
        with open_database(store, paths, memory_limit=memory_limit) as database:
            return _Import(store, schema, rules, layouts, snapshot.manifest, database).run(say)


def _inspect_all(files: Sequence[Path]) -> list[Layout]:
    if not files:
        raise BadInput.of("danh sách tệp", "chưa có tệp nào", "Hãy chỉ ít nhất một tệp CSV")
    layouts: list[Layout] = []
    problems: list[Problem] = []
    for path in files:
        try:
            layouts.append(inspect(path))
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(*problems)
    return layouts


@dataclass(frozen=True, slots=True)
class _Import:
    """One batch on its way into the store."""

    store: Path
    kind: Kind
    mapping: SourceMapping
    layouts: Sequence[Layout]
    manifest: Manifest
    database: Database

    def run(self, say: Progress) -> ImportReport:
        say("Đọc dữ liệu")
        loaded = load(self.database, self.layouts, self.kind, self.mapping)
        say("Kiểm tra từng dòng")
        make_typed_rows(self.database, self.kind, self.mapping)
        self._make_known_units()
        judge(self.database, self.kind)
        collect(self.database, self.kind, self.mapping, self.layouts, loaded)
        say("Ghi vào kho")
        merged = merge(self.database, self.kind, self.batch, self.before.files)
        quarantine = self._keep_faults()
        return self._report(merged, self._publish(merged, quarantine))

    @property
    def batch(self) -> str:
        content = "".join(layout.sha256 for layout in self.layouts)
        digest = hashlib.sha256(content.encode()).hexdigest()[:8]
        return f"{self.manifest.number + 1:06d}-{digest}"

    @property
    def before(self) -> KindFiles:
        return self.manifest.kinds.get(self.kind.name, KindFiles(self.kind.fingerprint))

    def _make_known_units(self) -> None:
        units = KINDS["units"]
        stored = stored_rows(self.database, units, self.manifest.files_of("units"))
        columns = "code, level, valid_from, valid_to"
        query = f"SELECT {columns} FROM {stored}"
        if self.kind.is_unit_list:
            # What comes in speaks for itself and over what it replaces.
            query = (
                f"SELECT DISTINCT {columns} FROM typed_rows UNION ALL {query}"
                " ANTI JOIN typed_rows USING (code, valid_from)"
            )
        self.database.connection.execute(f"CREATE TABLE known_units AS {query}")

    def _keep_faults(self) -> tuple[str, ...]:
        """Write the faults that the quarantine does not hold yet; the path of the new file, if any."""
        database = self.database
        known = [str(database.lake / path) for path in self.before.quarantine]
        if known:
            paths = ", ".join(map(literal, known))
            database.connection.execute(
                f"CREATE TABLE new_faults AS FROM faults ANTI JOIN read_parquet([{paths}]) q"
                ' ON faults."row" = q."row" AND faults.rule = q.rule'
                ' AND faults."column" IS NOT DISTINCT FROM q."column"'
            )
        else:
            database.connection.execute("CREATE VIEW new_faults AS FROM faults")
        if not database.count("new_faults"):
            return ()
        folder = database.lake / lake.QUARANTINE / self.kind.name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.batch}.parquet"
        database.connection.execute(
            f"COPY (FROM new_faults ORDER BY file, line, rule) TO {literal(str(path))} (FORMAT parquet)"
        )
        return (path.relative_to(database.lake).as_posix(),)

    def _publish(self, merged: Merged, quarantine: tuple[str, ...]) -> Manifest:
        if not (merged.added or merged.replaced or quarantine):
            return self.manifest
        counts = dict(self.before.quarantined)
        for rule, times in self._faults_by_rule("new_faults").items():
            counts[rule] = counts.get(rule, 0) + times
        rows = self._faulty_rows("new_faults")
        kind = KindFiles(
            self.kind.fingerprint,
            merged.files,
            self.before.quarantine + quarantine,
            counts,
            self.before.quarantined_rows + rows,
        )
        manifest = replace(
            self.manifest,
            number=self.manifest.number + 1,
            parent=self.manifest.version,
            kinds={**self.manifest.kinds, self.kind.name: kind},
            batches=(*self.manifest.batches, self._batch(merged, rows)),
        )
        lake.publish(self.store, manifest, expected=self.manifest.version)
        return manifest

    def _batch(self, merged: Merged, quarantined: int) -> Batch:
        return Batch(
            id=self.batch,
            kind=self.kind.name,
            at=datetime.now(VIETNAM).isoformat(timespec="seconds"),
            files=tuple((layout.path.name, layout.sha256) for layout in self.layouts),
            added=merged.added,
            replaced=merged.replaced,
            quarantined=quarantined,
        )

    def _faults_by_rule(self, table: str) -> dict[str, int]:
        found = self.database.connection.execute(
            f"SELECT rule, count(*) FROM {table} GROUP BY rule ORDER BY 2 DESC, 1"
        ).fetchall()
        return dict(found)

    def _faulty_rows(self, table: str) -> int:
        return self.database.number(
            f"SELECT count(*) FROM (SELECT DISTINCT file, line FROM {table})"
        )

    def _report(self, merged: Merged, manifest: Manifest) -> ImportReport:
        database = self.database
        identical = identical_rows(database)
        usable = merged.added + merged.replaced + merged.unchanged
        unusable = database.count("unusable")
        staged = database.count("staged")
        return ImportReport(
            kind=self.kind.name,
            files=tuple(str(layout.path) for layout in self.layouts),
            read=database.count("raw") + database.count("ragged"),
            added=merged.added,
            replaced=merged.replaced,
            unchanged=merged.unchanged,
            identical=identical,
            superseded=staged - unusable - identical - usable,
            left_out=database.count("raw") - staged,
            quarantined_rows=unusable + database.count("ragged"),
            quarantined=self._faults_by_rule("faults"),
            ignored_columns=ignored_columns(self.layouts, self.mapping),
            version=manifest.version,
            changed=manifest is not self.manifest,
        )
