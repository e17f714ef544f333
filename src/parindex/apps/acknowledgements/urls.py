from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import WITH_ROLE
from parindex.apps.acknowledgements import views
from parindex.apps.acknowledgements.queries import confirmation_of, notice_of
from parindex.apps.acknowledgements.rules import CONCERNED, HEADS_UNIT, KNOWS_ANSWER

app_name = "acknowledgements"

urlpatterns = [
    route("", views.notices, name="notices", rule=WITH_ROLE),
    route(
        "<uuid:key>/", views.notice, name="notice", rule=CONCERNED, of=notice_of, known_to=CONCERNED
    ),
    route(
        "don-vi/<uuid:key>/",
        views.confirm,
        name="confirm",
        rule=HEADS_UNIT,
        methods=("POST",),
        of=confirmation_of,
        known_to=KNOWS_ANSWER,
    ),
]
