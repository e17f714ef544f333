from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import SIGNED_IN
from parindex.apps.criteria import views
from parindex.apps.criteria.queries import published_component, published_set
from parindex.apps.criteria.rules import ASKS, PUBLISHES

app_name = "criteria"

_SET = "<str:set_id>/<str:edition>/"

urlpatterns = [
    route("", views.sets, name="sets", rule=SIGNED_IN),
    route("cong-bo/", views.publish, name="publish", rule=PUBLISHES, methods=("GET", "POST")),
    route(_SET, views.criteria_set, name="set", rule=SIGNED_IN, of=published_set),
    route(f"{_SET}tep/", views.text, name="text", rule=SIGNED_IN, of=published_set),
    route(
        f"{_SET}yeu-cau/",
        views.ask,
        name="ask",
        rule=ASKS,
        methods=("GET", "POST"),
        of=published_set,
    ),
    route(
        f"{_SET}<str:code>/",
        views.component,
        name="component",
        rule=SIGNED_IN,
        of=published_component,
    ),
]
