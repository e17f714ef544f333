"""What an import did, told to whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.engine.records.against_past import Unlike
from parindex.engine.records.batch import Batch, Outcome
from parindex.engine.records.scanning import ignored_columns


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with the rows it read.

    `read` is the sum of `added`, `replaced`, `unchanged`, `identical` (rows that repeat another one
    of their file word for word), `superseded` (a later file of the batch holds the key again),
    `left_out` (the mapping does not take them) and `quarantined_rows`. `quarantined` counts faults
    by rule, of which one row may have several; `cleared` counts rows that left the quarantine; `warnings` counts by rule what is odd about rows that
    were added or replaced, `examples` names the first few of them by their keys, and `unlike_last_year`
    gives the numbers behind the warning of that name. `changed` says whether a new version exists, or
    (`dry_run`) would.
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
    cleared: int
    warnings: Mapping[str, int]
    examples: Mapping[str, tuple[str, ...]]
    unlike_last_year: tuple[Unlike, ...]
    ignored_columns: tuple[str, ...]
    version: str
    changed: bool
    dry_run: bool


def report_of(batch: Batch, outcome: Outcome) -> ImportReport:
    """The report of a batch that has run."""
    odd = outcome.odd
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
        cleared=outcome.cleared,
        warnings=odd.counts,
        examples={each.rule: each.examples for each in odd.warned},
        unlike_last_year=odd.unlike.told,
        ignored_columns=ignored_columns(batch.sources, batch.mapping),
        version=outcome.version,
        changed=outcome.changed,
        dry_run=batch.policy.dry_run,
    )
