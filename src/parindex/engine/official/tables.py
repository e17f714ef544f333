"""The report's tables as rows of text, the same for every writer that sets pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from parindex.engine.official import texts
from parindex.engine.official.blocks import Align, Column, Row, Table, Tone
from parindex.engine.official.figures import NOTHING, lost, maximum, percent, points, points_below
from parindex.engine.official.model import (
    ComponentRow,
    Explanation,
    Finding,
    FindingKind,
    Report,
    ScoreTable,
    Standing,
    Summary,
    SummaryLine,
    TargetRow,
)
from parindex.engine.scoring.scorecard import State, Totals


def columns(*named: tuple[str, int, Align] | tuple[str, int]) -> tuple[Column, ...]:
    """Columns by the keys of their titles, with their shares and alignment."""
    return tuple(Column(texts.COLUMNS[key], *rest) for key, *rest in named)


_FIGURE = Align.RIGHT
_TOTALS = (
    ("max", 18, _FIGURE),
    ("points", 17, _FIGURE),
    ("possible", 19, _FIGURE),
    ("lost", 17, _FIGURE),
    ("percent", 20, _FIGURE),
)


def field_table(report: Report) -> Table:
    """The summary by field, with the total."""
    places, summary = report.table.places, report.summary
    rows = [_summary_row(line, places) for line in summary.by_field]
    return Table(
        columns(("code", 12, Align.CENTER), ("field", 62), *_TOTALS),
        (*rows, *_total_rows(summary, places, blanks=1)),
    )


def source_table(report: Report) -> Table:
    """The summary by source of score; a second cut of the same points."""
    places = report.table.places
    rows = [Row((line.label, *_totals(line.totals, places))) for line in report.summary.by_source]
    return Table(columns(("source", 74), *_TOTALS), tuple(rows))


def ranking_table(standings: Sequence[Standing], subject: str, places: int) -> Table:
    """The subjects in order of rank; the one reported on stands out."""
    rows = tuple(
        Row(
            (
                str(each.place),
                each.subject,
                points(each.totals.reached, places),
                percent(each.totals.percent),
                each.rating or texts.NO_RATING,
            ),
            Tone.TOTAL if each.subject == subject else Tone.PLAIN,
        )
        for each in standings
    )
    return Table(
        columns(
            ("place", 15, Align.CENTER),
            ("subject", 70),
            ("points", 25, _FIGURE),
            ("percent", 25, _FIGURE),
            ("rating", 30, Align.CENTER),
        ),
        rows,
    )


def finding_table(kind: FindingKind, findings: Sequence[Finding], places: int) -> Table:
    """The findings of one kind."""
    if kind is FindingKind.CITATION:
        rows = tuple(Row((each.title, each.text)) for each in findings)
        return Table(columns(("document", 75), ("remark", 90)), rows)
    rows = tuple(
        Row((each.code, each.title, _of_maximum(each.points, each.max, places), each.text))
        for each in findings
    )
    reason = "remark" if kind is FindingKind.OVERRIDDEN else "why"
    return Table(
        columns(("code", 22), ("component", 55), ("points", 24, Align.CENTER), (reason, 64)), rows
    )


def explanation_table(explanations: Sequence[Explanation]) -> Table:
    """What evidence is owed and the giải trình, or the room for it."""
    rows = tuple(
        Row(
            (
                each.code,
                each.title,
                "; ".join(each.missing) or texts.EVIDENCE_COMPLETE,
                each.text or texts.FILL_IN,
            )
        )
        for each in explanations
    )
    return Table(
        columns(("code", 22), ("component", 53), ("evidence_missing", 45), ("explanation", 45)),
        rows,
    )


def target_table(rows: Sequence[TargetRow]) -> Table:
    """Annex II."""
    return Table(
        columns(
            ("task", 18, Align.CENTER),
            ("target", 92),
            ("required", 38),
            ("code", 26),
            ("reached", 50),
            ("met", 24, Align.CENTER),
        ),
        tuple(
            Row(
                (
                    row.ref,
                    texts.upper_first(row.text),
                    row.required,
                    row.component or NOTHING,
                    row.reached,
                    texts.MET[row.met],
                )
            )
            for row in rows
        ),
    )


def full_score_table(table: ScoreTable, summary: Summary) -> Table:
    """Annex I: every component under its criterion and field, with their totals."""
    return Table(
        columns(
            ("code", 24),
            ("criterion", 64),
            ("max", 17, _FIGURE),
            ("input", 34),
            ("points", 16, _FIGURE),
            ("reason", 56),
            ("evidence", 41),
        ),
        (*_score_rows(table), *_score_totals(summary, table.places)),
    )


def evidence_text(row: ComponentRow) -> str:
    """The documents given and those still owed."""
    owed = texts.EVIDENCE_OWED.format(kinds="; ".join(row.evidence_missing))
    given = "; ".join(row.evidence)
    return ". ".join(each for each in (given, owed if row.evidence_missing else "") if each)


def _score_rows(table: ScoreTable) -> Iterator[Row]:
    for field in table.fields:
        yield _heading_row(field.code, field.title, field.totals, table.places, Tone.FIELD)
        for criterion in field.criteria:
            code, title, totals = criterion.code, criterion.title, criterion.totals
            yield _heading_row(code, title, totals, table.places, Tone.CRITERION)
            for component in criterion.components:
                yield _component_row(component, table.places)


def _heading_row(code: str, title: str, totals: Totals, places: int, tone: Tone) -> Row:
    most, reached = maximum(totals.max, places), points(totals.reached, places)
    return Row((code, title, most, "", reached, "", ""), tone)


def _component_row(row: ComponentRow, places: int) -> Row:
    most = maximum(row.max, places)
    return Row(
        (
            row.code,
            row.title,
            f"({most})" if row.state is State.NOT_APPLICABLE else most,
            row.input,
            points(row.points, places),
            row.reason,
            evidence_text(row),
        )
    )


def _score_totals(summary: Summary, places: int) -> Iterator[Row]:
    for label, totals in _labelled_totals(summary):
        most, reached = maximum(totals.max, places), points(totals.reached, places)
        yield Row(("", label, most, "", reached, "", ""), Tone.TOTAL)


def _total_rows(summary: Summary, places: int, *, blanks: int) -> Iterator[Row]:
    for label, totals in _labelled_totals(summary):
        yield Row((*[""] * blanks, label, *_totals(totals, places)), Tone.TOTAL)


def _labelled_totals(summary: Summary) -> Iterator[tuple[str, Totals]]:
    if summary.rebased:
        yield texts.SUM_BEFORE_REBASING, summary.counted
    yield texts.TOTAL, summary.overall


def _summary_row(line: SummaryLine, places: int) -> Row:
    return Row((line.code, line.label, *_totals(line.totals, places)))


def _totals(totals: Totals, places: int) -> tuple[str, ...]:
    return (
        maximum(totals.max, places),
        points(totals.reached, places),
        points(totals.possible, places),
        points(lost(totals), places),
        percent(totals.percent),
    )


def _of_maximum(reached: Fraction | None, most: Fraction | None, places: int) -> str:
    if most is None:
        return NOTHING
    if reached is None or reached >= most:
        return f"{points(reached, places)}/{maximum(most, places)}"
    return f"{points_below(reached, most, places)}/{maximum(most, places)}"
