"""Annex I and the summary: the scorecard arranged by field, criterion and component."""

from __future__ import annotations

from dataclasses import replace

from parindex.engine.criteria.model import CriteriaField, Criterion
from parindex.engine.official import texts
from parindex.engine.official.figures import input_text
from parindex.engine.official.model import (
    ComponentRow,
    CriterionRows,
    FieldRows,
    ScoreTable,
    Standing,
    Summary,
    SummaryLine,
)
from parindex.engine.scoring.ranking import rank, rating
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, Totals
from parindex.engine.scoring.totals import add, counted


def score_table(card: Scorecard) -> ScoreTable:
    """The card's components under their criteria and fields, in the set's order."""
    criteria_set = card.criteria_set
    return ScoreTable(
        fields=tuple(_field(card, each) for each in criteria_set.fields),
        places=criteria_set.places,
        round_at=criteria_set.round_at,
        not_applicable=criteria_set.not_applicable,
        full_scale=criteria_set.max,
    )


def summary_of(card: Scorecard, table: ScoreTable) -> Summary:
    """The card's totals by field and by source, and overall."""
    sources = {each.component.source for each in card.components}
    labels = {source.value: source.vietnamese for source in sources}
    return Summary(
        by_field=tuple(SummaryLine(each.code, each.title, each.totals) for each in table.fields),
        by_source=tuple(
            SummaryLine("", labels[source], totals) for source, totals in card.by_source.items()
        ),
        counted=_counted(table),
        overall=card.overall,
        rating=rating(card),
        complete=card.complete,
    )


def standings_of(run: ScoringRun) -> tuple[Standing, ...]:
    """The ranking, the best first; empty where only one subject was scored."""
    if len(run.cards) < 2:
        return ()
    return tuple(
        Standing(
            each.place, each.card.subject, each.card.overall, rating(each.card), each.card.complete
        )
        for each in rank(run.cards.values())
    )


def _counted(table: ScoreTable) -> Totals:
    """Fields added up before re-basing; blocks outside the base leave the maximum alone."""
    base = add(field.totals for field in table.fields if not field.outside_base)
    beside = add(field.totals for field in table.fields if field.outside_base)
    return replace(add([base, beside]), max=base.max)


def _field(card: Scorecard, field: CriteriaField) -> FieldRows:
    return FieldRows(
        code=field.code,
        title=texts.OUTSIDE_BASE.format(title=field.title) if field.outside_base else field.title,
        max=field.max,
        lowest=field.lowest,
        outside_base=field.outside_base,
        totals=card.by_field[field.code],
        criteria=tuple(_criterion(card, each) for each in field.criteria),
    )


def _criterion(card: Scorecard, criterion: Criterion) -> CriterionRows:
    codes = {each.code for each in criterion.components}
    return CriterionRows(
        code=criterion.code,
        title=criterion.title,
        totals=card.by_criterion[criterion.code],
        components=tuple(_row(card, each) for each in card.components if each.code in codes),
    )


def _row(card: Scorecard, score: ComponentScore) -> ComponentRow:
    component = score.component
    return ComponentRow(
        code=component.code,
        title=component.title,
        source=component.source.vietnamese,
        max=component.max,
        points=score.points,
        counted=counted(card.criteria_set, score),
        state=score.state,
        input=input_text(component, score.value),
        reason=score.trace,
        evidence=score.answer.evidence,
        evidence_missing=tuple(asked.kind for asked in score.evidence_missing),
    )
