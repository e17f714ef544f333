"""The official report of a run: with the office's plan, in its letterhead, with what others said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import F

from parindex.apps.assessments.additions import consultations_on
from parindex.apps.assessments.happenings import KeptFile
from parindex.apps.assessments.keeping import keep
from parindex.apps.assessments.models import Assessment
from parindex.apps.planning.choices import VersionState
from parindex.apps.planning.models import Version
from parindex.apps.planning.queries import tasks_in
from parindex.apps.planning.reading import citations_in, engine_plan
from parindex.engine.official.office import OfficeDetails, office_of
from parindex.engine.plans.model import Plan
from parindex.engine.scoring.runs import ScoringRun
from parindex.services.reporting import write_reports


def report_of(run: ScoringRun, assessment: Assessment, chain: str) -> list[KeptFile]:
    """Make the report in its three forms, with the run's record, and keep the files.

    `chain` is the head of the assessment's chain, to be printed.
    """
    plan = plan_behind(assessment)
    with TemporaryDirectory(prefix="parindex-") as folder:
        written = write_reports(
            run,
            Path(folder),
            plan,
            office=_office(assessment, plan),
            chain=chain,
            consultations=consultations_on(assessment),
        )
        return [keep(path, f"{path.stem}-{run.id}{path.suffix}") for path in written]


def plan_behind(assessment: Assessment) -> Plan | None:
    """The latest of the unit's own plans in force that is linked to the round's set."""
    found = Version.objects.filter(
        state=VersionState.ISSUED,
        number=F("plan__issued"),
        plan__unit=assessment.unit,
        tasks__links__set_id=assessment.round.criteria.set_id,
    )
    version = found.order_by("-issued_at").first()
    if version is None:
        return None
    tasks = [each.said for each in tasks_in(version)]
    plan = engine_plan(version.heading, version.around, tasks)
    return replace(plan, citations=citations_in(plan))


def _office(assessment: Assessment, plan: Plan | None) -> OfficeDetails:
    """The letterhead of the plan; without one, the unit and the one above it."""
    if plan is not None and plan.issuer:
        return office_of(plan)
    unit = assessment.unit
    return OfficeDetails(issuer=unit.name, superior=unit.parent.name if unit.parent else "")
