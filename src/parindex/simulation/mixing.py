"""Numbers that look random and are the same on every machine, with any number of threads.

Each figure is computed from the row's number and a named stream alone (the 32-bit finalizer of
MurmurHash3), so rows can be made in any order, in Python or inside the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

_MASK = 0xFFFFFFFF
_SPREAD = 2654435769
_FIRST = 0x85EBCA6B
_SECOND = 0xC2B2AE35


@dataclass(frozen=True, slots=True)
class Stream:
    """Figures for the rows of one kind and year; every `name` is an independent sequence."""

    seed: int
    label: str

    def number(self, name: str, row: int) -> int:
        """The figure (0 to 2^32 - 1) of a row."""
        mixed = (row * _SPREAD + self._salt(name)) & _MASK
        mixed = ((mixed ^ mixed >> 16) * _FIRST) & _MASK
        mixed = ((mixed ^ mixed >> 13) * _SECOND) & _MASK
        return mixed ^ mixed >> 16

    def sql(self, name: str, row: str = "n") -> str:
        """The same figure as an SQL expression over a column of row numbers."""
        return f"mix(({row} * {_SPREAD}::UBIGINT + {self._salt(name)}) & {_MASK})"

    def below(self, name: str, limit: int | str, row: str = "n") -> str:
        """An SQL integer from 0 up to, but not including, the limit."""
        return f"({self.sql(name, row)} % ({limit})::UBIGINT)::BIGINT"

    def chance(self, name: str, permille: int | str, row: str = "n") -> str:
        """An SQL condition that is true for so many of a thousand rows."""
        return f"({self.below(name, 1000, row)} < {permille})"

    def _salt(self, name: str) -> int:
        return crc32(f"{self.seed}/{self.label}/{name}".encode())


def define_macros(execute: Callable[[str], object]) -> None:
    """Define the SQL macro that `Stream.sql` uses."""
    execute("CREATE MACRO mix_a(x) AS (xor(x, x >> 16) * 2246822507::UBIGINT) & 4294967295")
    execute("CREATE MACRO mix_b(x) AS (xor(x, x >> 13) * 3266489909::UBIGINT) & 4294967295")
    execute("CREATE MACRO mix_c(x) AS xor(x, x >> 16)")
    execute("CREATE MACRO mix(x) AS mix_c(mix_b(mix_a(x)))")
