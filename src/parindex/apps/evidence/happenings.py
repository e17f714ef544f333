"""What happens to documents, and to their uses as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parindex.apps.events.registry import happening
from parindex.apps.evidence.kinds import Holding


@dataclass(frozen=True, slots=True)
class DocumentData:
    """What is said of a document: its number and symbol, who issued and signed it, what it proves.

    `proves_from` and `proves_to` are the first and last day of the period; `location` is the address
    of a link, or where a document held elsewhere is kept.
    """

    title: str
    number: str = ""
    symbol: str = ""
    type: str = ""
    issuer: str = ""
    signer: str = ""
    issued_on: date | None = None
    proves_from: date | None = None
    proves_to: date | None = None
    location: str = ""


@happening("evidence.document_registered", "Đăng ký văn bản")
@dataclass(frozen=True, slots=True)
class DocumentRegistered:
    id: UUID
    unit: UUID
    holding: Holding
    data: DocumentData
    simulated: bool = False


@happening("evidence.document_described", "Sửa thông tin văn bản")
@dataclass(frozen=True, slots=True)
class DocumentDescribed:
    """`seen` is the version that was changed."""

    id: UUID
    seen: int
    data: DocumentData


@happening("evidence.document_withdrawn", "Rút văn bản")
@dataclass(frozen=True, slots=True)
class DocumentWithdrawn:
    """It was registered by mistake; why stands as the event's reason."""

    id: UUID
    seen: int


@happening("evidence.file_added", "Thêm bản tệp")
@dataclass(frozen=True, slots=True)
class FileAdded:
    """The file is kept under its SHA-256; `size` is in bytes, `seq` counts the document's files."""

    id: UUID
    document: UUID
    seq: int
    sha256: str
    size: int
    name: str
    media_type: str


@happening("evidence.attached", "Gắn minh chứng")
@dataclass(frozen=True, slots=True)
class Attached:
    """A document proves something at a place; `file` and `sha256` are the file that stands for it."""

    id: UUID
    document: UUID
    place: str
    unit: UUID
    kind: str
    title: str
    file: UUID | None
    sha256: str


@happening("evidence.renewed", "Thay bằng bản tệp mới")
@dataclass(frozen=True, slots=True)
class Renewed:
    """A newer file of the document stands for it; what was decided about the older one is past."""

    id: UUID
    file: UUID
    sha256: str


@happening("evidence.detached", "Gỡ minh chứng")
@dataclass(frozen=True, slots=True)
class Detached:
    id: UUID
    title: str


@happening("evidence.accepted", "Chấp nhận minh chứng")
@dataclass(frozen=True, slots=True)
class Accepted:
    id: UUID
    seen: int
    title: str


@happening("evidence.refused", "Không chấp nhận minh chứng")
@dataclass(frozen=True, slots=True)
class Refused:
    """Why stands as the event's reason."""

    id: UUID
    seen: int
    title: str
