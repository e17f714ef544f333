"""Dossiers on time by unit and month with polars: `measure_polars.py STORE FIRST LAST`."""

import sys
from datetime import datetime, timedelta

import polars as pl

YES, NO = pl.lit(value=True), pl.lit(value=False)


def main() -> None:
    store, first, last = sys.argv[1], *map(datetime.fromisoformat, sys.argv[2:])
    done, due = pl.col("finished_at").dt.date(), pl.col("due_at").dt.date()
    day = last.date()
    returned = pl.col("status").is_in(["withdrawn", "stopped"]) & (done <= day).fill_null(YES)
    finished = (done <= day).fill_null(NO)
    met = (
        pl.when(returned)
        .then(YES)
        .when(finished)
        .then((done <= due).fill_null(YES))
        .when((due <= day).fill_null(NO))
        .then(NO)
    )
    received = pl.col("received_at")
    counts = (
        pl.scan_parquet(f"{store}/dossiers/**/*.parquet", hive_partitioning=False)
        .filter(received >= first, received < last + timedelta(days=1))
        .group_by("unit_code", received.dt.truncate("1mo").dt.date().alias("month"))
        .agg(
            met.sum().alias("numerator"),
            met.count().alias("denominator"),
            met.null_count().alias("missing"),
        )
        .collect(engine="streaming")
    )
    sys.stdout.write(counts.write_csv(include_header=False))


if __name__ == "__main__":
    main()
