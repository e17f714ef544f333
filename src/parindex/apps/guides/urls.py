from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import ANYONE
from parindex.apps.guides import views
from parindex.apps.guides.reading import guide_with

app_name = "guides"

urlpatterns = [
    route("", views.mine, name="mine", rule=ANYONE),
    route("<slug:name>/", views.guide, name="guide", rule=ANYONE, of=guide_with, known_to=ANYONE),
]
