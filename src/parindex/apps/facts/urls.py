from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import WITH_ROLE
from parindex.apps.facts import views
from parindex.apps.facts.queries import batch_with
from parindex.apps.facts.rules import COUNTS

app_name = "facts"

urlpatterns = [
    route("", views.facts, name="facts", rule=WITH_ROLE),
    route("do/", views.count, name="count", rule=COUNTS, methods=("GET", "POST")),
    route("<uuid:key>/", views.batch, name="batch", rule=WITH_ROLE, of=batch_with),
]
