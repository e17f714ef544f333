"""A version of a plan as the official document: .docx and .pdf in the layout of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from parindex.apps.planning.models import Version
from parindex.apps.planning.queries import draft_of, plan_of, tasks_in, version_of
from parindex.apps.planning.reading import engine_plan
from parindex.engine.official.docx import write_docx
from parindex.engine.official.pdf import write_pdf
from parindex.engine.official.plan import lay_out_plan
from parindex.engine.values.vietnamese import fold

_WRITERS = {"docx": write_docx, "pdf": write_pdf}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
DRAFT = "du-thao"
_DRAFT_NOTICE = "DỰ THẢO"
_SIMULATED_NOTICE = "BẢN NẠP LÀM VÍ DỤ TRONG DỮ LIỆU MÔ PHỎNG"


def version_named(key: UUID, version: str, form: str) -> tuple[Version, str] | None:
    """A version of a plan by its number, or the draft, with the form asked for."""
    found = version_called(key, version) if form in _WRITERS else None
    return (found, form) if found else None


def version_called(key: UUID, version: str) -> Version | None:
    """A version of a plan by its number as addresses write it, or the draft."""
    if version == DRAFT:
        return draft_of(key)
    plan = plan_of(key) if version.isdecimal() else None
    return version_of(plan, int(version)) if plan else None


def document_of(version: Version, form: str) -> HttpResponse:
    """The download of a version as a file of that form."""
    name = f"ke-hoach-{fold(version.plan.number).replace(' ', '-') or 'du-thao'}"
    name += "-du-thao" if version.is_draft else f"-phien-ban-{version.number}"
    response = HttpResponse(content_of(version, form), content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{quote(name)}.{form}"'
    return response


def content_of(version: Version, form: str) -> bytes:
    """The bytes of a version as .docx or .pdf; a draft and made-up data say so under the title."""
    notices = [_DRAFT_NOTICE] if version.is_draft else []
    if version.plan.simulated:
        notices.append(_SIMULATED_NOTICE)
    tasks = [task.said for task in tasks_in(version)]
    plan = engine_plan(version.heading, version.around, tasks)
    pages = lay_out_plan(plan, made=version.issued_at or timezone.localtime(), notices=notices)
    with tempfile.TemporaryDirectory(prefix="parindex-") as folder:
        path = Path(folder) / f"ke-hoach.{form}"
        _WRITERS[form](pages, path)
        return path.read_bytes()
