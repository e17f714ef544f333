"""A scorecard on the screen: one row a component, the totals, what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from parindex.engine.official.figures import NOTHING, input_text
from parindex.engine.rules.wording import weight
from parindex.engine.scoring.ranking import rank, rating
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, State
from parindex.engine.values.numbers import vietnamese

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.scoring.runs import ScoringRun

_WIDE = 130
"""Columns from which each of a row's six texts has a column of its own."""

_HEADINGS = {
    "code": "Mã",
    "title": "Tiêu chí thành phần",
    "input": "Số liệu",
    "points": "Điểm/tối đa",
    "reason": "Lý do",
    "missing": "Còn thiếu",
}


@dataclass(frozen=True, slots=True)
class _Column:
    """The texts a column holds, one below the other; without a share it is as wide as they are.

    `least` and `most` bound its width in characters.
    """

    keys: tuple[str, ...]
    share: int | None = None
    right: bool = False
    least: int | None = None
    most: int | None = None


_APART = (
    _Column(("code",)),
    _Column(("title",), share=3),
    _Column(("input",), share=2),
    _Column(("points",), right=True),
    _Column(("reason",), share=4),
    _Column(("missing",), share=3),
)
_STACKED = (
    _Column(("code",)),
    _Column(("title", "reason", "missing"), share=1),
    _Column(("input", "points"), right=True, least=15, most=24),
)

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
            screen.print(card.subject, style="bold")
        screen.print(_table(card, _APART if screen.width >= _WIDE else _STACKED))
        _print_totals(card, screen)
    if len(run.cards) > 1:
        _print_ranking(run, screen)
    screen.print(f"Lần chấm {run.id}, mã băm bộ chỉ số {run.set_hash[:12]}")


def _print_warnings(run: ScoringRun, screen: Console) -> None:
    if run.simulated:
        screen.print("DỮ LIỆU MÔ PHỎNG: số liệu dưới đây được tạo ra để dùng thử.", style="yellow")
    if not run.criteria_set.verified:
        screen.print("Bộ chỉ số mẫu, chưa đối chiếu với văn bản chính thức.", style="yellow")


def _table(card: Scorecard, layout: Sequence[_Column]) -> Table:
    table = Table(show_lines=True)
    for column in layout:
        table.add_column(
            "\n".join(_HEADINGS[key] for key in column.keys),
            ratio=column.share,
            justify="right" if column.right else "left",
            no_wrap=len(column.keys) == 1 and column.share is None,
            min_width=column.least,
            max_width=column.most,
        )
    for field in card.criteria_set.fields:
        totals = card.by_field[field.code]
        title = Text(f"Lĩnh vực {field.code}. {field.title}", style="bold")
        heading = {"title": title, "points": Text(_of(totals.reached, totals.max, card))}
        table.add_row(*_row(heading, layout))
        codes = {each.code for each in field.components}
        for score in card.components:
            if score.code in codes:
                table.add_row(*_row(_texts(score, card), layout), style=_STYLES[score.state])
    return table


def _row(texts: Mapping[str, Text], layout: Sequence[_Column]) -> list[Text]:
    return [Text("\n").join(_stacked(texts, column.keys)) for column in layout]


def _stacked(texts: Mapping[str, Text], keys: Sequence[str]) -> Iterator[Text]:
    for key in keys:
        if texts.get(key):
            label = f"{_HEADINGS[key]}: " if key == "missing" and len(keys) > 1 else ""
            yield Text.assemble(label, texts[key])


def _texts(score: ComponentScore, card: Scorecard) -> dict[str, Text]:
    return {
        "code": Text(score.code),
        "title": Text(score.component.title, style="bold"),
        "input": Text(input_text(score.component, score.value)),
        "points": Text(_of(score.points, score.component.max, card)),
        "reason": Text(score.trace),
        "missing": Text(_missing(score)),
    }


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
    screen.print(f"{told}; xếp loại {label}" if label else told, style="bold")
    for state in (State.MISSING_INPUT, State.WAITING_FOR_SURVEY, State.NOT_APPLICABLE):
        found = card.in_state(state)
        if found:
            codes = ", ".join(each.code for each in found)
            screen.print(f"{state.vietnamese}: {codes}")


def _print_ranking(run: ScoringRun, screen: Console) -> None:
    table = Table("Hạng", "Đơn vị", "Tổng điểm", "Xếp loại")
    for ranked in rank(run.cards.values()):
        card = ranked.card
        shown = vietnamese(card.overall.points, card.criteria_set.places)
        table.add_row(str(ranked.place), Text(card.subject), shown, rating(card) or "")
    screen.print(table)


def _of(points: Fraction | None, most: Fraction, card: Scorecard) -> str:
    shown = NOTHING if points is None else vietnamese(points, card.criteria_set.places)
    return f"{shown}/{weight(most)}"
