"""Addresses of what goes out of an assessment and comes back into it."""

from __future__ import annotations

from typing import Any

from parindex.apps.access.routes import route
from parindex.apps.access.rules import Rule
from parindex.apps.assessments.queries import assessment_at, item_at
from parindex.apps.assessments.rules import READS, READS_ITEM, WRITES
from parindex.apps.exchange import carryviews, workbookviews
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


def _item(address: str, view: Any, name: str) -> Any:
    return route(
        f"<slug:round_>/<str:unit>/muc/<str:set_id>/<str:code>/{address}/",
        view,
        name=name,
        rule=WRITES,
        methods=("POST",),
        of=item_at,
        known_to=READS_ITEM,
    )


urlpatterns = [
    _assessment("tai", workbookviews.take_out, "take_out", READS, "GET"),
    _assessment("nap", workbookviews.bring_back, "bring_back", FILLS, "GET", "POST"),
    _assessment("nap/ghi", workbookviews.confirm, "confirm", FILLS, "POST"),
    _assessment("ke-thua", carryviews.all_offers, "offers", FILLS, "GET"),
    _item("nhan", carryviews.take, "take"),
    _item("bo-qua", carryviews.decline, "decline"),
    _item("xem-lai", carryviews.reopen, "reopen"),
]
