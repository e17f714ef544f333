"""The JSON shapes of what the product tells; docs/cli.md describes them field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.records.report import ImportReport
from parindex.engine.records.status import StoreStatus
from parindex.engine.scoring.ranking import rating
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, Totals
from parindex.engine.values.numbers import decimal_text


def criteria_json(criteria_set: CriteriaSet) -> dict[str, Any]:
    """A whole set."""
    return {
        "id": criteria_set.id,
        "version": criteria_set.version,
        "title": criteria_set.title,
        "verified": criteria_set.verified,
        "hash": criteria_set.content_hash,
        "max": decimal_text(criteria_set.max),
        "fields": [
            {
                "code": field.code,
                "title": field.title,
                "max": decimal_text(field.max),
                "criteria": [
                    {
                        "code": criterion.code,
                        "title": criterion.title,
                        "max": decimal_text(criterion.max),
                        "components": [_component_json(each) for each in criterion.components],
                    }
                    for criterion in field.criteria
                ],
            }
            for field in criteria_set.fields
        ],
    }


def import_json(report: ImportReport) -> dict[str, Any]:
    """What an import did; days as ISO."""
    unlike = [
        {
            "unit": each.unit or None,
            "level": each.level or None,
            "from": each.first.isoformat(),
            "to": each.last.isoformat(),
            "rows": each.rows,
            "year_before": each.year_before,
        }
        for each in report.unlike_last_year
    ]
    return {**asdict(report), "unlike_last_year": unlike}


def status_json(status: StoreStatus) -> dict[str, Any]:
    """A store's state."""
    return {
        "store": str(status.store),
        "version": status.version,
        "simulated": status.simulated,
        "kinds": [
            {
                "kind": kind.kind,
                "rows": kind.rows,
                "batches": kind.batches,
                "from": kind.first.isoformat() if kind.first else None,
                "to": kind.last.isoformat() if kind.last else None,
                "quarantined_rows": kind.quarantined_rows,
                "quarantined": dict(kind.quarantined),
                "files": kind.files,
                "masked": kind.masked,
                "worth_compacting": kind.worth_compacting,
                "last_import": kind.last_import or None,
                "warnings": dict(kind.warnings),
            }
            for kind in status.kinds
        ],
    }


def run_json(run: ScoringRun) -> dict[str, Any]:
    """A run: the scorecard itself where there is one subject, else all under `subjects`."""
    if len(run.cards) == 1:
        return scorecard_json(run, next(iter(run.cards.values())))
    return {
        "run": run.id,
        "subjects": {name: scorecard_json(run, card) for name, card in run.cards.items()},
    }


def scorecard_json(run: ScoringRun, card: Scorecard) -> dict[str, Any]:
    """One subject's scorecard."""
    titles = {field.code: field.title for field in card.criteria_set.fields}
    return {
        "set": card.criteria_set.id,
        "hash": card.criteria_set.content_hash,
        "run": run.id,
        "subject": card.subject or None,
        "verified": card.criteria_set.verified,
        "simulated": run.simulated,
        "total": _points(card.overall.points),
        "max": _points(card.overall.max),
        "possible": _points(card.overall.possible),
        "lost": _points(card.overall.lost),
        "rating": rating(card),
        "by_field": {
            code: {"title": titles[code], **_totals_json(each)}
            for code, each in card.by_field.items()
        },
        "by_source": _each(card.by_source),
        "components": [_score_json(each) for each in card.components],
        "linked": {
            name: scorecard_json(run, each)
            for name, each in run.linked.get(card.subject, {}).items()
            if card.criteria_set.id == run.criteria_set.id
        },
    }


def _component_json(component: Component) -> dict[str, Any]:
    return {
        "code": component.code,
        "title": component.title,
        "max": decimal_text(component.max),
        "source": component.source.value,
        "self_scored": component.self_scored,
        "rule": {
            "kind": component.rule.kind,
            "text": component.rule.in_words(component.context()),
        },
        "input": component.input.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "measure": component.measure.name if component.measure else None,
        "evidence": [
            {"kind": each.kind, "mandatory": each.mandatory} for each in component.evidence
        ],
        "reference": str(component.reference),
        "verified": component.verified,
    }


def _score_json(score: ComponentScore) -> dict[str, Any]:
    value = score.value
    return {
        "code": score.code,
        "title": score.component.title,
        "max": _points(score.component.max),
        "points": None if score.points is None else _points(score.points),
        "possible": _points(score.possible),
        "state": score.state.value,
        "trace": score.trace,
        "reference": str(score.component.reference),
        "input": None if value is None else value.json(),
        "origin": None if value is None else score.answer.origin.value,
        "evidence_missing": [each.kind for each in score.evidence_missing],
    }


def _totals_json(totals: Totals) -> dict[str, Any]:
    return {
        "points": _points(totals.points),
        "max": _points(totals.max),
        "possible": _points(totals.possible),
        "lost": _points(totals.lost),
    }


def _each(totals: Mapping[str, Totals]) -> dict[str, Any]:
    return {key: _totals_json(value) for key, value in totals.items()}


def _points(points: Fraction) -> str:
    return decimal_text(points)
