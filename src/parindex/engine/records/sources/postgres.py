"""The answer of a PostgreSQL server to one query as a source, streamed into a CSV file.

The server itself parses the statement before it is wrapped into COPY, and runs it in a read-only
transaction. A password never leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import DiagnosticField, ExecStatus

from parindex.engine.records.sources.copies import new_file
from parindex.engine.records.sources.delimited import delimited_source
from parindex.engine.records.sources.headers import check_header
from parindex.engine.records.sources.model import Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.postgres_trouble import LOST, not_connected, refused
from parindex.engine.values.problems import BadInput

_TIMEOUT = 10
"""Seconds to wait for a connection."""
_SETTINGS = "-c TimeZone=Asia/Ho_Chi_Minh -c DateStyle=ISO -c default_transaction_read_only=on"
_READS = re.compile(
    r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*(?:select|with)\b", re.IGNORECASE | re.DOTALL
)
_CASTS = {16: sql.SQL("::text"), 1184: sql.SQL("::timestamp")}
"""By the type's number: truth values as words (`true`), moments with a zone in our own."""


def query_source(url: str, work: Path, query: str) -> Source:
    """The rows of a query; messages and the source name the database and server, nothing else."""
    known = _parameters(url)
    name = f"PostgreSQL {known.get('dbname', '')}@{known.get('host', 'localhost')}"
    statement = query.strip().rstrip(";")
    if not _READS.match(statement):
        raise BadInput.of(
            name, "câu truy vấn phải bắt đầu bằng SELECT hoặc WITH", "Hãy sửa lại --query"
        )
    target = new_file(work, ".csv")
    with _connected(known, name) as connection, _told(name):
        wrapped = _copy_of(connection, statement, name)
        with target.open("wb") as file, connection.cursor() as cursor, cursor.copy(wrapped) as copy:
            for piece in copy:
                file.write(piece)
    plain = Options(encoding="utf-8", delimiter=",")
    source = delimited_source(Path(name), target, work, plain, ())
    return replace(source, name=name)


def _parameters(url: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # The library's message may repeat the password.
        raise BadInput.of(
            "địa chỉ cơ sở dữ liệu",
            "không đúng dạng postgresql://người-dùng@máy-chủ/tên-cơ-sở-dữ-liệu",
            "Hãy viết lại địa chỉ; ký tự đặc biệt trong mật khẩu phải viết dạng %XX",
        ) from None


@contextmanager
def _connected(known: dict[str, Any], name: str) -> Iterator[psycopg.Connection]:
    usual = {"connect_timeout": _TIMEOUT, "options": _SETTINGS, "client_encoding": "utf8"}
    try:
        connection = psycopg.connect(**{**known, **usual})
    except psycopg.Error as error:
        raise not_connected(name, error, str(known.get("password") or "")) from None
    with connection:
        connection.read_only = True
        yield connection


def _copy_of(connection: psycopg.Connection, statement: str, name: str) -> sql.Composed:
    columns = _described(connection, statement, name)
    check_header(name, [column for column, _ in columns])
    taken = sql.SQL(", ").join(
        sql.Identifier(column) + _CASTS.get(kind, sql.SQL("")) for column, kind in columns
    )
    # The line end before the bracket closes a comment at the end of the statement.
    return sql.SQL("COPY (SELECT {} FROM ({}\n) AS asked) TO STDOUT (FORMAT csv, HEADER)").format(
        taken, sql.SQL(statement)
    )


def _described(
    connection: psycopg.Connection, statement: str, name: str
) -> Sequence[tuple[str, int]]:
    """Names and types of the columns; a statement parsed alone can be but one, with no loose end."""
    with connection.transaction():
        for result in (
            connection.pgconn.prepare(b"", statement.encode()),
            connection.pgconn.describe_prepared(b""),
        ):
            if result.status != ExecStatus.COMMAND_OK:
                code = result.error_field(DiagnosticField.SQLSTATE)
                words = result.error_message.decode(errors="replace")
                raise refused(name, code.decode() if code else None, words)
    return [
        ((result.fname(index) or b"").decode(), result.ftype(index))
        for index in range(result.nfields)
    ]


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        gone = LOST if isinstance(error, psycopg.OperationalError) else None
        words = error.diag.message_primary or str(error)
        raise refused(name, error.sqlstate or gone, words) from error
