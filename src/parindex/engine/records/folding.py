"""Several event rows of one record made one, before anything else is read from them.

The event rows are held as text in the database (which spills to disk), and folded a part of the keys
at a time, so that memory does not grow with the source.
"""

# ruff: noqa: S608 - names come from mappings through identifier(), values pass through literal()

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from parindex.engine.records.conversion import clean_text
from parindex.engine.records.database import Database, identifier, literal, literals
from parindex.engine.records.mapping import Column, Fold, FoldColumn, SourceMapping, Take
from parindex.engine.records.mapping.moments import moment
from parindex.engine.records.numbered import numbered_rows
from parindex.engine.records.sources.model import ROW, Form, Source
from parindex.engine.values.problems import BadInput, Problem

_ROWS_AT_A_TIME = 1_000_000
_EVENTS, _FOLDED = "fold_events", "fold_records"
_LINE, _MOMENT, _HASH = "fold_line", "fold_moment", "fold_hash"
"""Beside the text of an event: its line, the moment of `order_by`, and a hash of its key."""

_PLACE, _ALONE = "fold_place", "fold_alone"
"""The place of an event in the order of all, and whether it belongs to no other."""


def fold(database: Database, source: Source, mapping: SourceMapping, work: Path) -> Source:
    """The source with one row for each key, as a Parquet file in `work`; the source itself without a fold.

    `ROW` of a record is the row of its first event. Keys are compared without regard to case and
    outer spaces. A row without a key, or whose place in the order cannot be read, stays alone: the
    record it would belong to then shows twice and nobody guesses. `BadInput` if a column that the fold
    needs is missing, or a row does not fit the header: a lost event would change its record unseen.
    """
    rules = mapping.matched(source.header, source.path)
    if rules.fold is None:
        return source
    _check_columns(source, rules.fold)
    task = _Task(database, source, rules, rules.fold)
    return task.run(work)


def _check_columns(source: Source, rule: Fold) -> None:
    named = {"key": rule.key, "order_by": filter(None, [rule.order_by])}
    for name, column in rule.columns.items():
        named[name] = (*filter(None, [column.of]), *column.where)
    problems = [
        Problem(
            str(source.path),
            f"tệp không có cột «{column}» mà fold ({place}) cần đến",
            "Hãy kiểm tra tên cột trong phần fold của bảng ánh xạ",
        )
        for place, columns in named.items()
        for column in columns
        if column not in source.header
    ]
    if problems:
        raise BadInput(*problems)


