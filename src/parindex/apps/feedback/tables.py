"""Tables of invitations and of answers."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from parindex.apps.assessments.queries import component_of
from parindex.apps.feedback.models import Consultation, Invitation, Reply
from parindex.apps.feedback.queries import answered
from parindex.apps.feedback.questions import Choice
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Table

DONE, WAITING, WITHDRAWN, ENDED = "Đã góp ý", "Chưa góp ý", "Đã rút", "Đã đóng"
_TONES = {DONE: "good", WAITING: "warn"}


class _Invitations(Table[Invitation]):
    """Invitations that know whether they are answered."""

    @cached_property
    def done(self) -> set[UUID]:
        """Those answered, among the rows that are shown."""
        whole = self.request.GET.get("xuat") == "xlsx"
        return answered(self.rows if whole else self.page.object_list)

    def state(self, row: Invitation) -> str:
        if row.is_withdrawn:
            return WITHDRAWN
        if row.pk in self.done:
            return DONE
        return WAITING if row.consultation.is_open else ENDED

    def tone(self, row: Invitation) -> str:
        return _TONES.get(self.state(row), "")


class MineTable(_Invitations):
    """What the visitor's units are invited to."""

    key = "loi-moi"
    title = "Lời mời góp ý"
    order = "-han"
    search = "consultation__assessment__unit__search"
    search_words = "Cơ quan được góp ý, không cần dấu"
    empty = Empty(
        "Chưa có lời mời góp ý nào.",
        "Khi đơn vị được mời góp ý về kết quả tự đánh giá của cơ quan khác, lời mời hiện tại đây.",
    )

    def __init__(self, request: HttpRequest, rows: QuerySet[Invitation]) -> None:
        super().__init__(request, rows)
        self.columns = (
            Column(
                "dot",
                "Đợt lấy ý kiến",
                lambda row: row.consultation.title,
                sort=("consultation__title",),
                link=lambda row: address("feedback:answer", row.pk),
            ),
            Column(
                "ve",
                "Góp ý về",
                lambda row: row.consultation.assessment.unit.name,
                sort=("consultation__assessment__unit__name_sort",),
            ),
            Column("don-vi", "Đơn vị được mời", lambda row: row.name, sort=("name_sort",)),
            Column(
                "han",
                "Hạn",
                lambda row: row.consultation.closes,
                sort=("consultation__closes",),
                kind="day",
            ),
            Column("tinh-trang", "Tình trạng", self.state, tone=self.tone),
        )


class GuestsTable(_Invitations):
    """Who is invited, for whoever asks."""

    key = "duoc-moi"
    title = "Cơ quan, tổ chức được mời"
    order = "ten"
    search = "search"
    search_words = "Tên cơ quan, tổ chức, không cần dấu"
    empty = Empty("Chưa mời ai.")

    def __init__(self, request: HttpRequest, rows: QuerySet[Invitation]) -> None:
        super().__init__(request, rows)
        self.columns = (
            Column(
                "ten",
                "Cơ quan, tổ chức",
                lambda row: row.name,
                sort=("name_sort",),
                link=lambda row: address("feedback:invitation", row.pk),
            ),
            Column(
                "bang",
                "Góp ý bằng",
                lambda row: "tài khoản của đơn vị" if row.unit_id else "liên kết",
                sort=("unit",),
            ),
            Column("muc", "Số mục", lambda row: len(row.items), kind="number"),
            Column("tinh-trang", "Tình trạng", self.state, tone=self.tone),
        )


class RepliesTable(Table[Reply]):
    """Single answers, as far as they may be shown."""

    key = "y-kien"
    title = "Từng ý kiến"
    order = "muc"
    search = "search"
    search_words = "Trong ý kiến cụ thể, không cần dấu"

    def __init__(
        self, request: HttpRequest, consultation: Consultation, rows: QuerySet[Reply]
    ) -> None:
        super().__init__(request, rows)
        self.consultation = consultation
        by = Column(
            "ai",
            "Cơ quan, tổ chức",
            lambda row: row.opinion.invitation.name,
            sort=("opinion__invitation__name_sort",),
        )
        self.columns = (
            Column("muc", "Mục", _item, sort=("item__order",)),
            *((by,) if consultation.named else ()),
            *(Column(each.key, each.words, _choice(each.key)) for each in consultation.asked),
            Column("y-kien", "Ý kiến cụ thể", lambda row: row.remark),
        )

    def empty_state(self) -> Empty:
        if not self.consultation.named and self.consultation.is_open:
            return Empty("Ý kiến không nêu tên hiện sau khi đóng đợt lấy ý kiến.")
        return Empty("Chưa có ý kiến nào hiện được.")


def _item(row: Reply) -> str:
    return f"{row.item.code} {component_of(row.item).title}"


def _choice(key: str) -> Any:
    """The words of the answer to a question."""

    def words(row: Reply) -> str:
        given = row.choices.get(key)
        return str(Choice(given).label) if given else ""

    return words
