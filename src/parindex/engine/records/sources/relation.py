"""The rows of a source as an SQL relation of text columns."""

from __future__ import annotations

from parindex.engine.records.database import literal
from parindex.engine.records.sources.model import Form, Source

_LONGEST_ROW = 2_000_000
_PASSED_OVER = (
    "rejects_table = 'passed_over', rejects_scan = 'passed_over_scans', rejects_limit = 1"
)


def rows_of(source: Source, path: str, *, keep_rejects: bool) -> str:
    """The relation of the columns `c0`, `c1` and so on; `path` is where the database finds the data.

    Rows of a CSV that do not fit its header are noted in `reject_errors`, or passed over.
    """
    if source.form is Form.PARQUET:
        return f"read_parquet({literal(path)})"
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(source.header)))
    # Passing over errors unnoted (ignore_errors) would lose good rows behind a bad one: the database
    # is told to note them elsewhere, and no more than one.
    rejects = "" if keep_rejects else f", {_PASSED_OVER}"
    return (
        f"read_csv({literal(path)}, columns = {{{columns}}}, auto_detect = false,"
        f" header = false, skip = {source.header_lines}, delim = {literal(source.delimiter)},"
        f" quote = '\"', escape = '\"', strict_mode = true, store_rejects = true,"
        f" compression = 'none', max_line_size = {_LONGEST_ROW}{rejects})"
    )
