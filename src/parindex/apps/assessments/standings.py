"""What the engine makes of an assessment as it stands, kept so that pages need not ask it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from parindex import __version__
from parindex.apps.assessments.judging import Material, material_of
from parindex.apps.assessments.models import Assessment, AssessmentStanding, Item, Round, Standing
from parindex.apps.assessments.points import sort_key
from parindex.apps.assessments.queries import assessments_for_pages
from parindex.apps.assessments.rivals import Quantities, best_of, quantities_of
from parindex.apps.assessments.states import AssessmentState, ItemState
from parindex.apps.events.services import taking_turns
from parindex.engine.rules.wording import shown
from parindex.engine.scoring.against_best import Best
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import ComponentScore, State, Totals
from parindex.engine.values.inputs import Input, Origin, Rate
from parindex.engine.values.periods import year_of


def refresh(assessment: Assessment) -> None:
    """Judge the assessment and keep what comes out; nobody writes to its chain meanwhile.

    What is approved keeps the points that it was approved with.
    """
    if assessment.state == AssessmentState.FROZEN and hasattr(assessment, "standing"):
        return
    with transaction.atomic(), taking_turns(assessment.chain):
        material = material_of(assessment)
        before = _own_quantities(assessment) if material.compares else {}
        run = material.run()
        scores = material.scores(run)
        rows = [_standing(item, scores[item.pk]) for item in material.items if item.pk in scores]
        Standing.objects.bulk_create(
            _changed(rows),
            batch_size=500,
            update_conflicts=True,
            unique_fields=["item"],
            update_fields=_FIELDS,
        )
        _keep_total(material, run, rows)
        if material.compares:
            now = quantities_of(material.cards(run))
            _tell_others(assessment, material.best_elsewhere, before, now)


def _own_quantities(assessment: Assessment) -> Quantities:
    kept = AssessmentStanding.objects.filter(assessment=assessment)
    return kept.values_list("quantities", flat=True).first() or {}


def _tell_others(
    assessment: Assessment, elsewhere: dict[str, Best], before: Quantities, now: Quantities
) -> None:
    """Where the best of the group has moved, what is kept of the other units holds no longer.

    Pages judge them again when they look; of a few units that is done at once. Not before this
    transaction ends, since it holds the assessment's turn and others may hold theirs.
    """
    others = [{name: _as_text(best) for name, best in elsewhere.items()}]
    if best_of([*others, before]) == best_of([*others, now]):
        return
    rest = Assessment.objects.filter(round=assessment.round_id).exclude(pk=assessment.pk)
    rest = rest.exclude(state=AssessmentState.FROZEN)

    def lapse() -> None:
        kept = AssessmentStanding.objects.filter(assessment__in=rest)
        kept.exclude(basis="").update(basis="")
        if rest.count() <= FEW:
            refresh_all(assessments_for_pages().filter(pk__in=rest))

    transaction.on_commit(lapse)


def _as_text(best: Best) -> dict[str, str]:
    return {code: str(each) for code, each in best.items()}


FEW = 20
"""Units that a writer may wait for."""


def refresh_all(assessments: Iterable[Assessment]) -> None:
    """The same for many, one after the other."""
    for assessment in assessments:
        refresh(assessment)


def recount(assessment: Assessment) -> None:
    """Count the items anew where steps were taken that change no points."""
    states = Counter(assessment.items.filter(parent=None).values_list("state", flat=True))
    AssessmentStanding.objects.filter(assessment=assessment).update(
        submitted=states[ItemState.SUBMITTED], approved=states[ItemState.APPROVED]
    )


def bring_up(assessment: Assessment) -> bool:
    """Judge the assessment where what is kept no longer holds; whether that was so.

    It holds while engine and facts are the same, and the year has not ended since.
    """
    standing = getattr(assessment, "standing", None)
    frozen = assessment.state == AssessmentState.FROZEN
    if standing is not None and (frozen or standing.basis == basis_of(assessment.round)):
        return False
    refresh(assessment)
    assessment.standing = AssessmentStanding.objects.get(assessment=assessment)
    return True


def basis_of(round_: Round) -> str:
    """What judging in the round rests on beside answers: engine, facts, whether the year is over."""
    ended = timezone.localdate() > year_of(round_.year).last
    return f"{__version__}, {round_.facts_id}, {'ended' if ended else 'open'}"


def out_of_date(rows: QuerySet[Assessment], round_: Round) -> QuerySet[Assessment]:
    """Those of the assessments whose standing is missing or, while open, rests on something else."""
    lapsed = ~Q(state=AssessmentState.FROZEN) & ~Q(standing__basis=basis_of(round_))
    return rows.filter(Q(standing=None) | lapsed)


def let_lapse(assessments: Collection[Assessment]) -> None:
    """What is kept of them holds no longer: they are judged again when next looked at."""
    AssessmentStanding.objects.filter(assessment__in=assessments).update(basis="")


_FIELDS = [
    "state",
    "points",
    "points_key",
    "lost",
    "trace",
    "differs",
    "value",
    "origin",
    "measured",
    "note",
]


_TOTALS = [
    "total",
    "total_key",
    "maximum",
    "possible",
    "items",
    "submitted",
    "approved",
    "unscored",
    "sums",
    "quantities",
    "basis",
]


def _standing(item: Item, score: ComponentScore) -> Standing:
    points = score.points
    measured, note = _measured(score)
    return Standing(
        item_id=item.pk,
        state=score.state.value,
        points="" if points is None else str(points),
        points_key=None if points is None else sort_key(points),
        lost=str(score.lost),
        trace=score.trace,
        differs=differs(score),
        value="" if score.value is None else str(score.value),
        origin=score.answer.origin.value,
        measured="" if measured is None else _words(measured),
        note=note,
    )


def _changed(rows: list[Standing]) -> list[Standing]:
    """Those that are not kept already just so."""
    keys = [row.item_id for row in rows]
    told = Standing.objects.filter(item__in=keys).values_list("item", *_FIELDS)
    before = {key: fields for key, *fields in told}
    return [
        row for row in rows if before.get(row.item_id) != [getattr(row, name) for name in _FIELDS]
    ]


def differs(score: ComponentScore) -> bool:
    """Whether a declared figure stands against another that the records give."""
    measured = score.answer.measured
    return measured is not None and measured != score.value


def _measured(score: ComponentScore) -> tuple[Input | None, str]:
    """What the records say, and what is to be said of it; nothing where they are not asked."""
    if score.component.measure is None:
        return None, ""
    answer = score.answer
    if answer.origin is Origin.DECLARED:
        value, note = answer.measured, ""
    else:
        value, note = answer.value, answer.note
    return value, note or ("" if value is not None else "hồ sơ chưa cho biết")


def _words(value: Input) -> str:
    """`≈ 96,25 % (436/453)`, `3`, `Không phát sinh`."""
    return shown(value) if isinstance(value, Rate) and value.denominator else str(value)


def _keep_total(material: Material, run: ScoringRun, rows: list[Standing]) -> None:
    own = [item for item in material.items if item.parent_id is None]
    states = Counter(item.state for item in own)
    keys = {item.pk for item in own}
    unscored = {State.MISSING_INPUT.value, State.WAITING_FOR_SURVEY.value}
    card = run.cards[material.subject]
    overall = card.overall
    total = AssessmentStanding(
        assessment=material.assessment,
        total=str(overall.points),
        total_key=sort_key(overall.points) if overall.scored else None,
        maximum=str(overall.max),
        possible=str(overall.possible),
        items=len(own),
        submitted=states[ItemState.SUBMITTED],
        approved=states[ItemState.APPROVED],
        unscored=sum(row.item_id in keys and row.state in unscored for row in rows),
        quantities=quantities_of(material.cards(run)) if material.compares else {},
        sums={"fields": _sums(card.by_field), "sources": _sums(card.by_source)},
        basis=basis_of(material.assessment.round),
    )
    AssessmentStanding.objects.bulk_create(
        [total],
        update_conflicts=True,
        unique_fields=["assessment"],
        update_fields=_TOTALS,
    )


def _sums(totals: Mapping[str, Totals]) -> dict[str, dict[str, str | bool]]:
    return {
        key: {
            "points": str(each.points),
            "max": str(each.max),
            "possible": str(each.possible),
            "scored": each.scored,
        }
        for key, each in totals.items()
    }
