"""Addresses of what goes out of an assessment and comes back into it."""

from __future__ import annotations

from typing import Any

from parindex.apps.access.routes import route
from parindex.apps.access.rules import Rule
from parindex.apps.assessments.queries import assessment_at
from parindex.apps.assessments.rules import READS
from parindex.apps.exchange import workbookviews
from parindex.apps.exchange.rules import FILLS

app_name = "exchange"


def _assessment(address: str, view: Any, name: str, rule: Rule, *methods: str) -> Any:
    return route(
        f"<slug:round_>/<str:unit>/{address}/",
        view,
        name=name,
        rule=rule,
        methods=methods,
        of=assessment_at,
        known_to=READS,
    )


urlpatterns = [
    _assessment("tai", workbookviews.take_out, "take_out", READS, "GET"),
    _assessment("nap", workbookviews.bring_back, "bring_back", FILLS, "GET", "POST"),
    _assessment("nap/ghi", workbookviews.confirm, "confirm", FILLS, "POST"),
]
