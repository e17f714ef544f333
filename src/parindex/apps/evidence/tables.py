"""Tables of documents."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value

from parindex.apps.evidence import texts
from parindex.apps.evidence.kinds import Holding, State
from parindex.apps.evidence.models import Document, FileVersion, Use
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table


def shown(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with what the table tells of them, read for the page's rows alone."""
    files = FileVersion.objects.order_by("-seq")
    uses = Use.objects.only("document_id")
    return documents.select_related("unit").prefetch_related(
        Prefetch("files", files), Prefetch("uses", uses)
    )


def _file(document: Document) -> str:
    latest = next(iter(document.files.all()), None)
    if latest is None:
        return document.get_holding_display()
    return latest.name.rpartition(".")[2].upper()


def _decided(rows: QuerySet[Document], state: str) -> QuerySet[Document]:
    """Documents with a use in that state, or without any use."""
    uses = Use.objects.filter(document=OuterRef("pk"))
    if state == _UNUSED:
        return rows.filter(~Exists(uses))
    return rows.filter(Exists(uses.filter(state=state)))


_UNUSED = "unused"
_COLUMNS = (
    Column("so", "Số, ký hiệu", lambda document: document.code, sort=("number", "symbol")),
    Column("loai", "Loại", lambda document: document.type, sort=("type",)),
    Column("co-quan", "Cơ quan ban hành", lambda document: document.issuer, sort=("issuer",)),
    Column("ngay", "Ngày", lambda document: document.issued_on, sort=("issued_on",), kind="day"),
    Column("don-vi", "Đơn vị quản lý", lambda document: document.unit, sort=("unit__name_sort",)),
    Column("tep", "Lưu", _file),
    Column("dung", "Nơi dùng", lambda document: len(document.uses.all()), kind="number"),
)
_FILTERS = (
    Filter(
        "cach-luu",
        "Cách lưu",
        lambda: Holding.choices,
        lambda rows, value: rows.filter(holding=value),
    ),
    Filter(
        "ket-qua",
        "Kết quả xem xét",
        lambda: [*State.choices, (_UNUSED, "Chưa dùng ở đâu")],
        _decided,
    ),
)


class DocumentsTable(Table[Document]):
    """The documents that the visitor may read."""

    key = "van-ban"
    title = "Kho minh chứng"
    order = "-ngay"
    search = "search"
    search_words = "Số, trích yếu, cơ quan hoặc chữ trong tệp"
    columns = (
        Column(
            "ten",
            "Trích yếu",
            lambda document: document.title,
            sort=("title_sort",),
            link=lambda document: address("evidence:document", document.pk),
        ),
        *_COLUMNS,
    )
    filters = _FILTERS

    def found(self, words: str) -> Q:
        return texts.found(words)

    empty = Empty(
        "Chưa có văn bản nào.",
        "Đăng ký văn bản",
        "/minh-chung/moi/",
    )


class ChoiceTable(DocumentsTable):
    """The same documents, to choose one for the place that is annotated as `place_key`."""

    title = "Chọn văn bản làm minh chứng"
    columns = (
        Column(
            "ten",
            "Trích yếu",
            lambda document: document.title,
            sort=("title_sort",),
            link=lambda document: address("evidence:attach", document.place_key, document.pk),
        ),
        *_COLUMNS,
    )
    empty = Empty("Chưa có văn bản nào để chọn; hãy nộp văn bản mới.")


def for_place(documents: QuerySet[Document], key: str) -> QuerySet[Document]:
    """The documents not yet used at the place, each knowing the place's key."""
    used = Use.objects.filter(place=key, document=OuterRef("pk"))
    return shown(documents).filter(~Exists(used)).annotate(place_key=Value(key))
