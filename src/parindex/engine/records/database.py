"""A fenced DuckDB: in this process, in memory, and unable to open any file it was not given.

Files are reached through links with plain names in a private folder, so that a path a person chose
never enters an SQL text: `*` or `http://` in a file name means nothing there.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from parindex.engine.reading.files import check_file
from parindex.engine.reading.passing import passing_folder
from parindex.engine.values.problems import BadInput

MEMORY_LIMIT = "1GB"
"""What one connection may hold before it spills to disk."""


@dataclass(frozen=True, slots=True)
class Database:
    """A fenced connection, with `lake` and the `inputs` as paths that are safe inside SQL."""

    connection: duckdb.DuckDBPyConnection
    lake: Path
    inputs: tuple[Path, ...]

    @property
    def private(self) -> Path:
        """A folder for files of passage, gone when the database is closed."""
        return self.lake.parent

    def number(self, query: str) -> int:
        """The single integer that a query yields."""
        rows = self.connection.execute(query).fetchall()
        return int(rows[0][0]) if rows else 0

    def make_table(self, name: str, columns: Mapping[str, Any]) -> None:
        """Make a table from arrays, one for each column."""
        # Loaded by whoever hands columns over: a question to a store does without.
        import pyarrow as pa  # noqa: PLC0415

        self.connection.register("given", pa.table(dict(columns)))
        self.connection.execute(f"CREATE TABLE {name} AS FROM given")
        self.connection.unregister("given")

    def fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of plain values; one statement with a list for each column, for speed."""
        columns = [list(column) for column in zip(*rows, strict=True)]
        if columns:
            unnested = ", ".join(f"unnest(?) AS c{number}" for number in range(len(columns)))
            # What is unnested on its own is not evaluated anew for every part of the rows.
            self.connection.execute(f"INSERT INTO {table} FROM (SELECT {unnested})", columns)

    def count(self, table: str) -> int:
        """The number of rows of a table or view."""
        return self.number(f"SELECT count(*) FROM {table}")


@contextmanager
def open_database(
    lake: Path, inputs: Iterable[Path] = (), *, memory_limit: str = MEMORY_LIMIT
) -> Iterator[Database]:
    """Open a connection that may read and write inside `lake` and read the `inputs`, no more.

    Raises `BadInput` where the work inside runs out of memory or disk.
    """
    with passing_folder() as private:
        (private / "lake").symlink_to(lake.resolve(), target_is_directory=True)
        real = [path.resolve() for path in inputs]
        links = [private / f"{number}{_ending(path)}" for number, path in enumerate(real)]
        for link, target in zip(links, real, strict=True):
            link.symlink_to(target)
        connection = duckdb.connect(":memory:", config={"memory_limit": memory_limit})
        try:
            _fence(connection, private, [lake.resolve()], real)
            yield Database(connection, private / "lake", tuple(links))
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            for path in real:
                # One that went away meanwhile is told as missing.
                check_file(path)
            raise BadInput.of(
                lake,
                "không đủ chỗ trên đĩa hoặc bộ nhớ, hoặc kho dữ liệu bị thiếu tệp",
                "Hãy giải phóng bộ nhớ, dung lượng đĩa, kiểm tra kho rồi chạy lại",
            ) from error
        finally:
            connection.close()


def _ending(path: Path) -> str:
    return ".parquet" if path.suffix == ".parquet" else ".csv"


def literal(value: str) -> str:
    """An SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def identifiers(names: Iterable[str]) -> str:
    """A comma-separated list of quoted SQL identifiers."""
    return ", ".join(identifier(name) for name in names)


def literals(values: Iterable[str]) -> str:
    """A comma-separated list of SQL string literals."""
    return ", ".join(literal(value) for value in values)


def _fence(
    connection: duckdb.DuckDBPyConnection, private: Path, folders: list[Path], files: list[Path]
) -> None:
    # Links are resolved by DuckDB before it compares, hence the real places beside the private one.
    allowed = literals(map(str, [private, *folders]))
    connection.execute(f"SET temp_directory = {literal(str(private / 'spill'))}")
    connection.execute(f"SET allowed_directories = [{allowed}]")
    if files:
        connection.execute(f"SET allowed_paths = [{literals(map(str, files))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET preserve_insertion_order = true")
    # Kept count of, shown by whoever asks.
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET lock_configuration = true")
