"""Every address of the site; each app adds its own under its Vietnamese name."""

from __future__ import annotations

from django.urls import include, path

from parindex.apps.access.routes import route
from parindex.apps.access.rules import ANYONE, SIGNED_IN, WITH_ROLE
from parindex.apps.organizations.people import own
from parindex.site import views
from parindex.site.home import URGES

urlpatterns = [
    route("", views.home, name="home", rule=SIGNED_IN),
    route("don-doc/", views.urging, name="urging", rule=URGES),
    route("san-sang/", views.ready, name="ready", rule=ANYONE),
    path("", include("parindex.apps.accounts.urls")),
    path("minh-chung/", include("parindex.apps.evidence.urls")),
    path("ke-hoach/", include("parindex.apps.planning.urls")),
    path("dot-danh-gia/", include("parindex.apps.assessments.urls")),
    path("ban-khai/", include("parindex.apps.exchange.urls")),
    path("gop-y/", include("parindex.apps.feedback.urls")),
    path("so-lieu/", include("parindex.apps.facts.urls")),
    path("cac-nam-truoc/", include("parindex.apps.pastyears.urls")),
    path("viec-chay-nen/", include("parindex.apps.jobs.urls")),
    path("bo-chi-so/", include("parindex.apps.criteria.urls")),
    path("huong-dan/", include("parindex.apps.guides.urls")),
    path("quan-triet/", include("parindex.apps.acknowledgements.urls")),
    route("toi/", own.me, name="me", rule=SIGNED_IN),
    route("toi/vang-mat/", own.absence, name="absence", rule=WITH_ROLE, methods=("GET", "POST")),
    path("tai-khoan/", include("parindex.apps.organizations.people.urls")),
    path("don-vi/", include("parindex.apps.organizations.urls")),
]

handler400 = "parindex.site.views.bad_request"
handler403 = "parindex.site.views.forbidden"
handler404 = "parindex.site.views.not_found"
handler500 = "parindex.site.views.broken"
