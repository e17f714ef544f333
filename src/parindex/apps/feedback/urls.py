from __future__ import annotations

from typing import Any

from parindex.apps.access.routes import route
from parindex.apps.access.rules import ANYONE, WITH_ROLE, Rule
from parindex.apps.assessments.queries import assessment_at
from parindex.apps.assessments.rules import READS
from parindex.apps.feedback import bylink, views
from parindex.apps.feedback.queries import consultation_with, invitation_with
from parindex.apps.feedback.rules import (
    ANSWERS,
    ASKS,
    INVITES,
    KNOWS_INVITATION,
    READS_OPINIONS,
    RUNS,
)

app_name = "feedback"


def _consultation(address: str, view: Any, name: str, rule: Rule, *methods: str) -> Any:
    return route(
        f"<uuid:key>/{address}",
        view,
        name=name,
        rule=rule,
        methods=methods or ("POST",),
        of=consultation_with,
        known_to=READS_OPINIONS,
    )


def _invitation(address: str, view: Any, name: str, rule: Rule, *methods: str) -> Any:
    return route(
        f"loi-moi/<uuid:key>/{address}",
        view,
        name=name,
        rule=rule,
        methods=methods or ("POST",),
        of=invitation_with,
        known_to=KNOWS_INVITATION,
    )


urlpatterns = [
    route("", views.mine, name="mine", rule=WITH_ROLE),
    route(
        "moi/<slug:round_>/<str:unit>/",
        views.call,
        name="call",
        rule=ASKS,
        methods=("GET", "POST"),
        of=assessment_at,
        known_to=READS,
    ),
    _consultation("", views.consultation, "consultation", READS_OPINIONS, "GET"),
    _consultation("duoc-moi/", views.guests, "guests", RUNS, "GET"),
    _consultation("moi-them/", views.invite, "invite", RUNS, "GET", "POST"),
    _consultation("han/", views.reschedule, "reschedule", RUNS),
    _consultation("dong/", views.close, "close", RUNS),
    _invitation("", views.answer, "answer", ANSWERS, "GET", "POST"),
    _invitation("quan-ly/", views.invitation, "invitation", INVITES, "GET"),
    _invitation("lien-ket/", views.issue_link, "issue_link", INVITES),
    _invitation("rut/", views.withdraw, "withdraw", INVITES),
    route(
        "lien-ket/<str:token>/",
        bylink.by_link,
        name="by_link",
        rule=ANYONE,
        methods=("GET", "POST"),
    ),
]
