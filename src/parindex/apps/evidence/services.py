"""Verbs on documents and their uses: the only place that changes them.

`by` is the account that acts, and what it may not do raises `PermissionDenied`; words (the system,
the command line) may everything.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parindex.apps.access.roles import Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.events.services import append
from parindex.apps.evidence import texts
from parindex.apps.evidence.happenings import (
    Accepted,
    Attached,
    Detached,
    DocumentData,
    DocumentDescribed,
    DocumentRegistered,
    DocumentWithdrawn,
    FileAdded,
    Refused,
    Renewed,
)
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document, FileVersion, Use
from parindex.apps.evidence.permits import EDITORS, judges, may_read, readable
from parindex.apps.evidence.places import Act, Place, may, place_at, places_at
from parindex.apps.evidence.requirements import check, check_fits, check_said
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.files.shelves import Incoming, Kept
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, visitor_of
from parindex.engine.values.problems import BadInput

By = Account | str


def subject_of(document: Document | UUID) -> str:
    """The chain of what happens to a document itself; its uses stand in the chains of their places."""
    return f"document:{document if isinstance(document, UUID) else document.pk}"


def register(
    unit: Unit,
    holding: Holding,
    data: DocumentData,
    *,
    by: By,
    file: Incoming | None = None,
    simulated: bool = False,
) -> Document:
    """A new document of the unit, with its file where it is held here; `BadInput` if a part lacks."""
    write = _registering(unit, holding, data, file, by, simulated=simulated)
    with transaction.atomic():
        return write()


def submit(
    unit: Unit,
    holding: Holding,
    data: DocumentData,
    place: str,
    kind: str = "",
    *,
    by: By,
    file: Incoming | None = None,
) -> Use:
    """A new document, attached at a place at once: both or neither.

    The file is looked at and scanned before anything is written, so that nobody waits for that.
    """
    at = _place(place)
    _require(by, lambda visitor: may(visitor, Act.ATTACH, at))
    _require_open(at)
    write = _registering(unit, holding, data, file, by)
    with transaction.atomic():
        return attach(write(), place, kind, by=by)


def _registering(
    unit: Unit,
    holding: Holding,
    data: DocumentData,
    file: Incoming | None,
    by: By,
    *,
    simulated: bool = False,
) -> Callable[[], Document]:
    """Keep the file, which takes its time; what comes back writes the document down."""
    _require(by, lambda visitor: visitor.holds(*EDITORS, over=unit))
    check(holding, data, file)
    kept = None if file is None else _keep_new(file, by)
    registered = DocumentRegistered(uuid4(), unit.pk, holding, data, simulated)

    def write() -> Document:
        append(subject_of(registered.id), registered, by=by)
        if kept is not None:
            _append_file(registered.id, 1, kept, by)
        return Document.objects.get(pk=registered.id)

    return write


def describe(document: Document, seen: int, data: DocumentData, *, by: By) -> None:
    """Change what is said of a document; `Conflict` if it is no longer the version seen."""
    _require(by, lambda visitor: visitor.holds(*EDITORS, over=document.unit))
    _require_kept(document)
    check_said(Holding(document.holding), data)
    append(subject_of(document), DocumentDescribed(document.pk, seen, data), by=by)


def withdraw(document: Document, seen: int, reason: str, *, by: By) -> None:
    """Take a document that was registered by mistake out of use; what it was stays on record.

    `BadInput` while it serves anywhere; `Conflict` if it is no longer the version seen.
    """
    _require(by, lambda visitor: visitor.holds(*EDITORS, over=document.unit))
    if not reason.strip():
        raise BadInput.of("reason", "chưa nêu lý do rút văn bản", "Hãy ghi rõ vì sao")
    with transaction.atomic():
        _take_turns(document)
        count = document.uses.count()
        if count:
            raise BadInput.of(
                document, f"đang là minh chứng ở {count} nơi", "Hãy gỡ ở các nơi đó trước khi rút"
            )
        append(
            subject_of(document), DocumentWithdrawn(document.pk, seen), by=by, reason=reason.strip()
        )


def add_file(document: Document, file: Incoming, *, by: By) -> FileVersion:
    """Another file of the document; it takes over at every place that is still open.

    What was decided there about the older file is past; places that are closed keep it.
    """
    _require(by, lambda visitor: visitor.holds(*EDITORS, over=document.unit))
    _require_kept(document)
    if document.holding != Holding.FILE:
        raise BadInput.of(
            "file",
            "văn bản này không lưu tệp tại đây",
            "Hãy đăng ký văn bản mới nếu muốn nộp tệp",
        )
    kept = _keep_new(file, by)
    with transaction.atomic():
        _take_turns(document)
        last = document.files.order_by("-seq").first()
        version = _append_file(document.pk, last.seq + 1 if last else 1, kept, by)
        _renew(document, version, kept, by)
    return FileVersion.objects.get(pk=version)


def attach(document: Document, place: str, kind: str = "", *, by: By) -> Use:
    """Let the document prove something at a place: what of that is asked for there, or "" beside it."""
    at = _place(place)
    _require(by, lambda visitor: may(visitor, Act.ATTACH, at) and may_read(visitor, document))
    _require_open(at)
    with transaction.atomic():
        _require_kept(_take_turns(document))
        check_fits(document, at, kind)
        file = document.files.order_by("-seq").first()
        happened = Attached(
            uuid4(),
            document.pk,
            at.key,
            at.unit.pk,
            kind,
            str(document),
            file.pk if file else None,
            file.sha256 if file else "",
        )
        append(at.chain, happened, by=by)
    return Use.objects.get(pk=happened.id)


def detach(use: Use, *, by: By, reason: str = "") -> None:
    """Take the document away from the place; the document itself stays."""
    at = _place(use.place)
    _require(by, lambda visitor: may(visitor, Act.ATTACH, at))
    _require_open(at)
    append(at.chain, Detached(use.pk, str(use.document)), by=by, reason=reason)


def accept(use: Use, seen: int, *, by: By, reason: str = "") -> None:
    """Accept the document as evidence at its place; `Conflict` if the use changed since it was seen."""
    happened = Accepted(use.pk, seen, str(use.document))
    append(_judged_at(use, by).chain, happened, by=by, reason=reason)


def refuse(use: Use, seen: int, reason: str, *, by: By) -> None:
    """Refuse it, with the reason that those who attached it will read."""
    if not reason.strip():
        raise BadInput.of("reason", "chưa nêu lý do không chấp nhận", "Hãy ghi rõ còn thiếu gì")
    happened = Refused(use.pk, seen, str(use.document))
    append(_judged_at(use, by).chain, happened, by=by, reason=reason.strip())


def _judged_at(use: Use, by: By) -> Place:
    at = _place(use.place)
    _require(by, lambda visitor: may(visitor, Act.JUDGE, at))
    if not isinstance(by, str) and not judges(_visitor(by), use, at):
        raise BadInput.of(
            use.document,
            "người gắn minh chứng không tự xem xét minh chứng của mình",
            "Hãy để người khác có thẩm quyền xem xét",
        )
    return at


def _place(key: str) -> Place:
    at = place_at(key)
    if at is None:
        raise BadInput.of(key, "không có nơi này", "Hãy mở lại trang và làm lại")
    return at


def _require_open(at: Place) -> None:
    if not at.is_open:
        raise BadInput.of(
            at.title,
            "đã chốt nên không thay đổi minh chứng được nữa",
            "Hãy đề nghị mở lại trước khi thay đổi",
        )


def _keep_new(file: Incoming, by: By) -> Kept:
    """Keep the file; `BadInput` if a document that the sender can read has the same content."""
    kept = EVIDENCE.take(file)
    if not isinstance(by, str):
        same = readable(_visitor(by)).filter(files__sha256=kept.sha256).first()
        if same is not None:
            raise BadInput.of(
                "file",
                f"tệp này đã có ở văn bản «{same}»",
                "Hãy gắn văn bản đó thay vì nộp lại",
            )
    return kept


def _append_file(document: UUID, seq: int, kept: Kept, by: By) -> UUID:
    added = FileAdded(uuid4(), document, seq, kept.sha256, kept.size, kept.name, kept.media_type)
    append(subject_of(document), added, by=by)
    # Reading takes a while: after the transaction, so that nobody waits for it.
    transaction.on_commit(lambda: texts.read(kept.sha256, kept.media_type), robust=True)
    return added.id


def _take_turns(document: Document) -> Document:
    """Hold the document's row, so that files are counted and uses made one after the other."""
    return Document.objects.select_for_update().get(pk=document.pk)


def _require_kept(document: Document) -> None:
    if document.withdrawn:
        raise BadInput.of(document, "văn bản đã rút", "Hãy đăng ký lại nếu vẫn cần dùng")


def _renew(document: Document, file: UUID, kept: Kept, by: By) -> None:
    uses = list(document.uses.all())
    places = places_at([use.place for use in uses])
    for use in uses:
        at = places.get(use.place)
        if at is not None and at.is_open:
            append(at.chain, Renewed(use.pk, file, kept.sha256), by=by)


def _visitor(by: Account) -> Visitor:
    return visitor_of(by, today())


def _require(by: By, test: Callable[[Visitor], bool]) -> None:
    if not isinstance(by, str) and not test(_visitor(by)):
        raise PermissionDenied("người được giao việc này")
