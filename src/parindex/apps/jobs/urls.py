from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import SIGNED_IN
from parindex.apps.jobs import views
from parindex.apps.jobs.queries import job_with
from parindex.apps.jobs.rules import ASKED, FETCHES, SEES

app_name = "jobs"

urlpatterns = [
    route("", views.jobs, name="jobs", rule=SIGNED_IN),
    route("<uuid:key>/", views.job, name="job", rule=SEES, of=job_with, known_to=SEES),
    route(
        "<uuid:key>/lam-lai/",
        views.again,
        name="again",
        rule=ASKED,
        methods=("POST",),
        of=job_with,
        known_to=SEES,
    ),
    route("<uuid:key>/tep/", views.file, name="file", rule=FETCHES, of=job_with, known_to=SEES),
]
