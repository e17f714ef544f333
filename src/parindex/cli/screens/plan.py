"""A plan on the screen: its tasks, what the citation check found, what could not be placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from parindex.engine.values.periods import vietnamese_date

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.plans.model import Citation, Plan, Task


def print_plan(plan: Plan, screen: Console) -> None:
    """Print the whole reading."""
    print_heading(plan, screen)
    table = Table(show_lines=True)
    table.add_column("Mục", no_wrap=True)
    table.add_column("Nhiệm vụ", ratio=4)
    table.add_column("Chỉ tiêu", ratio=3)
    table.add_column("Chủ trì", ratio=2)
    table.add_column("Phối hợp", ratio=2)
    table.add_column("Thời gian", ratio=2)
    for task in plan.tasks:
        table.add_row(*_row(task))
    screen.print(table)
    print_checks(plan, screen)


def print_heading(plan: Plan, screen: Console) -> None:
    """Print number, date, issuer and title."""
    number = "/".join(filter(None, (plan.number, plan.symbol)))
    dated = f" ngày {vietnamese_date(plan.date)}" if plan.date else ""
    screen.print(f"Kế hoạch {number}{dated}", style="bold")
    screen.print(plan.issuer or "(không rõ cơ quan ban hành)")
    screen.print(plan.title or "(không có trích yếu)")
    targets = sum(len(task.targets) for task in plan.tasks)
    screen.print(f"{len(plan.tasks)} nhiệm vụ, {targets} chỉ tiêu bằng số")


def print_checks(plan: Plan, screen: Console) -> None:
    """Print what the citation check found and the lines that found no place."""
    for citation in plan.citations:
        style = "bold red" if citation.ok is False else ""
        screen.print(f"Trích dẫn {citation.text}: {_verdict(citation)}", style=style)
    for line in plan.unplaced:
        told = f"Dòng {line.line} không xếp được vào đâu: {line.text}"
        screen.print(told, style="bold red")
    if not plan.unplaced:
        screen.print("Mọi dòng của văn bản đều đã được xếp chỗ.")


def _row(task: Task) -> list[Text]:
    title = "\n".join((task.title, *(f"- {item}" for item in task.items)))
    cells = (
        task.ref,
        title,
        "\n".join(f"• {target.text}" for target in task.targets),
        "; ".join(task.lead),
        "; ".join(task.coordinating),
        task.period.text if task.period else "",
    )
    return [Text(cell) for cell in cells]


def _verdict(citation: Citation) -> str:
    if citation.ok:
        return "khớp với sổ văn bản"
    if citation.ok is False and citation.register_date is not None:
        return (
            f"SAI NGÀY, sổ văn bản ghi ngày {vietnamese_date(citation.register_date)}; "
            "hãy kiểm tra lại văn bản gốc"
        )
    return "không có trong sổ văn bản để đối chiếu"
