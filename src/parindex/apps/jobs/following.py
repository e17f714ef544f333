"""From the page where a job was asked for to where it can be followed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parindex.apps.jobs.models import Job, JobState
from parindex.apps.jobs.tables import address_of


def follow(request: HttpRequest, job: Job) -> HttpResponse:
    """To the job's page; to that of its result where it is done already and made no file."""
    if job.state == JobState.DONE and job.address and job.file is None:
        messages.success(request, job.outcome)
        return redirect(job.address)
    return redirect(address_of(job))
