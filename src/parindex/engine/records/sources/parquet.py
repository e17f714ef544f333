"""A Parquet file as a source: every column as the text that a person would type for its values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from parindex.engine.records.sources.cells import cell_text
from parindex.engine.records.sources.content import sha256_of
from parindex.engine.records.sources.copies import new_file
from parindex.engine.records.sources.headers import check_header, clean_names, no_rows
from parindex.engine.records.sources.model import Form, Source
from parindex.engine.records.sources.tables import TableWriter
from parindex.engine.values.problems import BadInput, Problem

PARQUET = b"PAR1"
_BATCH = 64 * 1024
_ZONE_OFFSET = pa.scalar(7 * 3600, pa.duration("s"))
"""Vietnam is seven hours ahead of UTC, all year round."""
_MIDNIGHT = r" 00:00:00$"
_NO_FRACTION = r"\.0+$"
_TRAILING_ZEROS = r"(\.[0-9]*[1-9])0+$"

_Text = Callable[[Any], Any]


def parquet_source(path: Path, work: Path) -> Source:
    """The source of a Parquet file; moments with a zone are told in the time of Vietnam."""
    with _told(path), pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        header = clean_names(schema.names)
        check_header(path, header)
        texts = _texts(path, header, schema.types)
        data = new_file(work, ".parquet")
        with TableWriter(data, len(header)) as writer:
            for batch in file.iter_batches(_BATCH):
                columns = [text(column) for text, column in zip(texts, batch.columns, strict=True)]
                first = writer.count + 1
                writer.write(columns, pa.array(range(first, first + batch.num_rows), pa.int64()))
    if not writer.count:
        raise no_rows(path)
    return Source(
        path=path,
        name=path.name,
        data=data,
        form=Form.PARQUET,
        header=header,
        sha256=sha256_of(path),
        header_lines=0,
        lines=writer.count,
    )


def _texts(path: Path, header: Sequence[str], types: Sequence[Any]) -> list[_Text]:
    found = [_text_of(kind) for kind in types]
    problems = [
        Problem(
            str(path),
            f"cột «{name}» có kiểu {kind}, không phải giá trị đơn",
            "Hãy xuất cột này thành chữ, số hoặc ngày, hoặc bỏ cột",
        )
        for name, kind, text in zip(header, types, found, strict=True)
        if text is None
    ]
    if problems:
        raise BadInput(*problems)
    return [text for text in found if text is not None]


def _text_of(kind: Any) -> _Text | None:
    if pa.types.is_dictionary(kind):
        inner = _text_of(kind.value_type)
        return inner and (lambda column: inner(column.dictionary_decode()))
    return next((text for fits, text in _KINDS if fits(kind)), None)


def _plain(column: Any) -> Any:
    return column.cast(pa.string())


def _number(column: Any) -> Any:
    try:
        return column.cast(pa.int64()).cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array(map(cell_text, column.to_pylist()), pa.string())


def _decimal(column: Any) -> Any:
    text = pc.replace_substring_regex(column.cast(pa.string()), _NO_FRACTION, "")
    return pc.replace_substring_regex(text, _TRAILING_ZEROS, r"\1")


def _moment(column: Any) -> Any:
    if column.type.tz is not None:
        naive = column.cast(pa.timestamp(column.type.unit))
        column = pc.add(naive, _ZONE_OFFSET)
    try:
        column = column.cast(pa.timestamp("s"))
    except pa.ArrowInvalid:
        column = column.cast(pa.timestamp("ms"), safe=False)
    text = pc.replace_substring_regex(column.cast(pa.string()), _NO_FRACTION, "")
    return pc.replace_substring_regex(text, _MIDNIGHT, "")


_KINDS: tuple[tuple[Callable[[Any], bool], _Text], ...] = (
    (pa.types.is_string, _plain),
    (pa.types.is_large_string, _plain),
    (pa.types.is_string_view, _plain),
    (pa.types.is_binary, _plain),
    (pa.types.is_large_binary, _plain),
    (pa.types.is_null, _plain),
    (pa.types.is_boolean, _plain),
    (pa.types.is_integer, _plain),
    (pa.types.is_floating, _number),
    (pa.types.is_decimal, _decimal),
    (pa.types.is_timestamp, _moment),
    (pa.types.is_date, _plain),
    (pa.types.is_time, _decimal),
)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise BadInput.of(
            path,
            "tệp Parquet bị hỏng, bị cụt hoặc chứa dữ liệu nhị phân",
            "Hãy xuất hoặc chép lại tệp rồi thử lại",
        ) from error
