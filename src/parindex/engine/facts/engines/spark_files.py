"""The rows of a kind as Spark reads them from the lake: the same rows that DuckDB reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import groupby
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, substring_index

from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import DELETE_COLUMNS
from parindex.engine.values.problems import BadInput

_TYPES = {
    "VARCHAR": "STRING",
    "BOOLEAN": "BOOLEAN",
    "BIGINT": "BIGINT",
    "INTEGER": "INT",
    "DATE": "DATE",
    # Local time without a zone, as it was written: no session's time zone shifts it.
    "TIMESTAMP": "TIMESTAMP_NTZ",
}

_READING = {
    # A file name is a name, whatever signs are in it.
    "__globPaths__": "false",
    # The folders year=…/month=… are places, not columns.
    "recursiveFileLookup": "true",
    "datetimeRebaseMode": "CORRECTED",
    "int96RebaseMode": "CORRECTED",
    # A file that cannot be read is never passed over, whatever the cluster's own settings say.
    "ignoreMissingFiles": "false",
    "ignoreCorruptFiles": "false",
}


def stored_frame(spark: SparkSession, store: Path, kind: Kind, held: KindFiles) -> DataFrame:
    """The rows of a kind in one version, without those that a delete file masks.

    Rows of files with masked rows are told apart by file and row number, and held against the
    delete files. `store` is an absolute path that every machine of the cluster knows.
    """
    clean = [file.path for file in held.files if not file.deleted]
    dirty = sorted((file.path for file in held.files if file.deleted), key=_depth)
    fields = {field.name: field.type.sql for field in kind.fields}
    parts = [files_frame(spark, store, fields, clean)] if clean or not dirty else []
    for depth, paths in groupby(dirty, _depth):
        rows = files_frame(spark, store, fields, [*paths]).select(
            *kind.names,
            # Inside the store a path holds no sign that a URI writes otherwise.
            substring_index(col("_metadata.file_path"), "/", -depth).alias("path"),
            col("_metadata.row_index").alias("row"),
        )
        masked = files_frame(spark, store, DELETE_COLUMNS, held.deletes)
        parts.append(rows.join(masked, ["path", "row"], "left_anti").select(*kind.names))
    return reduce(DataFrame.unionAll, parts)


def files_frame(
    spark: SparkSession, store: Path, columns: Mapping[str, str], paths: Sequence[str]
) -> DataFrame:
    """The rows of Parquet files of the store; `columns` by their types of the lake.

    A column that a file lacks is NULL. `BadInput` where a file is missing.
    """
    types = {name: _TYPES[type_] for name, type_ in columns.items()}
    if not paths:
        nothing = ", ".join(f"CAST(NULL AS {type_}) AS `{name}`" for name, type_ in types.items())
        return spark.sql(f"SELECT {nothing} WHERE false")
    files = [store / path for path in paths]
    schema = ", ".join(f"`{name}` {type_}" for name, type_ in types.items())
    rows = spark.read.schema(schema).options(**_READING).parquet(*(f"file://{f}" for f in files))
    # A path where there is nothing is left out without a word.
    if len(rows.inputFiles()) != len(files):
        missing = [file for file in files if not file.is_file()]
        raise BadInput.of(
            missing[0] if missing else store,
            "kho dữ liệu bị thiếu tệp, hoặc tệp không đọc được trên máy này",
            "Hãy khôi phục kho từ bản sao lưu, hoặc kiểm tra thư mục dùng chung rồi chạy lại",
        )
    return rows


def _depth(path: str) -> int:
    return path.count("/") + 1
