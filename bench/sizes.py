"""How much data a run measures on."""

from __future__ import annotations

from dataclasses import dataclass

_TEN_YEARS = tuple(range(2014, 2024))


@dataclass(frozen=True, slots=True)
class Size:
    """Years of made-up records, dossiers in each, and what the other pieces of work take."""

    name: str
    years: tuple[int, ...]
    rows_a_year: int
    rows_a_year_large: int
    rows_a_day: int
    """New dossiers of the one more day, and as many changed ones."""
    workbook_rows: int
    runs: int
    warm_ups: int = 1

    @property
    def first(self) -> str:
        return f"{self.years[0]}-01-01"

    @property
    def last(self) -> str:
        return f"{self.years[-1]}-12-31"

    @property
    def rows(self) -> int:
        return self.rows_a_year * len(self.years)

    @property
    def large_rows(self) -> int:
        return self.rows_a_year_large * len(self.years)


SEED = 839

SIZES = {
    each.name: each
    for each in (
        Size("full", _TEN_YEARS, 1_000_000, 10_000_000, 3000, 200_000, runs=5),
        Size("small", _TEN_YEARS, 20_000, 100_000, 300, 5000, runs=5),
        Size("tiny", (2022, 2023), 1500, 3000, 40, 200, runs=1, warm_ups=0),
    )
}
"""`full` is what the targets are about; `small` takes some minutes; `tiny` tests the harness."""
