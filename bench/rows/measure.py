"""One measure by unit and month: in a warm process, and as a whole process from the shell."""

from __future__ import annotations

from pathlib import Path

from bench.measuring import Case
from bench.results import Row, peak_within, slower_than
from bench.rows.plan import PARINDEX, PYTHON, RIVALS, Plan, rival_python, told, warm_series
from bench.words import dots, seconds

MEASURE = "dossiers_on_time_par"

_IN_TURN = (
    "Các cách chạy xen kẽ trong cùng một tiến trình (bộ nhớ là của cả tiến trình). SQL viết tay giữ sẵn"
    " kết nối; parindex giữ sẵn kho đang mở, hoặc mỗi lần mở lại kho như ghi ở dòng thứ hai. Lần nào"
    " parindex cũng đọc danh mục đơn vị và lập đủ số liệu của mọi đơn vị, kể cả 0/0."
)
_TABLE = (
    "SQLite đọc một bảng đã nạp sẵn, chỉ gồm năm cột cần dùng; riêng việc nạp mất {}, không tính vào"
    " đây. Các cách khác đọc chung các tệp Parquet của kho."
)


def facts_command(plan: Plan, store: Path) -> list[str | Path]:
    """The measure from the shell, as anybody would ask for it."""
    size = plan.data.size
    return [
        *(PARINDEX, "facts", "--store", store, "--from", size.first, "--to", size.last),
        *("--measure", MEASURE, "--by", "unit,month", "--json"),
    ]


def agreed(plan: Plan, facts: Path, *others: Path) -> int:
    """How many groups the outputs agree on; ends the run where they do not."""
    _, out = plan.once("agree", [PYTHON, "-m", "bench.work.agree", facts, *others])
    return int(out.read_text())


def warm(plan: Plan) -> Row:
    """Ours, with the engine kept and without, and hand-written SQL in turn, in one process."""
    size = plan.data.size
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "bench.work.warm",
        plan.data.store,
        size.first,
        size.last,
    ]
    whole, out = plan.once("warm", [*command, str(plan.runs)])
    found = told(out)
    ours = warm_series("parindex, kho giữ mở", found["ours"], whole.peak)
    fresh = warm_series("parindex, mỗi lần mở lại kho", found["fresh"], whole.peak)
    sql = warm_series("SQL viết tay, DuckDB", found["sql"], whole.peak)
    return Row(
        "measure-warm",
        f"Một số đo theo đơn vị và tháng trên {dots(size.rows)} hồ sơ, tiến trình đã chạy sẵn",
        (ours, fresh, sql),
        (slower_than("measure-warm", ours, sql, 1.3),),
        f"{dots(found['groups'])} nhóm (đơn vị, tháng) bằng nhau từng số",
        (_IN_TURN,),
        compared=True,
    )


def whole(plan: Plan) -> Row:
    """The whole process from the shell, beside scripts in pandas, polars, SQLite and DuckDB."""
    data, size = plan.data, plan.data.size
    period, store = (size.first, size.last), data.store
    ours = Case("parindex facts", facts_command(plan, store), data.work("facts.json"))
    others = [
        _script(plan, "SQLite", PYTHON, "measure_sqlite.py", data.table),
        _script(plan, "DuckDB, SQL viết tay", PYTHON, "measure_sql.py", store),
    ]
    notes = [_TABLE.format(seconds(data.seconds("sqlite")))]
    python = rival_python()
    if python is None:
        notes.append("pandas và polars không được cài (make bench cài vào .venv-bench).")
    else:
        others += [
            _script(plan, "pandas", python, "measure_pandas.py", store),
            _script(plan, "polars", python, "measure_polars.py", store),
        ]
    series = plan.measure([ours, *others])
    groups = agreed(plan, ours.out, *(case.out for case in others))
    named = {each.name: each for each in series}
    limits = {"pandas": 1.0, "SQLite": 1.0, "polars": 1.5}
    return Row(
        "measure-whole",
        f"Cũng số đo ấy trên {dots(size.rows)} hồ sơ, cả tiến trình chạy từ dòng lệnh",
        tuple(series),
        tuple(
            slower_than(f"measure-whole-{name.lower()}", series[0], named[name], limit)
            for name, limit in limits.items()
            if name in named
        ),
        f"{dots(groups)} nhóm (đơn vị, tháng) bằng nhau từng số ở mọi cách"
        f", kỳ {period[0]} đến {period[1]}",
        tuple(notes),
        compared=True,
    )


def large(plan: Plan) -> Row:
    """The same measure over ten times the rows (at the full size)."""
    data, size = plan.data, plan.data.size
    rows = size.rows_a_year_large * len(size.years)
    times = size.rows_a_year_large / size.rows_a_year
    many = Case(
        f"{dots(rows)} hồ sơ", facts_command(plan, data.large_store), data.work("large.json")
    )
    few = Case(f"{dots(size.rows)} hồ sơ", facts_command(plan, data.store), data.work("facts.json"))
    series = plan.measure([many, few], [rows, size.rows])
    check = _script(plan, "DuckDB", PYTHON, "measure_sql.py", data.large_store)
    plan.once("large-sql", check.command)
    groups = agreed(plan, many.out, plan.data.work("large-sql.out"))
    return Row(
        "large",
        f"Một số đo theo đơn vị và tháng trên {dots(rows)} hồ sơ",
        tuple(series),
        (
            # Ten times the rows in eleven times the time, and so in proportion.
            slower_than("large", series[0], series[1], 1.1 * times),
            peak_within("large-memory", series[0], 4.0),
        ),
        f"{dots(groups)} nhóm bằng kết quả của SQL viết tay trên cùng các tệp",
        ("Cả tiến trình từ dòng lệnh, cùng kỳ, cùng số đơn vị và số tháng.",),
        compared=True,
    )


def _script(plan: Plan, name: str, python: Path, script: str, source: Path) -> Case:
    size = plan.data.size
    out = plan.data.work(f"{script.removesuffix('.py')}.csv")
    return Case(name, [python, RIVALS / script, source, size.first, size.last], out)
