"""Parquet from other systems: every kind of column as text."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parindex.engine.records.sources.model import Form
from parindex.engine.values.problems import BadInput
from tests.engine.records.sources.kit import one, row_numbers, rows, written

EVENING = datetime(2023, 3, 1, 20, 30, tzinfo=UTC)
NAIVE = datetime(2023, 3, 1, 8, 0, 15)  # noqa: DTZ001
MIDNIGHT = datetime(2023, 3, 1)  # noqa: DTZ001

COLUMNS: dict[str, tuple[list[Any], Any, list[str | None]]] = {
    "text": (["Xã Đạ Tẻh", None], pa.string(), ["Xã Đạ Tẻh", None]),
    "large text": (["a", "b"], pa.large_string(), ["a", "b"]),
    "bytes that are text": (["ạ".encode(), None], pa.binary(), ["ạ", None]),
    "dictionary": (["a", "b"], pa.dictionary(pa.int8(), pa.string()), ["a", "b"]),
    "whole": ([12345678901234567, -1], pa.int64(), ["12345678901234567", "-1"]),
    "whole as float": ([12.0, None], pa.float64(), ["12", None]),
    "float": ([0.1 + 0.2, 1.0], pa.float64(), ["0.3", "1"]),
    "large float": ([1.5e21, 2.0], pa.float64(), ["1500000000000000000000", "2"]),
    "decimal": ([Decimal("12.50"), Decimal("3.00")], pa.decimal128(9, 2), ["12.5", "3"]),
    "decimal tens": ([Decimal(100), Decimal("0.05")], pa.decimal128(9, 2), ["100", "0.05"]),
    "truth": ([True, False], pa.bool_(), ["true", "false"]),
    "day": ([date(2023, 3, 1), None], pa.date32(), ["2023-03-01", None]),
    "day as milliseconds": ([date(2023, 3, 1), None], pa.date64(), ["2023-03-01", None]),
    "moment": ([NAIVE, MIDNIGHT], pa.timestamp("us"), ["2023-03-01 08:00:15", "2023-03-01"]),
    "part of a second": (
        [NAIVE + timedelta(milliseconds=250), MIDNIGHT],
        pa.timestamp("ns"),
        ["2023-03-01 08:00:15.250", "2023-03-01"],
    ),
    "moment with a zone": (
        [EVENING, None],
        pa.timestamp("ms", "UTC"),
        ["2023-03-02 03:30:00", None],
    ),
    "time": ([time(8, 30), None], pa.time64("us"), ["08:30:00", None]),
    "nothing": ([None, None], pa.null(), [None, None]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_kind_of_column_is_the_text_one_would_type(tmp_path: Path, name: str) -> None:
    values, kind, texts = COLUMNS[name]
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"Mã ": ["H1", "H2"], "b": pa.array(values, kind)}), path)
    source = one(path)
    assert (source.form, source.header) == (Form.PARQUET, ("Mã", "b"))
    assert [b for _, b in rows(source)] == texts
    assert (row_numbers(source), source.lines) == ([1, 2], 2)
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_rows_are_numbered_through_all_batches(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"a": list(range(150_000))}), path, row_group_size=70_000)
    assert row_numbers(one(path)) == list(range(1, 150_001))


BAD = {
    "list": (pa.array([[1], []]), "cột «b» có kiểu list.*không phải giá trị đơn"),
    "struct": (pa.array([{"x": 1}, None]), "cột «b» có kiểu struct"),
    "bytes": (pa.array([b"\xff\xfe", b"\x00"]), "chứa dữ liệu nhị phân"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_column_that_is_no_plain_value_is_told(tmp_path: Path, name: str) -> None:
    values, sentence = BAD[name]
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"a": ["1", "2"], "b": values}), path)
    with pytest.raises(BadInput, match=sentence):
        one(path)


def test_a_parquet_file_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"a": ["1"] * 1000}), path)
    content = path.read_bytes()
    for bad in (content[:-20], content[:100] + content[-9:], b"a,b\n1,2\n"):
        with pytest.raises(BadInput, match="Parquet bị hỏng"):
            one(written(tmp_path, bad, "bad.parquet"))
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), path)
    with pytest.raises(BadInput, match="không có dữ liệu"):
        one(path)
    pq.write_table(pa.table([["1"], ["2"]], names=["mã", "Mã"]), path)
    with pytest.raises(BadInput, match="tên cột bị lặp lại: mã"):
        one(path)
