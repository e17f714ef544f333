"""The data of a run: made once, kept in a cache folder, made anew when the code that makes it changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import BIN, ROOT, Case, run
from bench.sizes import SEED, Size

GIVEN = "PARINDEX_BENCH_DATA"
"""Names a folder of exports of the wanted years, seed and number of rows, to be used as they are."""

_SIMULATION = ("src/parindex/simulation", "src/parindex/engine/calendar.py")
_STORES = (*_SIMULATION, "src/parindex/engine/records", "src/parindex/engine/reference")
_AGGREGATES = (*_STORES, "src/parindex/engine/facts")


class NotUsable(Exception):
    """The folder that was named holds other data than the size asks for."""


@dataclass(frozen=True, slots=True)
class Data:
    """Paths of the data of one size below `folder`; each is made when it is first asked for.

    With `keep` what is there is used although the code that made it has changed since.
    """

    size: Size
    folder: Path
    say: Callable[[str], None]
    keep: bool = False

    @property
    def exports(self) -> Path:
        """The folder of CSV exports of all years."""
        given = os.environ.get(GIVEN)
        if given:
            _require_fitting(Path(given), self.size)
            return Path(given).resolve()
        size = self.size
        return self._made(
            "csv", _SIMULATION, lambda to: self._exports(to, size.rows_a_year, size.years)
        )

    @property
    def dossiers(self) -> list[Path]:
        return [self.exports / f"dossiers-{year}.csv" for year in self.size.years]

    @property
    def last_year(self) -> Path:
        return self.dossiers[-1]

    @property
    def day(self) -> Path:
        """The file of one more day over the exports."""
        folder = self._made("day", _SIMULATION, self._day)
        return next(folder.glob("dossiers-*.csv"))

    @property
    def units(self) -> Path:
        """A store of the units alone, to import into."""
        return self._made("store-units", _STORES, self._import_units)

    @property
    def store(self) -> Path:
        """The store of all kinds and all years."""
        return self._made("store", _STORES, lambda to: self._import_all(to, self.exports))

    @property
    def dense_store(self) -> Path:
        """The store of all kinds of the last year, which alone has as many dossiers as `store`."""
        return self._made("store-dense", _STORES, self._import_dense)

    @property
    def store_of_a_year(self) -> Path:
        """The store of the dossiers of the last year alone."""
        return self._made("store-year", _STORES, self._import_last_year)

    @property
    def large_store(self) -> Path:
        """The store of the dossiers of all years at the large number of rows."""
        return self._made("store-large", _STORES, self._import_large)

    def aggregated(self, store: Path) -> Path:
        """A copy of one of these stores, with its daily aggregates."""

        def make(to: Path) -> None:
            linked_copy(store, to)
            self._run(BIN / "python", "-m", "bench.work.upkeep", "aggregates", to)

        return self._made(aggregated_name(store), _AGGREGATES, make)

    @property
    def table(self) -> Path:
        """The dossiers of `store` as a table of SQLite."""
        store = self.store
        folder = self._made("sqlite", _STORES, lambda to: self._make("table", store, to / "db"))
        return folder / "db"

    def seconds(self, name: str) -> float:
        """How long it took to make the data of that name."""
        told = json.loads(self._stamp(name).read_text(encoding="utf-8"))
        return float(told["seconds"])

    @property
    def last_year_as_parquet(self) -> Path:
        source = self.last_year
        folder = self._made(
            "parquet", _SIMULATION, lambda to: self._make("parquet", source, to / "d.parquet")
        )
        return folder / "d.parquet"

    @property
    def workbook(self) -> Path:
        """The first dossiers of the last year as .xlsx."""
        source, rows = self.last_year, self.size.workbook_rows
        folder = self._made(
            "xlsx", _SIMULATION, lambda to: self._make("workbook", source, rows, to / "d.xlsx")
        )
        return folder / "d.xlsx"

    def work(self, name: str) -> Path:
        """A place for what runs write."""
        path = self.folder / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _made(self, name: str, sources: tuple[str, ...], make: Callable[[Path], None]) -> Path:
        target, stamp = self.folder / name, self._stamp(name)
        key = _fingerprint(sources)
        if stamp.exists() and (self.keep or json.loads(stamp.read_text())["made_by"] == key):
            return target
        self.say(f"Chuẩn bị dữ liệu: {name}")
        stamp.unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        begun = time.perf_counter()
        make(target)
        took = {"made_by": key, "seconds": time.perf_counter() - begun}
        stamp.write_text(json.dumps(took), encoding="utf-8")
        return target

    def _stamp(self, name: str) -> Path:
        return self.folder / f"{name}.made"

    def _run(self, *command: str | Path) -> None:
        run(Case("chuẩn bị", command, self.work("made.txt")))

    def _make(self, *arguments: object) -> None:
        self._run(BIN / "python", "-m", "bench.work.make", *map(str, arguments))

    def _exports(self, folder: Path, rows: int, years: tuple[int, ...]) -> None:
        self._make("exports", folder, _listed(years), rows)

    def _day(self, folder: Path) -> None:
        size = self.size
        self._make("day", folder, _listed(size.years), size.rows_a_year, size.rows_a_day)

    def _import(self, store: Path, kind: str, *files: Path) -> None:
        self._run(BIN / "python", "-m", "bench.work.take_in", store, kind, *files)

    def _import_units(self, store: Path) -> None:
        self._import(store, "units", self.exports / "units.csv")

    def _import_all(self, store: Path, exports: Path) -> None:
        kinds: dict[str, list[Path]] = {"units": []}
        for path in sorted(exports.glob("*.csv")):
            kinds.setdefault(path.stem.partition("-")[0], []).append(path)
        for kind, files in kinds.items():
            self._import(store, kind, *files)

    def _import_dense(self, store: Path) -> None:
        with self._exports_of(self.size.years[-1], self.size.rows) as folder:
            self._import_all(store, folder)

    def _import_last_year(self, store: Path) -> None:
        self._import_units(store)
        self._import(store, "dossiers", self.last_year)

    def _import_large(self, store: Path) -> None:
        """Year by year, so that no more than one year lies on the disk as CSV."""
        self._import_units(store)
        for year in self.size.years:
            self.say(f"  {store.name}: năm {year}")
            with self._exports_of(year, self.size.rows_a_year_large) as folder:
                self._import(store, "dossiers", folder / f"dossiers-{year}.csv")

    @contextmanager
    def _exports_of(self, year: int, rows: int) -> Iterator[Path]:
        """A folder of exports of one year that goes when it is no longer needed."""
        folder = self.work("csv-of-a-year")
        self._exports(folder, rows, (year,))
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


def aggregated_name(store: Path) -> str:
    """The name of the copy with aggregates, for `Data.seconds`."""
    return f"{store.name}-aggregates"


def linked_copy(source: Path, target: Path) -> None:
    """Put a copy of a store at `target`: data files, which never change, as hard links."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith((".parquet", ".npy")):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _listed(years: tuple[int, ...]) -> str:
    return ",".join(map(str, years))


def _fingerprint(sources: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        path = ROOT / source
        for each in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(each.read_bytes())
    return digest.hexdigest()[:16]


def _require_fitting(folder: Path, size: Size) -> None:
    """Hold the note beside the exports against the size wanted."""
    note = folder / "DOC-TOI-TRUOC.txt"
    rows = f"{size.rows_a_year:,}".replace(",", ".")
    years = ", ".join(map(str, size.years))
    wanted = f"Số khởi tạo: {SEED}. Các năm: {years}. Số hồ sơ mỗi năm: {rows}."
    if not note.exists() or wanted not in note.read_text(encoding="utf-8"):
        raise NotUsable(f"{folder}: không phải bộ dữ liệu «{wanted}» (xem {note.name})")
