"""Pages of jobs: what was asked for, how far it is, what it made."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.jobs import services
from parindex.apps.jobs.following import follow
from parindex.apps.jobs.models import Job
from parindex.apps.jobs.queries import jobs_of
from parindex.apps.jobs.rules import ASKED, FETCHES
from parindex.apps.jobs.tables import JobsTable

PROGRESS = "tien-do"


def jobs(request: SignedIn) -> HttpResponse:
    """What the visitor asked for."""
    return JobsTable(request, jobs_of(request.visitor)).response("jobs/jobs.html")


def job(request: SignedIn, found: Job) -> HttpResponse:
    """One job: its progress, and in the end what came of it."""
    part = bool(request.htmx) and request.htmx.target == PROGRESS
    template = "jobs/progress.html" if part else "jobs/job.html"
    mine = ASKED.admits(request.visitor, found)
    fetches = found.file is not None and FETCHES.admits(request.visitor, found)
    context = {"job": found, "mine": mine, "fetches": fetches, "part": part}
    return render(request, template, context)


def again(request: SignedIn, found: Job) -> HttpResponse:
    """Have it done again after it failed."""
    return follow(request, services.ask_again(found, by=request.user))


def file(request: SignedIn, found: Job) -> HttpResponse | FileResponse:
    """What the job made."""
    if found.file is None:
        raise Http404("việc này không có tệp, hoặc tệp đã hết hạn giữ")
    try:
        content = default_storage.open(found.file["place"])
    except FileNotFoundError as error:
        raise Http404("tệp đã hết hạn giữ") from error
    response = FileResponse(content, as_attachment=True, filename=found.file["name"])
    response["X-Content-Type-Options"] = "nosniff"
    return response
