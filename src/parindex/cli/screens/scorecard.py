"""A scorecard on the screen: one row a component, the totals, what is still missing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from parindex.engine.rules.wording import weight
from parindex.engine.scoring.ranking import rank, rating
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, State
from parindex.engine.values.numbers import vietnamese

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.scoring.runs import ScoringRun

_WIDE = 110
"""Below so many columns a table of six columns is unreadable and a list serves better."""

_STYLES = {
    State.SCORED: "",
    State.MISSING_INPUT: "bold red",
    State.NOT_APPLICABLE: "dim",
    State.WAITING_FOR_SURVEY: "yellow",
}


def print_run(run: ScoringRun, screen: Console) -> None:
    """Print every scorecard of the run, and the ranking where there are several."""
    _print_warnings(run, screen)
    for card in run.cards.values():
        if card.subject:
            screen.print(card.subject, style="bold", markup=False)
        (_print_table if screen.width >= _WIDE else _print_list)(card, screen)
        _print_totals(card, screen)
    if len(run.cards) > 1:
        _print_ranking(run, screen)
    screen.print(f"Lần chấm {run.id}, mã băm bộ chỉ số {run.set_hash[:12]}", markup=False)


def _print_warnings(run: ScoringRun, screen: Console) -> None:
    if run.simulated:
        screen.print("DỮ LIỆU MÔ PHỎNG: số liệu dưới đây được tạo ra để dùng thử.", style="yellow")
    if not run.criteria_set.verified:
        screen.print("Bộ chỉ số mẫu, chưa đối chiếu với văn bản chính thức.", style="yellow")


def _print_table(card: Scorecard, screen: Console) -> None:
    table = Table(show_lines=True)
    table.add_column("Mã", no_wrap=True)
    table.add_column("Tiêu chí thành phần", ratio=3)
    table.add_column("Số liệu", ratio=2)
    table.add_column("Điểm/tối đa", justify="right", no_wrap=True)
    table.add_column("Lý do", ratio=4)
    table.add_column("Còn thiếu", ratio=3)
    for field in card.criteria_set.fields:
        totals = card.by_field[field.code]
        heading = Text(f"Lĩnh vực {field.code}. {field.title}", style="bold")
        table.add_row("", heading, "", _of(totals.points, totals.max, card), "", "")
        codes = {each.code for each in field.components}
        for score in card.components:
            if score.code in codes:
                table.add_row(*_row(score, card), style=_STYLES[score.state])
    screen.print(table)


def _row(score: ComponentScore, card: Scorecard) -> list[Text | str]:
    return [
        score.code,
        Text(score.component.title),
        Text("—" if score.value is None else str(score.value)),
        _of(score.points, score.component.max, card),
        Text(score.trace),
        Text(_missing(score)),
    ]


def _print_list(card: Scorecard, screen: Console) -> None:
    for score in card.components:
        points = _of(score.points, score.component.max, card)
        screen.print(
            f"{score.code}  {score.component.title}  [{points}]",
            style=_STYLES[score.state] or "bold",
            markup=False,
        )
        screen.print(f"    {score.trace}", markup=False)
        if _missing(score):
            screen.print(f"    Còn thiếu: {_missing(score)}", markup=False)


def _missing(score: ComponentScore) -> str:
    wanted = [each.kind for each in score.evidence_missing]
    if score.state is State.MISSING_INPUT:
        wanted.insert(0, "số liệu")
    return "; ".join(wanted)


def _print_totals(card: Scorecard, screen: Console) -> None:
    overall, places = card.overall, card.criteria_set.places
    told = (
        f"Tổng điểm {vietnamese(overall.points, places)}/{weight(overall.max)}; "
        f"còn có thể đạt {vietnamese(overall.possible, places)}; "
        f"đã mất {vietnamese(overall.lost, places)}"
    )
    if overall.max != sum((each.max for each in card.by_field.values()), Fraction(0)):
        told += f" (đã quy về thang điểm {weight(overall.max)})"
    label = rating(card)
    screen.print(f"{told}; xếp loại {label}" if label else told, style="bold", markup=False)
    for state in (State.MISSING_INPUT, State.WAITING_FOR_SURVEY, State.NOT_APPLICABLE):
        found = card.in_state(state)
        if found:
            codes = ", ".join(each.code for each in found)
            screen.print(f"{state.vietnamese}: {codes}", markup=False)


def _print_ranking(run: ScoringRun, screen: Console) -> None:
    table = Table("Hạng", "Đơn vị", "Tổng điểm", "Xếp loại")
    for ranked in rank(run.cards.values()):
        card = ranked.card
        shown = vietnamese(card.overall.points, card.criteria_set.places)
        table.add_row(str(ranked.place), Text(card.subject), shown, rating(card) or "")
    screen.print(table)


def _of(points: Fraction | None, most: Fraction, card: Scorecard) -> str:
    shown = "—" if points is None else vietnamese(points, card.criteria_set.places)
    return f"{shown}/{weight(most)}"
