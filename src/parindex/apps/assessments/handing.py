"""The handover file of an approved result: reports, signed copy, evidence, and a manifest of hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import HandedOver
from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import FrozenRun
from parindex.apps.assessments.packing import folders
from parindex.apps.assessments.rules import HANDS_OVER
from parindex.apps.events.services import append
from parindex.apps.evidence.bundle import bundle
from parindex.engine.values.problems import BadInput

MANIFEST = "manifest.json"
EVIDENCE = "minh-chung.zip"
_FORMAT = "parindex-handover/1"
_CHUNK = 1024 * 1024


def hand_over(run: FrozenRun, target: IO[bytes], *, by: Actor) -> None:
    """Write the handover file of a result that stands, and record its hash.

    A zip: the report in its three forms with the run's record, the signed copy if there is one, the
    evidence in the folders of the set, and `manifest.json` naming run, hashes and size of each.
    """
    packing(run, target, by=by)()


def require_standing(run: FrozenRun, *, by: Actor) -> None:
    """`BadInput` or `PermissionDenied` where the actor may not hand the result over."""
    by.require(HANDS_OVER, run.assessment)
    if run.superseded:
        raise BadInput.of(run, "đã được mở lại, không còn là kết quả", "Hãy phê duyệt lại trước")


def packing(run: FrozenRun, target: IO[bytes], *, by: Actor) -> Callable[[], None]:
    """The same in two steps: the file is written at once, what comes back records it."""
    require_standing(run, by=by)
    told: list[dict[str, Any]] = []
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for kept in [*run.files, *([run.signed] if run.signed else [])]:
            with REPORTS.opened(kept["sha256"]) as content:
                told.append(_copy(archive, kept["name"], content))
        with TemporaryFile() as packed:
            bundle(f"Minh chứng, {run.assessment}", folders(run.assessment), packed)
            packed.seek(0)
            told.append(_copy(archive, EVIDENCE, packed))
        archive.writestr(MANIFEST, json.dumps(_manifest(run, told), ensure_ascii=False, indent=1))
    target.seek(0)
    digest = _hash(target)
    target.seek(0)
    handed = HandedOver(run.pk, run.run, digest)

    def record() -> None:
        append(run.assessment.chain, handed, by=by.account)

    return record


def _hash(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _manifest(run: FrozenRun, files: list[dict[str, Any]]) -> dict[str, Any]:
    round_ = run.assessment.round
    return {
        "format": _FORMAT,
        "round": round_.code,
        "unit": run.assessment.unit.code,
        "year": round_.year,
        "criteria": {"id": round_.criteria.set_id, "hash": round_.criteria.content_hash},
        "run": run.run,
        "inputs": run.inputs_hash,
        "facts": run.facts_hash,
        "engine": run.engine,
        "chain": run.head,
        "number": run.number or None,
        "issued_on": run.issued_on.isoformat() if run.issued_on else None,
        "files": files,
    }


def _copy(archive: ZipFile, name: str, content: Any) -> dict[str, Any]:
    """Copy a file into the zip; its line of the manifest."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as out:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return {"path": name, "sha256": digest.hexdigest(), "size": size}
