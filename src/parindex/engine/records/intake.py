"""Import of records: read, judge, merge, publish; all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parindex.engine.reading.passing import passing_folder
from parindex.engine.records import lake
from parindex.engine.records.batch import Batch
from parindex.engine.records.catalog import kind_named
from parindex.engine.records.database import open_database
from parindex.engine.records.errors.mended import is_errors_workbook, mended_rows
from parindex.engine.records.mapping import SourceMapping, native_mapping, read_mapping
from parindex.engine.records.policy import Policy
from parindex.engine.records.progress import Progress, Silent
from parindex.engine.records.report import ImportReport, report_of
from parindex.engine.records.scanning import check_columns
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.model import Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.prepare import handed_over, prepare
from parindex.engine.records.sources.unchanging import state_of, watched_for_changes
from parindex.engine.values.problems import BadInput


class _Rehearsed(Exception):
    """Leaves a dry run by the way of a failure: what it wrote is cleared."""

    def __init__(self, report: ImportReport) -> None:
        self.report = report


def import_records(
    store: Path,
    kind: str,
    given: Sequence[Path | str],
    mapping: Path | None = None,
    progress: Progress | None = None,
    *,
    options: Options | None = None,
    policy: Policy | None = None,
) -> ImportReport:
    """Take what was handed over (files, folders, patterns; see `sources.prepare`) in as one batch.

    Rows that cannot be used go to quarantine; the others replace rows with the same natural key.
    The same file again changes nothing. An errors workbook (`errors/`) is read as such, and its
    rows leave the quarantine or stay with what is still wrong. `BadInput` if a file, the mapping or the store cannot be
    used, or if a file looks mistaken (`mistaken.py`); the store is then as it was.
    """
    schema = kind_named(kind)
    watcher, chosen = progress or Silent(), policy or Policy()
    rules = native_mapping(schema) if mapping is None else read_mapping(mapping, schema)
    with passing_folder() as work:
        watcher.step("Kiểm tra tệp")
        files, databases = handed_over(given)
        workbooks = [path for path in files if is_errors_workbook(path)]
        if workbooks:
            alone = not (files[1:] or databases or mapping or (options or Options()).said)
            handed = _mended(workbooks[0], schema, work, alone=alone)
            # Whatever share of its rows is still wrong, it is the right file.
            chosen = replace(chosen, accept_anyway=True)
        else:
            sources = prepare(given, work, options, expected=tuple(rules.columns))
            handed = _Handed(sources, rules)
        check_columns(handed.sources, schema, handed.mapping)
        try:
            return _run(store, schema, handed, chosen, watcher)
        except _Rehearsed as rehearsed:
            return rehearsed.report


@dataclass(frozen=True, slots=True)
class _Handed:
    """What was handed over: sources, how they are read, and the ids of the rows that were mended."""

    sources: Sequence[Source]
    mapping: SourceMapping
    mended: tuple[str, ...] = ()


def _mended(path: Path, kind: Kind, work: Path, *, alone: bool) -> _Handed:
    if not alone:
        raise BadInput.of(
            path,
            "sổ lỗi đã sửa được nạp một mình, không kèm tệp khác, bảng ánh xạ hay tùy chọn đọc tệp",
            "Hãy chỉ đúng tệp này, không có --map, --encoding, --delimiter, --sheet, --query",
        )
    before = state_of(path)
    mended = mended_rows(path, kind, work)
    return _Handed([replace(mended.source, state=before)], mended.mapping, mended.ids)


def _run(
    store: Path,
    kind: Kind,
    handed: _Handed,
    policy: Policy,
    progress: Progress,
) -> ImportReport:
    progress.step("Chờ đến lượt ghi vào kho")
    with lake.writing(store, wait=policy.resources.wait) as snapshot:
        _require_units(store, kind, snapshot)
        paths = [source.data for source in handed.sources]
        with open_database(store, paths, memory_limit=policy.resources.memory_limit) as database:
            batch = Batch(
                store,
                kind,
                handed.mapping,
                handed.sources,
                snapshot.manifest,
                database,
                policy,
                handed.mended,
            )
            with watched_for_changes(handed.sources):
                report = report_of(batch, batch.run(progress))
        if policy.dry_run:
            raise _Rehearsed(report)
        return report


def _require_units(store: Path, kind: Kind, snapshot: lake.Snapshot) -> None:
    if not kind.is_unit_list and not snapshot.manifest.row_counts.get("units"):
        raise BadInput.of(
            store,
            "kho chưa có danh mục đơn vị nên không kiểm tra được mã đơn vị",
            "Hãy nạp danh mục đơn vị trước: «parindex records import units …»",
        )
