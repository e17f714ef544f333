"""Documents for the example: the plan's own text, and made-up ones that say so themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from docx import Document as Word

from parindex.apps.events.services import SYSTEM
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document
from parindex.apps.evidence.places import places_at
from parindex.apps.evidence.services import attach, register
from parindex.apps.files.shelves import Incoming
from parindex.apps.organizations.models import Unit

_OFFICE, _CONTROL, _COORDINATING = "H00.VP", "H00.VP.01", "H00.VP.03"
_FIRST, _LAST = date(2023, 1, 1), date(2023, 12, 31)
_MADE_UP = "DỮ LIỆU MÔ PHỎNG để dùng thử phần mềm, không phải văn bản thật."


@dataclass(frozen=True, slots=True)
class ExampleDocument:
    """A document, the code of its unit, and the paragraphs of its file (none: it is held elsewhere)."""

    unit: str
    data: DocumentData
    paragraphs: tuple[str, ...] = ()
    holding: Holding = Holding.FILE


_DOCUMENTS = (
    ExampleDocument(
        _CONTROL,
        DocumentData(
            "Thông báo tổ chức đối thoại với tổ chức, cá nhân về thủ tục hành chính (mô phỏng)",
            number="01",
            symbol="TB-MP",
            type="Thông báo",
            issuer="Văn phòng UBND tỉnh (mô phỏng)",
            issued_on=date(2023, 4, 10),
        ),
        ("Văn phòng tổ chức đối thoại với tổ chức, cá nhân về giải quyết thủ tục hành chính.",),
    ),
    ExampleDocument(
        _CONTROL,
        DocumentData(
            "Báo cáo công tác kiểm soát thủ tục hành chính năm 2023 (mô phỏng)",
            number="02",
            symbol="BC-MP",
            type="Báo cáo",
            issuer="Văn phòng UBND tỉnh (mô phỏng)",
            issued_on=date(2023, 12, 20),
        ),
        ("Kết quả rà soát, công bố, công khai thủ tục hành chính trong năm.",),
    ),
    ExampleDocument(
        _COORDINATING,
        DocumentData(
            "Chuyên mục cải cách hành chính trên cổng thông tin (địa chỉ mô phỏng)",
            type="Trang thông tin",
            location="https://vidu.example/cai-cach-hanh-chinh",
        ),
        holding=Holding.LINK,
    ),
    ExampleDocument(
        _OFFICE,
        DocumentData(
            "Sổ đăng ký văn bản đi năm 2023 (mô phỏng)",
            type="Sổ",
            location="Kho lưu trữ cơ quan, hồ sơ số 01 (mô phỏng)",
        ),
        holding=Holding.ELSEWHERE,
    ),
)

_PROVES = {
    "Thông báo hoặc giấy mời tổ chức từng cuộc đối thoại": "01/TB-MP",
    "Báo cáo kiểm soát thủ tục hành chính năm": "02/BC-MP",
}
"""What is asked for in the example's set, and the code of the document that answers it."""


def load_evidence(units: Mapping[str, Unit], plan: Path) -> None:
    """Register the documents for the units of these codes; `plan` is the text of Kế hoạch 839."""
    with tempfile.TemporaryDirectory(prefix="parindex-") as folder:
        for number, each in enumerate((_plan(plan), *_DOCUMENTS), 1):
            path = Path(folder) / f"vi-du-{number}.docx"
            file = _written(path, each) if each.paragraphs else None
            unit = units[each.unit]
            data = replace(each.data, proves_from=_FIRST, proves_to=_LAST)
            register(unit, each.holding, data, by=SYSTEM, file=file, simulated=True)


def attach_evidence(keys: Collection[str]) -> None:
    """Let the made-up documents prove what they are made for, at those of the places that ask for it."""
    documents = {document.code: document for document in Document.objects.all()}
    for key, place in places_at(keys).items():
        for asked in place.asked:
            if asked.kind in _PROVES:
                attach(documents[_PROVES[asked.kind]], key, asked.kind, by=SYSTEM)


def _plan(path: Path) -> ExampleDocument:
    data = DocumentData(
        "Kế hoạch triển khai Bộ chỉ số và báo cáo tự đánh giá (bản chép chữ để dùng thử)",
        number="839",
        symbol="KH-VP",
        type="Kế hoạch",
        issuer="Văn phòng UBND tỉnh",
        issued_on=date(2023, 2, 27),
    )
    return ExampleDocument(_COORDINATING, data, tuple(path.read_text("utf-8").splitlines()))


def _written(path: Path, document: ExampleDocument) -> Incoming:
    word = Word()
    for paragraph in (_MADE_UP, document.data.title, *document.paragraphs):
        word.add_paragraph(paragraph)
    word.save(str(path))
    return Incoming(path, path.name)
