"""Addresses of rounds; an item stands below its round, unit, set and code."""

from __future__ import annotations

from typing import Any

from parindex.apps.access.routes import route
from parindex.apps.access.rules import Rule
from parindex.apps.assessments import itemviews, views
from parindex.apps.assessments.queries import (
    assessment_at,
    item_at,
    report_of,
    round_with,
    run_with,
)
from parindex.apps.assessments.rules import (
    CONTRIBUTES,
    COORDINATES,
    COORDINATES_ROUND,
    HANDS_OVER,
    HEADS,
    LEADS,
    OPENS,
    OVERSEES_ROUND,
    READS,
    READS_ITEM,
    READS_ROUND,
    REOPENS,
    RETURNS,
    SEES_OVERVIEW,
    WRITES,
)

app_name = "assessments"

_ASSESSMENT = "<slug:round_>/<str:unit>/"
_ITEM = f"{_ASSESSMENT}muc/<str:set_id>/<str:code>/"


def _of_run(rule: Rule) -> Rule:
    """The rule about the assessment of a frozen run."""
    return Rule(rule.words, lambda visitor, run: rule.test(visitor, run.assessment))


def _of_report(rule: Rule) -> Rule:
    return Rule(rule.words, lambda visitor, found: rule.test(visitor, found[0].assessment))


def _item(address: str, view: Any, name: str, rule: Rule, method: str = "POST") -> Any:
    return route(
        f"{_ITEM}{address}/",
        view,
        name=name,
        rule=rule,
        methods=(method,),
        of=item_at,
        known_to=READS_ITEM,
    )


def _assessment(address: str, view: Any, name: str, rule: Rule, *methods: str) -> Any:
    return route(
        f"{_ASSESSMENT}{address}/",
        view,
        name=name,
        rule=rule,
        methods=methods or ("POST",),
        of=assessment_at,
        known_to=READS,
    )


urlpatterns = [
    route("", views.all_rounds, name="rounds", rule=READS_ROUND),
    route("mo/", views.open_round, name="open", rule=OPENS, methods=("GET", "POST")),
    route("<slug:round_>/", views.one_round, name="round", rule=READS_ROUND, of=round_with),
    route(
        "<slug:round_>/lay-so-lieu/",
        views.take_facts,
        name="take_facts",
        rule=COORDINATES_ROUND,
        methods=("POST",),
        of=round_with,
    ),
    route(
        "<slug:round_>/tong-hop/",
        views.compare,
        name="compare",
        rule=SEES_OVERVIEW,
        of=round_with,
    ),
    route(
        "<slug:round_>/minh-chung-ca-dot/",
        views.round_evidence,
        name="round_evidence",
        rule=OVERSEES_ROUND,
        methods=("GET", "POST"),
        of=round_with,
    ),
    route(
        "<slug:round_>/cong-bo/",
        views.publish,
        name="publish",
        rule=COORDINATES_ROUND,
        methods=("POST",),
        of=round_with,
    ),
    route(
        "ket-qua/<uuid:key>/van-thu/",
        views.file,
        name="file",
        rule=_of_run(COORDINATES),
        methods=("POST",),
        of=run_with,
        known_to=_of_run(READS),
    ),
    route(
        "ket-qua/<uuid:key>/ban-giao/",
        views.hand_over,
        name="hand_over",
        rule=_of_run(HANDS_OVER),
        methods=("POST",),
        of=run_with,
        known_to=_of_run(READS),
    ),
    route(
        "ket-qua/<uuid:key>/tep/<str:sha256>/",
        views.report,
        name="report",
        rule=_of_report(READS),
        of=report_of,
        known_to=_of_report(READS),
    ),
    route(_ASSESSMENT, views.assessment, name="assessment", rule=READS, of=assessment_at, known_to=READS),
    _assessment("giao-viec", views.assign, "assign", COORDINATES, "GET", "POST"),
    _assessment("trinh", views.check, "check", COORDINATES),
    _assessment("phe-duyet", views.approve, "approve", LEADS),
    _assessment("tra-lai", views.send_back, "send_back", LEADS),
    _assessment("minh-chung", views.evidence, "evidence", READS),
    _assessment("mo-lai", views.reopen, "reopen", REOPENS),
    route(_ITEM, itemviews.item, name="item", rule=READS_ITEM, of=item_at, known_to=READS_ITEM),
    _item("ghi", itemviews.write, "write", WRITES),
    _item("xem-diem", itemviews.look, "preview", WRITES),
    _item("duyet", itemviews.approve, "approve_item", HEADS),
    _item("tra-lai", itemviews.return_, "return_item", RETURNS),
    _item("trao-doi", itemviews.comment, "comment", READS_ITEM),
    _item("phoi-hop", itemviews.contribute, "contribute", CONTRIBUTES),
    _item("ho-so", itemviews.records, "records", READS_ITEM, "GET"),
]  # fmt: skip
