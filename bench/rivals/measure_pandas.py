"""Dossiers on time by unit and month with pandas: `measure_pandas.py STORE FIRST LAST`."""

import sys

import numpy as np
import pandas as pd


def main() -> None:
    store, first, last = sys.argv[1], pd.Timestamp(sys.argv[2]), pd.Timestamp(sys.argv[3])
    after = last + pd.Timedelta(days=1)
    rows = pd.read_parquet(
        f"{store}/dossiers",
        columns=["unit_code", "received_at", "due_at", "finished_at", "status"],
        filters=[("received_at", ">=", first), ("received_at", "<", after)],
    )
    done, due = rows["finished_at"].dt.floor("D"), rows["due_at"].dt.floor("D")
    returned = rows["status"].isin(["withdrawn", "stopped"]) & ~(done > last)
    finished = done <= last
    overdue = due <= last
    rows["met"] = returned | (finished & ~(done > due))
    rows["judged"] = returned | finished | overdue
    rows["month"] = rows["received_at"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
    counts = rows.groupby(["unit_code", "month"], sort=False).agg(
        numerator=("met", "sum"), denominator=("judged", "sum"), rows=("judged", "size")
    )
    counts["missing"] = counts["rows"] - counts["denominator"]
    counts[["numerator", "denominator", "missing"]].astype(np.int64).to_csv(
        sys.stdout, header=False, date_format="%Y-%m-%d"
    )


if __name__ == "__main__":
    main()
