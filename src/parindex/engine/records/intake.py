"""Import of records: read, judge, merge, publish; all of a batch or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.records import lake
from parindex.engine.records.against_past import Unlike
from parindex.engine.records.batch import Batch, Outcome, Progress
from parindex.engine.records.catalog import kind_named
from parindex.engine.records.database import MEMORY_LIMIT, open_database
from parindex.engine.records.faults import UNLIKE_LAST_YEAR
from parindex.engine.records.mapping import native_mapping, read_mapping
from parindex.engine.records.scanning import check_columns, ignored_columns
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.prepare import prepare
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with the rows it read.

    `read` is the sum of `added`, `replaced`, `unchanged`, `identical` (rows that repeat another one
    of their file word for word), `superseded` (a later file of the batch holds the key again),
    `left_out` (the mapping does not take them) and `quarantined_rows`. `quarantined` counts faults
    by rule, of which one row may have several; `warnings` counts by rule what is odd about rows that
    were added or replaced, `examples` names the first few of them by their keys, and `unlike_last_year`
    gives the numbers behind the warning of that name. `changed` says whether a new version exists.
    """

    kind: str
    batch: str
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
    warnings: Mapping[str, int]
    examples: Mapping[str, tuple[str, ...]]
    unlike_last_year: tuple[Unlike, ...]
    ignored_columns: tuple[str, ...]
    version: str
    changed: bool


def import_records(
    store: Path,
    kind: str,
    given: Sequence[Path | str],
    mapping: Path | None = None,
    progress: Progress | None = None,
    *,
    options: Options | None = None,
    memory_limit: str = MEMORY_LIMIT,
    accept_anyway: bool = False,
) -> ImportReport:
    """Take what was handed over (files, folders, patterns; see `sources.prepare`) in as one batch.

    Rows that cannot be used go to quarantine; the others replace rows with the same natural key.
    The same file again changes nothing. A file most of whose rows have the same fault is taken only
    with `accept_anyway`. `BadInput` if a file, the mapping or the store cannot be
    used; the store is then as it was.
    """
    schema = kind_named(kind)
    say = progress or (lambda _: None)
    rules = native_mapping(schema) if mapping is None else read_mapping(mapping, schema)
    with tempfile.TemporaryDirectory(prefix="parindex-") as work:
        say("Kiểm tra tệp")
        sources = prepare(given, Path(work), options, expected=tuple(rules.columns))
        check_columns(sources, schema, rules)
        with lake.writing(store) as snapshot:
            _require_units(store, schema, snapshot)
            paths = [source.data for source in sources]
            with open_database(store, paths, memory_limit=memory_limit) as database:
                batch = Batch(
                    store, schema, rules, sources, snapshot.manifest, database, accept_anyway
                )
                return _report(batch, batch.run(say))


def _require_units(store: Path, kind: Kind, snapshot: lake.Snapshot) -> None:
    if not kind.is_unit_list and not snapshot.manifest.row_counts.get("units"):
        raise BadInput.of(
            store,
            "kho chưa có danh mục đơn vị nên không kiểm tra được mã đơn vị",
            "Hãy nạp danh mục đơn vị trước: «parindex records import units …»",
        )


def _report(batch: Batch, outcome: Outcome) -> ImportReport:
    warnings = {each.rule: each.rows for each in outcome.warned}
    if outcome.unlike.count:
        warnings[UNLIKE_LAST_YEAR.rule] = outcome.unlike.count
    return ImportReport(
        kind=batch.kind.name,
        batch=batch.id if outcome.changed else "",
        files=tuple(str(source.path) for source in batch.sources),
        read=outcome.read,
        added=outcome.added,
        replaced=outcome.replaced,
        unchanged=outcome.unchanged,
        identical=outcome.identical,
        superseded=outcome.superseded,
        left_out=outcome.left_out,
        quarantined_rows=outcome.quarantined_rows,
        quarantined=outcome.quarantined,
        warnings=warnings,
        examples={each.rule: each.examples for each in outcome.warned},
        unlike_last_year=outcome.unlike.told,
        ignored_columns=ignored_columns(batch.sources, batch.mapping),
        version=outcome.version,
        changed=outcome.changed,
    )
