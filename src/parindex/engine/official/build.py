"""Build the report of one subject from a scoring run and the plan behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.official import texts
from parindex.engine.official.findings import explanations_of, findings_of, proposals_from
from parindex.engine.official.model import Report, Stamp
from parindex.engine.official.office import OfficeDetails
from parindex.engine.official.opinions import Consultation
from parindex.engine.official.printable import printable
from parindex.engine.official.scores import score_table, standings_of, summary_of
from parindex.engine.official.targets import target_rows, tasks_without_target
from parindex.engine.official.traces import linked_results, traces_of
from parindex.engine.plans.model import Plan
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.problems import BadInput

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def build_report(
    run: ScoringRun,
    *,
    subject: str,
    plan: Plan | None,
    office: OfficeDetails,
    chain: str = "",
    consultations: Sequence[Consultation] = (),
) -> Report:
    """The report on `subject`, one of the run's; an unnamed subject goes by the office's name.

    `office_of(plan)` gives the office that a plan implies; `chain` is the head of the chain of events
    that led to the run, to be printed with it; `consultations` are what other agencies said of the
    subject. `BadInput` where the run has no such subject.
    """
    card = _card(run, subject)
    table = score_table(card)
    findings, explanations = findings_of(card, plan), explanations_of(card)
    report = Report(
        office=office,
        subject=subject or office.issuer,
        plan=_plan_name(plan),
        bases=tuple(_bases(run.criteria_set, plan)),
        summary=summary_of(card, table),
        standings=standings_of(run),
        findings=findings,
        explanations=explanations,
        proposals=proposals_from(findings, explanations),
        table=table,
        targets=target_rows(card, plan),
        tasks_without_target=tasks_without_target(plan),
        traces=traces_of(card),
        linked=linked_results(run, subject),
        stamp=_stamp(run, chain),
        consultations=tuple(consultations),
    )
    return printable(report)


def _card(run: ScoringRun, subject: str) -> Scorecard:
    if subject in run.cards:
        return run.cards[subject]
    what, remedy = texts.UNKNOWN_SUBJECT
    known = ", ".join(f"«{name}»" for name in run.cards)
    raise BadInput.of(f"đơn vị «{subject}»", what, remedy.format(known=known))


def _stamp(run: ScoringRun, chain: str) -> Stamp:
    criteria_set = run.criteria_set
    return Stamp(
        set_id=criteria_set.id,
        set_version=criteria_set.version,
        set_title=criteria_set.title,
        set_hash=run.set_hash,
        verified=criteria_set.verified,
        run_id=run.id,
        inputs_hash=run.inputs_hash,
        facts_hash=run.facts_hash,
        engine=run.engine,
        at=run.at.astimezone(_VIETNAM),
        by=run.by,
        year=run.year,
        simulated=run.simulated,
        chain=chain,
    )


def _bases(criteria_set: CriteriaSet, plan: Plan | None) -> Iterator[str]:
    """The documents the set rests on and, where the set does not name it, the plan."""
    for basis in criteria_set.legal_basis:
        yield texts.document(basis.number, basis.date, basis.issuer, basis.title)
    if plan and _number(plan) not in {basis.number for basis in criteria_set.legal_basis}:
        yield texts.document(_number(plan), plan.date, plan.issuer or "", plan.title or "")


def _plan_name(plan: Plan | None) -> str:
    return texts.document(_number(plan), plan.date, plan.issuer or "") if plan else ""


def _number(plan: Plan) -> str:
    return f"{plan.number or texts.FILL_IN}/{plan.symbol or texts.FILL_IN}"
