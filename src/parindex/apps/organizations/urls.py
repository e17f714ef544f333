from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import SIGNED_IN
from parindex.apps.organizations import views
from parindex.apps.organizations.queries import unit_by_code

app_name = "organizations"

urlpatterns = [
    route("", views.units, name="units", rule=SIGNED_IN),
    route("<str:code>/", views.unit, name="unit", rule=SIGNED_IN, of=unit_by_code),
]
