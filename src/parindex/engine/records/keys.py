"""The keys of a batch, read before anything else: which rows stand alone, and which meet another.

Only hashes are kept, in the order of the records: eight bytes a row. Rows whose key occurs once in
the batch and never in the store can be written straight away; the others must be compared.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from parindex.engine.records.database import Database
from parindex.engine.records.key_index import Hashes
from parindex.engine.records.lines import Shift, shifts
from parindex.engine.records.rejects import Rejects, take_rejects
from parindex.engine.records.scanning import Scan
from parindex.engine.records.sources.model import Form
from parindex.engine.values.problems import BadInput

_MARK_BITS = 22
_MARK_SHIFT = np.uint64(64 - _MARK_BITS)

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SourceKeys:
    """The key hashes of one source, a place for each record; what the mapping leaves out is masked.

    `steps` lead from the records of a CSV to their lines.
    """

    scan: Scan
    hashes: Hashes
    taken: npt.NDArray[np.bool_] | None
    rejects: Rejects
    steps: Sequence[Shift] = ()

    @property
    def records(self) -> int:
        return len(self.hashes)

    @property
    def left_out(self) -> int:
        return 0 if self.taken is None else int(self.records - self.taken.sum())

    def among(self, wanted: Hashes) -> Positions:
        """The positions of the taken records whose hash is among the (sorted) wanted ones."""
        if not len(wanted):
            return np.empty(0, np.int64)
        # A table of the first bits settles nearly all records with one look each.
        marked = np.zeros(1 << _MARK_BITS, bool)
        marked[wanted >> _MARK_SHIFT] = True
        near = np.flatnonzero(marked[self.hashes >> _MARK_SHIFT])
        hashes = self.hashes[near]
        at = np.minimum(np.searchsorted(wanted, hashes), len(wanted) - 1)
        found: Positions = near[wanted[at] == hashes]
        return found if self.taken is None else found[self.taken[found]]


def read_keys(database: Database, scan: Scan) -> SourceKeys:
    """Read the key of every record of a source; `BadInput` if it does not fall into rows."""
    left_out = scan.left_out
    beside = f", NOT ({left_out}) AS taken" if left_out else ""
    query = f"SELECT {scan.key_hash} AS hash{beside} FROM {scan.relation(keep_rejects=True)}"
    try:
        found = database.connection.execute(query).fetchnumpy()
    except duckdb.InvalidInputException as error:
        raise not_a_table(scan) from error
    hashes, taken = np.asarray(found["hash"]), found.get("taken")
    if scan.source.form is Form.PARQUET:
        return SourceKeys(scan, hashes, taken, Rejects())
    rejects = take_rejects(database, scan)
    steps = shifts(scan.source, Path(scan.path), len(hashes), rejects.lines)
    return SourceKeys(scan, hashes, taken, rejects, steps)


def repeated(batch: Sequence[SourceKeys]) -> tuple[Hashes, Hashes]:
    """All distinct hashes of the batch, and those that occur more than once; both sorted."""
    every = np.sort(
        np.concatenate(
            [keys.hashes if keys.taken is None else keys.hashes[keys.taken] for keys in batch]
        )
    )
    same = every[1:] == every[:-1]
    if not same.any():
        return every, every[:0]
    again = np.unique(every[1:][same])
    first = np.concatenate([[True], ~same])
    return every[first], again


def without(every: Hashes, others: Hashes) -> Hashes:
    """The sorted hashes that are not among the (sorted) others."""
    if not len(others):
        return every
    at = np.minimum(np.searchsorted(others, every), len(others) - 1)
    absent: Hashes = every[others[at] != every]
    return absent


def not_a_table(scan: Scan) -> BadInput:
    """The sentence for a file that cannot be cut into rows and columns."""
    return BadInput.of(
        scan.source.path,
        "tệp không theo dạng CSV nên không tách được thành dòng và cột",
        "Hãy kiểm tra dấu phân cách và dấu nháy kép, hoặc xuất lại tệp từ hệ thống nguồn",
    )
