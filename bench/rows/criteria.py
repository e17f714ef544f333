"""All measures of a criteria set over all dossiers, and the report that rests on them."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import Any

from bench.data import aggregated_name
from bench.measuring import ROOT, Case
from bench.results import Row, Series, time_within
from bench.rows.plan import PARINDEX, PYTHON, Plan, require, told, warm_series
from bench.words import dots, seconds

_EXAMPLE = ROOT / "examples" / "ke-hoach-839"


def measures(plan: Plan) -> Row:
    """Every measure that `kh-839-2023` and its linked set ask for, counted from the rows."""
    warm, whole, found = _counted(plan, plan.data.dense_store)
    return Row(
        "criteria",
        f"Mọi số đo của kh-839-2023 và bộ liên kết trên {dots(plan.data.size.rows)} hồ sơ",
        (warm, whole),
        (time_within("criteria", warm, 3.0), time_within("criteria-whole", whole, 3.0)),
        _told(found),
        (f"Mọi hồ sơ đều thuộc năm {plan.data.size.years[-1]}, năm được tính.",),
    )


def from_aggregates(plan: Plan) -> Row:
    """The same figures from the daily aggregates."""
    store = plan.data.dense_store
    warm, whole, found = _counted(plan, plan.data.aggregated(store), "aggregates")
    _, out = plan.once("criteria", _command(plan, store, 0))
    rows = told(out)
    require(rows["facts"] == found["facts"], "số tổng hợp theo ngày khác với đếm từ hồ sơ")
    making = seconds(plan.data.seconds(aggregated_name(store)))
    return Row(
        "criteria-aggregates",
        f"Cũng các số đo ấy trên {dots(plan.data.size.rows)} hồ sơ, từ số tổng hợp theo ngày",
        (warm, whole),
        (time_within("criteria-aggregates", warm, 0.3),),
        f"{_told(found)}, bằng số đếm từ hồ sơ",
        (f"Lập số tổng hợp lần đầu cho cả kho mất {making}.",),
    )


def _counted(plan: Plan, store: Path, *source: str) -> tuple[Series, Series, Any]:
    """The series of a warm process and of whole ones, and what was found."""
    out = plan.data.work("criteria-cold.json")
    (whole,) = plan.measure([Case("cả tiến trình", _command(plan, store, 0, *source), out)])
    process, warm_out = plan.once("criteria-warm", _command(plan, store, plan.runs, *source))
    found = told(warm_out)
    require(told(out)["facts"] == found["facts"], "các lần tính cùng một bộ chỉ số khác nhau")
    return warm_series("tiến trình đã chạy sẵn", found["warm"], process.peak), whole, found


def _command(plan: Plan, store: Path, runs: int, *source: str) -> list[str | Path]:
    year = plan.data.size.years[-1]
    return [PYTHON, "-m", "bench.work.criteria", store, str(year), str(runs), *source]


def _told(found: Any) -> str:
    return f"{found['measures']} số đo, {len(found['facts'])} số liệu theo cấp, mọi lượt như nhau"


def report(plan: Plan) -> Row:
    """Scoring a year from records and declared inputs, with the report in three formats."""
    data, size = plan.data, plan.data.size
    folder, store = data.work("report"), data.store
    score: list[str | Path] = [
        *(PARINDEX, "score", "--criteria", "kh-839-2023", "--store", store),
        *("--year", str(size.years[-1]), "--inputs", _EXAMPLE / "so-lieu-khai-bao.yaml", "--json"),
    ]
    plan_file = _EXAMPLE / "ke-hoach-839-KH-VP-2023.txt"
    remove = partial(shutil.rmtree, folder, ignore_errors=True)
    cases = [
        Case(
            "chấm điểm và báo cáo .docx, .pdf, .xlsx",
            [*score, "--report", folder, "--plan", plan_file],
            data.work("report.json"),
            remove,
        ),
        Case("chỉ chấm điểm", score, data.work("score.json")),
    ]
    series = plan.measure(cases)
    written = sorted(path.suffix for path in folder.iterdir())
    require({".docx", ".pdf", ".xlsx"} <= set(written), f"báo cáo chỉ có {written}")
    total = told(cases[0].out)["run"], told(cases[1].out)["run"]
    require(total[0] == total[1], f"hai lần chấm: {total}")
    return Row(
        "report",
        f"Chấm điểm năm {size.years[-1]} và lập báo cáo",
        tuple(series),
        checked="đủ ba tệp báo cáo; hai lần chấm cho cùng một mã lần chấm",
        notes=("Cả tiến trình từ dòng lệnh, theo ví dụ Kế hoạch 839 đi kèm.",),
    )