@dataclass(frozen=True, slots=True)
class _Task:
    """One source on its way from events to records."""

    database: Database
    source: Source
    mapping: SourceMapping
    rule: Fold

    def run(self, work: Path) -> Source:
        outputs = self._outputs()
        columns = self._columns()
        with numbered_rows(self.database, self.source, columns, name=_EVENTS, line=_LINE):
            self._fold(outputs)
        data = self._write(outputs, work)
        return replace(
            self.source,
            data=data,
            form=Form.PARQUET,
            header=tuple(outputs),
            lines=0,
            mixed_line_ends=False,
        )

    def _outputs(self) -> Mapping[str, str]:
        """For each column of the records that the mapping takes, the SQL that folds it."""
        found: dict[str, str] = {}
        for name in dict.fromkeys([*self.mapping.columns, *self.mapping.leave_out]):
            if name in self.rule.key:
                found[name] = f"arg_min({identifier(name)}, {_LINE})"
            elif name in self.rule.columns:
                found[name] = self._folded(self.rule.columns[name])
            elif name in self.source.header:
                found[name] = self._folded(FoldColumn(Take.LAST, name))
        return found

    def _folded(self, column: FoldColumn) -> str:
        conditions = [
            f"lower(nfc_normalize({identifier(name)})) IN ({literals(_lowered(values))})"
            for name, values in column.where.items()
        ]
        if column.of is not None:
            conditions.append(f"{identifier(column.of)} IS NOT NULL")
        only = f" FILTER (WHERE {' AND '.join(conditions)})" if conditions else ""
        return _aggregate(column, self._moment(identifier(column.of or ""))) + only

    def _moment(self, text: str) -> str:
        return moment(text, self.mapping.formats, self.mapping.time_zone)

    def _needed(self) -> set[str]:
        """The columns of the source that the records are made from."""
        named = {*self.mapping.columns, *self.mapping.leave_out, *self.rule.key}
        named |= {self.rule.order_by or ""}
        for column in self.rule.columns.values():
            named |= {column.of or "", *column.where}
        return named - {""}

    def _columns(self) -> dict[str, str]:
        """SQL over the columns of the source for all that the records are made from."""
        texts = {
            name: clean_text(f"c{index}", Column(name))
            for index, name in enumerate(self.source.header)
        }
        needed = self._needed()
        columns = {name: text for name, text in texts.items() if name in needed}
        key = ", ".join(_same_case(texts[name]) for name in self.rule.key)
        columns[_HASH] = f"hash({key})"
        if self.rule.order_by is not None:
            columns[_MOMENT] = self._moment(texts[self.rule.order_by])
        return columns

    def _fold(self, outputs: Mapping[str, str]) -> None:
        run = self.database.connection.execute
        parts = self.database.count(_EVENTS) // _ROWS_AT_A_TIME + 1
        keys = [identifier(name) for name in self.rule.key]
        order = self._order()
        alone = " OR ".join(f"{sql} IS NULL" for sql in (*keys, order))
        group = ", ".join(map(_same_case, keys))
        selected = ", ".join(f"({sql})::VARCHAR" for sql in outputs.values())
        run(f"CREATE TABLE {_FOLDED} ({_names(outputs, ' VARCHAR')}, {ROW} BIGINT)")
        for part in range(parts):
            run(
                f"INSERT INTO {_FOLDED} SELECT {selected}, min({_LINE}) FROM"
                f" (SELECT *, {alone} AS {_ALONE},"
                f" row_number() OVER (ORDER BY {order}, {_LINE}) AS {_PLACE}"
                f" FROM {_EVENTS} WHERE {_HASH} % {parts} = {part})"
                f" GROUP BY {group}, CASE WHEN {_ALONE} THEN {_LINE} END"
            )

    def _order(self) -> str:
        """SQL for what the events of a record are ordered by; NULL where it cannot be read."""
        if self.rule.order_by is None:
            return _LINE
        number = f"try_cast({identifier(self.rule.order_by)} AS DOUBLE)"
        found = self.database.connection.execute(
            f"SELECT count({_MOMENT}) >= count({number}) FROM {_EVENTS}"
        ).fetchone()
        return _MOMENT if found and found[0] else number

    def _write(self, outputs: Mapping[str, str], work: Path) -> Path:
        handle, name = tempfile.mkstemp(prefix="folded-", suffix=".parquet", dir=work)
        os.close(handle)
        numbered = ", ".join(
            f"{identifier(column)} AS c{index}" for index, column in enumerate(outputs)
        )
        self.database.connection.execute(
            f"COPY (SELECT {numbered}, {ROW} FROM {_FOLDED} ORDER BY {ROW})"
            f" TO {literal(name)} (FORMAT parquet)"
        )
        self.database.connection.execute(f"DROP TABLE {_FOLDED}")
        return Path(name)


def _aggregate(column: FoldColumn, when: str) -> str:
    if column.take is Take.COUNT:
        return "count(*)"
    value = identifier(column.of or "")
    # A time that cannot be read outdoes all others, so that it is refused with its record.
    return {
        Take.FIRST: f"arg_min({value}, {_PLACE})",
        Take.LAST: f"arg_max({value}, {_PLACE})",
        Take.EARLIEST: f"arg_min({value}, row(coalesce({when}, '-infinity'), {_LINE}))",
        Take.LATEST: f"arg_max({value}, row(coalesce({when}, 'infinity'), {_LINE}))",
    }[column.take]


def _same_case(text: str) -> str:
    return f"upper(nfc_normalize({text}))"


def _lowered(values: Iterable[str]) -> list[str]:
    return [normalize("NFC", value.strip()).lower() for value in values]


def _names(names: Iterable[str], suffix: str) -> str:
    return ", ".join(f"{identifier(name)}{suffix}" for name in names)
