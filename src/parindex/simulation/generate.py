"""The generator: a folder of made-up exports, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from parindex.engine.calendar import WorkingCalendar, working_calendar
from parindex.engine.reading.files import written_aside
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, open_database
from parindex.engine.values.problems import BadInput
from parindex.simulation import others
from parindex.simulation.dossiers import dirty_dossiers, make_dossiers
from parindex.simulation.mixing import Stream, define_macros
from parindex.simulation.tables import make_tables
from parindex.simulation.writing import write

Progress = Callable[[str], None]
"""Told, in Vietnamese, which step begins."""

SEED = 839
"""Of the example."""

NOTE = "DOC-TOI-TRUOC.txt"

_NOTE_TEXT = """DỮ LIỆU MÔ PHỎNG

Mọi tệp trong thư mục này do máy sinh ra để minh họa và kiểm thử phần mềm. Không có đơn vị, hồ sơ,
thủ tục, văn bản hay con số nào là thật; tên và mã (tiền tố H00) được đặt để không lẫn với cơ quan
thật. Cột «origin» của mỗi dòng ghi «mô phỏng», và mọi kết quả tính từ đó đều mang dấu này.

Dữ liệu cố ý có lỗi như bản xuất thật: dòng lặp, mã đơn vị lạ, ngày 31/02, kết thúc trước khi tiếp
nhận, thừa dấu cách, thiếu ngày hẹn trả, lẫn dạng ngày.

Số khởi tạo: {seed}. Các năm: {years}. Số hồ sơ mỗi năm: {rows}.
"""


def generate(
    folder: Path,
    seed: int = SEED,
    years: Sequence[int] = (2021, 2022, 2023),
    dossiers_per_year: int = 200_000,
    progress: Progress | None = None,
) -> list[Path]:
    """Write made-up exports of every kind but form 06a, in the order in which they can be imported.

    Files are named `KIND.csv` or `KIND-YEAR.csv` (see `kind_of`), beside a note that says that all
    is made up. The same arguments give the same bytes. `BadInput` if the folder cannot be written.
    """
    say = progress or (lambda _: None)
    written: list[Path] = []
    ordered = sorted(years)
    with prepared(folder, seed, ordered, dossiers_per_year) as (database, _):
        cutoff = export_day(ordered)
        say("Sinh danh mục đơn vị, thủ tục")
        written += [
            write(database, folder, "units.csv", others.units(database)),
            write(database, folder, "procedures.csv", others.procedures(Stream(seed, "announced"))),
            write(database, folder, "connections.csv", others.connections()),
        ]
        for year in ordered:
            say(f"Sinh hồ sơ năm {year}")
            written += _year(database, folder, seed, year, dossiers_per_year, cutoff)
    rows = f"{dossiers_per_year:,}".replace(",", ".")
    text = _NOTE_TEXT.format(seed=seed, years=", ".join(map(str, ordered)), rows=rows)
    with written_aside(folder / NOTE) as aside:
        aside.write_text(text, encoding="utf-8")
    return [*written, folder / NOTE]


def kind_of(path: Path) -> str | None:
    """The kind of record a generated file holds; None for the note."""
    name = path.stem.partition("-")[0]
    return name if path.suffix == ".csv" and name in KINDS else None


@contextmanager
def prepared(
    folder: Path, seed: int, years: Sequence[int], dossiers_per_year: int
) -> Iterator[tuple[Database, WorkingCalendar]]:
    """A database over the folder with the small tables that the queries draw from; years in order."""
    if not years or dossiers_per_year < 1:
        raise BadInput.of(
            "bộ sinh dữ liệu", "cần ít nhất một năm và một hồ sơ mỗi năm", "Hãy kiểm tra tham số"
        )
    _prepare(folder)
    with open_database(folder) as database:
        define_macros(database.connection.execute)
        calendar = working_calendar(years[0] - 3, years[-1] + 2)
        make_tables(database, seed, years, calendar)
        yield database, calendar


def export_day(years: Sequence[int]) -> date:
    """The day on which the exports of the years are made: what is not done by then is open."""
    return date(years[-1] + 1, 1, 31)


def year_stream(seed: int, year: int) -> Stream:
    """The figures that the dossiers of a year are made from."""
    return Stream(seed, f"dossiers/{year}")


def _year(
    database: Database, folder: Path, seed: int, year: int, rows: int, cutoff: date
) -> list[Path]:
    stream = year_stream(seed, year)
    make_dossiers(database, stream, year, rows, cutoff)
    queries = {
        "dossiers": dirty_dossiers(stream),
        "apologies": "SELECT * EXCLUDE (n) FROM apologies ORDER BY n",
        "petitions": others.petitions(Stream(seed, f"petitions/{year}"), year, cutoff),
        "edocuments": others.edocuments(Stream(seed, f"edocuments/{year}"), year),
        "dialogues": others.dialogues(Stream(seed, f"dialogues/{year}"), year),
        "tasks": others.tasks(Stream(seed, f"tasks/{year}"), year, cutoff),
    }
    return [write(database, folder, f"{kind}-{year}.csv", query) for kind, query in queries.items()]


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BadInput.of(folder, "đây là một tệp, không phải thư mục", "Hãy chọn thư mục khác")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput.of(folder, "không tạo được thư mục", "Hãy kiểm tra quyền ghi") from error
