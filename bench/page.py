"""The page of results, from plain data: what was done, what it took, what was reached and why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.results import Row, Series, Target, ratio
from bench.sizes import Size
from bench.words import decimal, dots, seconds, size

_HEAD = """# Đo tốc độ

Trang này do `make bench` viết ra; không sửa tay. Hồ sơ dùng để đo là **dữ liệu mô phỏng**. Cách chạy
lại và cách đo: [bench/README.md]({readme}).
"""

_READING = """## Cách đọc

- Mỗi cách làm chạy một lượt để khởi động (không tính), rồi chạy xen kẽ với các cách khác (A B C A B C …).
  Bảng ghi trung vị của các lượt và, trong ngoặc, lượt nhanh nhất – lượt chậm nhất.
- «Tỷ lệ» là trung vị của các thương giữa hai lượt liền nhau trong cùng một lần đo: parindex chia cho
  cách kia. Dưới 1 là parindex nhanh hơn.
- «CPU» là tổng thời gian của mọi bộ xử lý; «bộ nhớ» là đỉnh của cả tiến trình (lớn nhất trong các lượt).
- Tệp đã nằm trong bộ đệm của hệ điều hành khi đo.
"""


def page(
    rows: Sequence[Row],
    chosen: Size,
    machine: Sequence[str],
    causes: Mapping[str, str],
    readme: str,
) -> str:
    """The whole page in Markdown."""
    parts = [_HEAD.format(readme=readme)]
    if chosen.name != "full":
        parts.append(
            f"**Cỡ «{chosen.name}»: dữ liệu nhỏ để thử. Các mức phải đạt chỉ có nghĩa ở cỡ «full».**\n"
        )
    parts.append("\n".join(f"- {line}" for line in machine) + "\n")
    parts.append("\n".join(_summary(rows)) + "\n")
    missed = [each for row in rows for each in row.targets if not each.reached]
    if missed and chosen.name == "full":
        parts.append("\n".join(_missed(missed, causes)) + "\n")
    parts += ["\n".join(_section(row)) + "\n" for row in rows]
    parts.append(_READING)
    return "\n".join(parts)


def missing_causes(rows: Sequence[Row], causes: Mapping[str, str]) -> list[str]:
    """The ids of bounds not kept for which nobody wrote down why."""
    return [
        each.id
        for row in rows
        for each in row.targets
        if not each.reached and each.id not in causes
    ]


def _summary(rows: Sequence[Row]) -> Iterator[str]:
    yield "## Tóm tắt"
    yield ""
    yield "| việc | đại lượng | phải đạt | đo được | kết quả |"
    yield "|---|---|---:|---:|---|"
    for row in rows:
        for each in row.targets:
            result = "đạt" if each.reached else "**chưa đạt**"
            limit, value = _figure(each, each.limit), _figure(each, each.value)
            yield f"| {row.title} | {each.what} | ≤ {limit} | {value} | {result} |"


def _missed(missed: Sequence[Target], causes: Mapping[str, str]) -> Iterator[str]:
    yield "Chưa đạt, vì sao:"
    yield ""
    for each in missed:
        cause = causes.get(each.id, "chưa ghi nguyên nhân").strip()
        yield f"- {each.what} ({_figure(each, each.value)}): {cause}"


def _section(row: Row) -> Iterator[str]:
    yield f"## {row.title}"
    yield ""
    ours, *others = row.series
    heading = "| cách làm | thời gian | CPU | bộ nhớ |"
    yield heading + (" tỷ lệ |" if row.compared else "")
    yield "|---|---:|---:|---:|" + ("---:|" if row.compared else "")
    yield _line(ours) + ("  |" if row.compared else "")
    for other in others:
        yield _line(other) + (f" {decimal(ratio(ours, other))} |" if row.compared else "")
    yield ""
    if row.checked:
        yield f"- Đã so kết quả: {row.checked}."
    for note in row.notes:
        yield f"- {note}"
    yield f"- {row.runs} lượt, ngày {row.at}, mã nguồn {row.code}."


def _line(series: Series) -> str:
    wall, cpu = series.wall, median(each.cpu for each in series.samples)
    spread = f"{seconds(median(wall))} ({seconds(min(wall))} – {seconds(max(wall))})"
    if series.rows:
        spread += f"; {dots(round(series.rows / median(wall) / 100) * 100)} dòng/s"
    return f"| {series.name} | {spread} | {seconds(cpu)} | {size(series.peak)} |"


def _figure(target: Target, value: float) -> str:
    return f"{decimal(value)} {target.unit}"
