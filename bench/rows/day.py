"""One more day of dossiers into a store of all years, and the same day into a store of one year."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.data import linked_copy
from bench.measuring import Case
from bench.results import Row, Series, slower_than
from bench.rows.plan import PYTHON, Plan, require, take_in, told
from bench.words import dots

_UPKEEP = (PYTHON, "-m", "bench.work.upkeep")
_RESTORED = "Trước mỗi lượt, kho được trả về như khi chưa nạp ngày này."


def day(plan: Plan) -> Row:
    """The cost of a day must not grow with the store."""
    stores = (plan.data.store, plan.data.store_of_a_year)
    cases = [
        _case(plan, rows, "import", take_in(copy, plan.data.day), partial(linked_copy, store, copy))
        for store, rows, copy in _copies(plan, stores)
    ]
    series = _measured(plan, cases, stores)
    each = dots(plan.data.size.rows_a_day)
    for case in cases:
        _require_taken(plan, case)
    return Row(
        "day",
        f"Thêm một ngày ({each} hồ sơ mới, {each} hồ sơ của 60 ngày cuối thay đổi)",
        series,
        (slower_than("day", series[0], series[1], 1.3),),
        f"ở cả hai kho đúng {each} dòng được thêm và {each} dòng được thay",
        (f"Cả tiến trình. {_RESTORED}",),
        compared=True,
    )


def aggregates(plan: Plan) -> Row:
    """The daily aggregates brought up to date after that day."""
    data = plan.data
    stores = tuple(map(data.aggregated, (data.store, data.store_of_a_year)))
    series = _after_the_day(plan, stores, "aggregates")
    return Row(
        "day-aggregates",
        "Cập nhật số tổng hợp theo ngày sau khi thêm ngày ấy",
        series,
        (slower_than("day-aggregates", series[0], series[1], 1.3),),
        notes=(f"Cả tiến trình, không kể việc nạp. {_RESTORED}",),
        compared=True,
    )


def compaction(plan: Plan) -> Row:
    """The files of dossiers folded together after that day."""
    stores = (plan.data.store, plan.data.store_of_a_year)
    series = _after_the_day(plan, stores, "compact")
    return Row(
        "compaction",
        "Gộp tệp của kho sau khi thêm ngày ấy",
        series,
        notes=(
            f"Việc này không nằm trong lúc nạp, làm khi nào cũng được. {_RESTORED}",
            "Kho nào có tháng gồm nhiều tệp từ trước thì các tháng ấy cũng được gộp.",
        ),
    )


def _after_the_day(plan: Plan, stores: Sequence[Path], work: str) -> tuple[Series, ...]:
    """The series of `upkeep` on copies of the stores into which the day was imported before."""

    def prepare(store: Path, copy: Path) -> None:
        linked_copy(store, copy)
        plan.once("import-day", take_in(copy, plan.data.day))

    cases = [
        _case(plan, rows, work, [*_UPKEEP, work, copy], partial(prepare, store, copy))
        for store, rows, copy in _copies(plan, stores)
    ]
    return _measured(plan, cases, stores)


def _measured(plan: Plan, cases: Sequence[Case], stores: Sequence[Path]) -> tuple[Series, ...]:
    series = tuple(plan.measure(cases))
    for _, _, copy in _copies(plan, stores):
        shutil.rmtree(copy)
    return series


def _copies(plan: Plan, stores: Sequence[Path]) -> list[tuple[Path, int, Path]]:
    """Each store (of all years, of one year), its number of dossiers, and where its copy lies."""
    counts = (plan.data.size.rows, plan.data.size.rows_a_year)
    return [
        (store, rows, plan.data.work(f"copy-{store.name}"))
        for store, rows in zip(stores, counts, strict=True)
    ]


def _case(
    plan: Plan, rows: int, name: str, command: Sequence[str | Path], prepare: Callable[[], None]
) -> Case:
    return Case(f"kho {dots(rows)} hồ sơ", command, plan.data.work(f"{name}-{rows}.json"), prepare)


def _require_taken(plan: Plan, case: Case) -> None:
    each, report = plan.data.size.rows_a_day, told(case.out)
    found = (report["added"], report["replaced"], report["read"])
    require(found == (each, each, 2 * each), f"{case.name}: thêm, thay, đọc {found}")
