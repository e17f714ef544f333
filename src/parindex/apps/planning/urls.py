from __future__ import annotations

from parindex.apps.access.roles import Role
from parindex.apps.access.routes import route
from parindex.apps.access.rules import WITH_ROLE, holds
from parindex.apps.planning.documents import version_named
from parindex.apps.planning.originals import version_with_original
from parindex.apps.planning.queries import draft_of, draft_task, issued_task, plan_of
from parindex.apps.planning.rules import (
    DRAFTS,
    ISSUES,
    KNOWS,
    KNOWS_DOCUMENT,
    KNOWS_VERSION,
    REPORTS,
    SEES_DRAFT,
)
from parindex.apps.planning.views import drafts, links, plans, tasks

app_name = "planning"

_FORM = ("GET", "POST")
_PLAN = "<uuid:key>/"
_DRAFT = f"{_PLAN}du-thao/"
_DRAFT_TASK = f"{_DRAFT}nhiem-vu/<uuid:task>/"

urlpatterns = [
    route("", plans.plans, name="plans", rule=WITH_ROLE),
    route("nap/", drafts.load, name="load", rule=holds(Role.COORDINATOR), methods=_FORM),
    route(_PLAN, plans.plan, name="plan", rule=KNOWS, of=plan_of, known_to=KNOWS),
    route(
        f"{_PLAN}lich-su/", plans.history, name="history", rule=KNOWS, of=plan_of, known_to=KNOWS
    ),
    route(
        f"{_PLAN}so-sanh/",
        plans.differences,
        name="differences",
        rule=KNOWS,
        of=plan_of,
        known_to=KNOWS,
    ),
    route(
        f"{_PLAN}van-ban/<str:version>.<str:form>",
        plans.document,
        name="document",
        rule=KNOWS_DOCUMENT,
        of=version_named,
        known_to=KNOWS_DOCUMENT,
    ),
    route(
        f"{_PLAN}van-ban-goc/<str:version>/",
        plans.original,
        name="original",
        rule=KNOWS_VERSION,
        of=version_with_original,
        known_to=KNOWS_VERSION,
    ),
    route(
        f"{_PLAN}sua-doi/",
        plans.amend,
        name="amend",
        rule=DRAFTS,
        methods=_FORM,
        of=plan_of,
        known_to=KNOWS,
    ),
    route(
        f"{_PLAN}nhiem-vu/<uuid:task>/",
        tasks.task,
        name="task",
        rule=KNOWS,
        of=issued_task,
        known_to=KNOWS,
    ),
    route(
        f"{_PLAN}nhiem-vu/<uuid:task>/bao-cao/",
        tasks.report,
        name="report",
        rule=REPORTS,
        methods=("POST",),
        of=issued_task,
        known_to=KNOWS,
    ),
    route(_DRAFT, drafts.draft, name="draft", rule=SEES_DRAFT, of=draft_of, known_to=SEES_DRAFT),
    route(
        f"{_DRAFT}phan-chung/",
        drafts.head,
        name="head",
        rule=DRAFTS,
        methods=_FORM,
        of=draft_of,
        known_to=SEES_DRAFT,
    ),
    route(
        f"{_DRAFT}tieu-chi/",
        links.links,
        name="links",
        rule=DRAFTS,
        methods=_FORM,
        of=draft_of,
        known_to=SEES_DRAFT,
    ),
    route(
        f"{_DRAFT}nhiem-vu/them/",
        drafts.add_task,
        name="add_task",
        rule=DRAFTS,
        methods=_FORM,
        of=draft_of,
        known_to=SEES_DRAFT,
    ),
    route(
        _DRAFT_TASK,
        drafts.task,
        name="draft_task",
        rule=DRAFTS,
        methods=_FORM,
        of=draft_task,
        known_to=SEES_DRAFT,
    ),
    route(
        f"{_DRAFT_TASK}bo/",
        drafts.remove_task,
        name="remove_task",
        rule=DRAFTS,
        methods=("POST",),
        of=draft_task,
        known_to=SEES_DRAFT,
    ),
    route(
        f"{_DRAFT}ban-hanh/",
        drafts.issue,
        name="issue",
        rule=ISSUES,
        methods=_FORM,
        of=draft_of,
        known_to=SEES_DRAFT,
    ),
    route(
        f"{_DRAFT}bo/",
        drafts.drop,
        name="drop",
        rule=DRAFTS,
        methods=_FORM,
        of=draft_of,
        known_to=SEES_DRAFT,
    ),
]
