"""A query to a real PostgreSQL server, which these tests start for themselves and throw away."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from parindex.engine.records.sources.model import Form, Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.prepare import prepare
from parindex.engine.values.problems import BadInput
from tests.engine.records.sources.kit import rows, work_folder, written
from tests.engine.records.sources.postgres import IN_ADDRESS, PASSWORD, running_server
from tests.parts import POSTGRESQL


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as address:
        fill(int(address.partition(":")[2]))
        yield address


def fill(port: int) -> None:
    with psycopg.connect(
        host="127.0.0.1", port=port, user="tester", password=PASSWORD, dbname="postgres"
    ) as connection:
        connection.execute(
            "CREATE TABLE hoso (ma text, nhan timestamp, tra timestamptz, muc int, dung boolean)"
        )
        connection.execute(
            "INSERT INTO hoso VALUES"
            " ('H1', '2023-03-01 08:00:15', '2023-03-01 20:30:00+00', 4, true),"
            " ('H2, \"a\"', '2023-03-02', NULL, NULL, false)"
        )


def asked(folder: Path, server: str, query: str, password: str = IN_ADDRESS) -> Source:
    address = f"postgresql://tester:{password}@{server}/postgres"
    (source,) = prepare([address], work_folder(folder), Options(query=query))
    return source


@POSTGRESQL.required
def test_the_rows_of_a_query(tmp_path: Path, server: str) -> None:
    query = 'SELECT ma AS "Mã hồ sơ", nhan, tra, muc, dung FROM hoso ORDER BY ma; '
    source = asked(tmp_path, server, query)
    assert (source.form, source.delimiter) == (Form.CSV, ",")
    assert source.header == ("Mã hồ sơ", "nhan", "tra", "muc", "dung")
    assert rows(source) == [
        ("H1", "2023-03-01 08:00:15", "2023-03-02 03:30:00", "4", "true"),
        ('H2, "a"', "2023-03-02 00:00:00", None, None, "false"),
    ]
    assert source.name == str(source.path) == "PostgreSQL postgres@127.0.0.1"
    assert PASSWORD not in repr(source)


@POSTGRESQL.required
def test_a_query_with_a_common_table_a_comment_and_signs(tmp_path: Path, server: str) -> None:
    query = "-- tháng 3\nWITH t AS (SELECT ma, '%;' || muc AS x FROM hoso)\nSELECT * FROM t -- hết"
    assert ("H1", "%;4") in rows(asked(tmp_path, server, query))


@POSTGRESQL.required
def test_an_address_given_as_a_path_is_an_address(tmp_path: Path, server: str) -> None:
    address = Path(f"postgresql://tester:{IN_ADDRESS}@{server}/postgres")
    (source,) = prepare([address], work_folder(tmp_path), Options(query="SELECT 1 AS a"))
    assert rows(source) == [("1",)]


REFUSED = {
    "no reading": ("DELETE FROM hoso", "phải bắt đầu bằng SELECT hoặc WITH"),
    "comment first": ("/* SELECT */ DROP TABLE hoso", "phải bắt đầu bằng SELECT hoặc WITH"),
    "two statements": (
        "SELECT 1 AS a; DROP TABLE hoso",
        "sai cú pháp, hoặc gồm nhiều câu lệnh .*multiple commands",
    ),
    "out of the brackets": ("SELECT 1 AS a) TO PROGRAM 'true' --", r"sai cú pháp.*syntax error"),
    "writing in a table of its own": (
        "WITH t AS (DELETE FROM hoso RETURNING ma) SELECT * FROM t",
        "sửa dữ liệu trong WITH.*data-modifying",
    ),
    "writing by a function": ("SELECT nextval('dem') AS a", "chỉ được đọc .*read-only transaction"),
    "unknown column": (
        "SELECT khong FROM hoso",
        r'dùng một cột không có trong bảng \(nguyên văn: column "khong" does not exist\)\. Hãy',
    ),
    "unknown table": (
        "SELECT a FROM hosso",
        r'dùng một bảng không có .*\(nguyên văn: relation "hosso" does not exist\)\. Hãy kiểm tra',
    ),
    "unknown function": ("SELECT khong(ma) AS a FROM hoso", "dùng một hàm không có"),
    "error in a row": (
        "SELECT 1 / (muc - 4) AS a FROM hoso",
        r"không thực hiện được câu truy vấn \(nguyên văn: division by zero\)",
    ),
    "another database": (
        "SELECT a FROM khac.public.hoso",
        "đọc cơ sở dữ liệu khác.*cross-database",
    ),
    "the server hangs up": (
        "SELECT pg_terminate_backend(pg_backend_pid())::text AS a",
        "bị ngắt giữa chừng",
    ),
    "too long": ("SELECT pg_sleep(9)::text AS a", "quá thời gian cho phép"),
    "no rows": ("SELECT ma FROM hoso WHERE false", "không có dữ liệu"),
    "column twice": ("SELECT ma, ma FROM hoso", "tên cột bị lặp lại: ma"),
    "nothing": ("  ", "phải bắt đầu bằng SELECT hoặc WITH"),
}


@POSTGRESQL.required
def test_a_query_that_cannot_be_used_is_told_and_changes_nothing(
    tmp_path: Path, server: str
) -> None:
    host, port = server.split(":")
    with psycopg.connect(
        host=host, port=port, user="tester", password=PASSWORD, dbname="postgres"
    ) as connection:
        connection.execute("CREATE SEQUENCE IF NOT EXISTS dem")
        connection.execute("ALTER ROLE tester SET statement_timeout = '1s'")
    for query, sentence in REFUSED.values():
        with pytest.raises(BadInput, match=sentence) as caught:
            asked(tmp_path, server, query)
        assert str(caught.value).startswith("PostgreSQL postgres@127.0.0.1: ")
    assert len(rows(asked(tmp_path, server, "SELECT ma FROM hoso"))) == 2


@POSTGRESQL.required
def test_a_server_that_does_not_let_us_in_is_told_without_the_password(
    tmp_path: Path, server: str
) -> None:
    with pytest.raises(BadInput, match=r"không nhận tài khoản.*password authentication") as caught:
        asked(tmp_path, server, "SELECT 1 AS a", password="sai-roi")  # noqa: S106
    assert "sai-roi" not in str(caught.value)
    (problem,) = caught.value.problems
    assert problem.remedy.startswith("Hãy kiểm tra tài khoản và mật khẩu")


@POSTGRESQL.required
def test_a_database_that_is_not_there_is_told(tmp_path: Path, server: str) -> None:
    address = f"postgresql://tester:{IN_ADDRESS}@{server}/khong-co"
    with pytest.raises(BadInput, match=r"không có cơ sở dữ liệu tên này .*does not exist"):
        prepare([address], work_folder(tmp_path), Options(query="SELECT 1 AS a"))


@POSTGRESQL.required
def test_what_one_may_not_read_is_told(tmp_path: Path, server: str) -> None:
    host, port = server.split(":")
    with psycopg.connect(
        host=host, port=port, user="tester", password=PASSWORD, dbname="postgres"
    ) as connection:
        connection.execute("CREATE ROLE khach LOGIN PASSWORD 'khach'")
    with pytest.raises(BadInput, match=r"không có quyền đọc .*permission denied"):
        prepare(
            [f"postgresql://khach:khach@{server}/postgres"],
            work_folder(tmp_path),
            Options(query="SELECT ma FROM hoso"),
        )


def test_where_no_server_is_that_is_told(tmp_path: Path) -> None:
    with socket.socket() as silent:
        # Bound, so that nobody else listens there.
        silent.bind(("127.0.0.1", 0))
        address, told = (
            f"127.0.0.1:{silent.getsockname()[1]}",
            "không có máy chủ PostgreSQL nào trả lời",
        )
        with pytest.raises(BadInput, match=rf"{told} .*refused") as bad:
            asked(tmp_path, address, "SELECT 1 AS a")
    assert PASSWORD not in str(bad.value)
    with pytest.raises(BadInput, match="không tìm thấy máy chủ mang tên này"):
        asked(tmp_path, "may-chu.invalid", "SELECT 1 AS a")


def test_a_server_that_says_nothing_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parindex.engine.records.sources.postgres._TIMEOUT", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(BadInput, match="không trả lời trong thời gian chờ"):
            asked(tmp_path, address, "SELECT 1 AS a")


def test_an_installation_without_the_extra_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "parindex.engine.records.sources.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInput, match=r"pip install 'parindex\[postgres\]'"):
        prepare(["postgresql://u@h/d"], work_folder(tmp_path), Options(query="SELECT 1 AS a"))


def test_an_address_and_a_query_belong_together(tmp_path: Path) -> None:
    work = work_folder(tmp_path)
    with pytest.raises(BadInput, match="chưa có câu truy vấn"):
        prepare(["postgres://u@h/d"], work)
    with pytest.raises(BadInput, match="chỉ dùng với địa chỉ cơ sở dữ liệu"):
        prepare([written(tmp_path, "a\n1\n")], work, Options(query="SELECT 1"))
    with pytest.raises(BadInput, match="không đúng dạng postgresql://") as caught:
        prepare(["postgresql://u:bí mật@h:x y/d?z"], work, Options(query="SELECT 1"))
    assert "bí mật" not in str(caught.value)
