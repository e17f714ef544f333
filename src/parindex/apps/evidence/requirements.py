"""What must be there before a document is registered or attached."""

from __future__ import annotations

from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document
from parindex.apps.evidence.places import Place
from parindex.apps.files.shelves import Incoming
from parindex.engine.values.problems import BadInput


def check_fits(document: Document, at: Place, kind: str) -> None:
    """`BadInput` where the document cannot prove that at the place."""
    if Holding(document.holding) not in at.holdings:
        allowed = ", ".join(str(each.label).lower() for each in sorted(at.holdings))
        raise BadInput.of(
            at.title, f"chỉ nhận minh chứng là {allowed}", "Hãy tải tệp của văn bản lên"
        )
    if kind and kind not in {asked.kind for asked in at.asked}:
        raise BadInput.of("kind", f"«{kind}» không được yêu cầu ở đây", "Hãy chọn lại loại")
    if document.uses.filter(place=at.key).exists():
        raise BadInput.of(document, f"đã được gắn tại {at.title}", "Không cần gắn lần nữa")


def check(holding: Holding, data: DocumentData, file: Incoming | None) -> None:
    """`BadInput` where a part of a new document lacks."""
    if holding is Holding.FILE and file is None:
        raise BadInput.of("file", "chưa có tệp", "Hãy chọn tệp của văn bản")
    check_said(holding, data)


def check_said(holding: Holding, data: DocumentData) -> None:
    """`BadInput` where what is said of a document does not hold together."""
    if not data.title.strip():
        raise BadInput.of("title", "chưa có trích yếu", "Hãy ghi tên hoặc trích yếu văn bản")
    if data.proves_from and data.proves_to and data.proves_to < data.proves_from:
        raise BadInput.of("proves_to", "đứng trước ngày bắt đầu", "Hãy xem lại hai ngày")
    if holding is Holding.LINK and not data.location.startswith(("https://", "http://")):
        raise BadInput.of(
            "location", "chưa phải là đường dẫn", "Hãy chép cả địa chỉ, bắt đầu bằng https://"
        )
    if holding is Holding.ELSEWHERE and not data.location.strip():
        raise BadInput.of(
            "location", "chưa nêu nơi lưu", "Hãy ghi cơ quan, kho hoặc hồ sơ đang giữ bản này"
        )
