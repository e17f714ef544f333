"""The addresses by which a script sends a large file in parts, and goes on after a broken line."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from parindex.apps.access.http import Request
from parindex.apps.accounts.models import Account
from parindex.apps.evidence import staging
from parindex.apps.evidence.models import Upload
from parindex.engine.values.problems import BadInput

PART = 2 * 1024**2
"""Bytes of a part: below what Django reads of a body into memory."""


class _Announced(forms.Form):
    name = forms.CharField(max_length=1000)
    size = forms.IntegerField(min_value=0)


def begin(request: Request) -> HttpResponse:
    """Announce a file by name and size; the answer says where its parts go and how large they are."""
    form = _Announced(request.POST)
    if not form.is_valid() or not isinstance(request.user, Account):
        return JsonResponse({"problem": "Chưa nêu tên và dung lượng tệp."}, status=400)
    given = form.cleaned_data
    try:
        upload = staging.begin(request.user, given["name"], given["size"])
    except BadInput as bad:
        told = " ".join(f"{each.what}. {each.remedy}." for each in bad.problems)
        return JsonResponse({"problem": told}, status=422)
    address = reverse("evidence:upload", args=[upload.pk])
    return JsonResponse({"key": str(upload.pk), "address": address, "part": PART}, status=201)


def receive(request: Request, upload: Upload) -> HttpResponse:
    """How much has come (GET), or another part (PUT, beginning at the header `Upload-Offset`)."""
    if request.method != "PUT":
        return JsonResponse({"received": staging.received_of(upload)})
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal():
        return JsonResponse({"problem": "Chưa nêu vị trí của phần này."}, status=400)
    try:
        received = staging.append_part(upload, int(offset), request.body)
    except staging.OffsetMoved as moved:
        return JsonResponse({"received": moved.received}, status=409)
    return JsonResponse({"received": received})
