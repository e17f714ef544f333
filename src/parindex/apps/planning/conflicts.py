"""Two people corrected the same thing: what each wrote, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Model

from parindex.apps.pages.versions import Conflict, Difference

TASK_LABELS = {
    "ref": "Số mục",
    "title": "Nhiệm vụ",
    "items": "Nội dung cụ thể",
    "lead": "Đơn vị chủ trì",
    "coordinating": "Đơn vị phối hợp",
    "first": "Từ ngày",
    "last": "Thời hạn",
    "period": "Thời gian, như trong văn bản",
    "reporting": "Nhịp báo cáo",
    "links": "Tiêu chí",
}
HEAD_LABELS = {
    "number": "Số",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "dated": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "title": "Trích yếu",
    "as_of": "Ngày xác định các đơn vị",
}
FRAME_LABELS = {
    "bases": "Căn cứ, lời dẫn",
    "objectives": "Mục tiêu",
    "requirements": "Yêu cầu",
    "duties": "Tổ chức thực hiện",
    "recipients": "Nơi nhận",
    "authority": "Quyền hạn người ký",
    "office": "Chức vụ người ký",
    "signer": "Họ tên người ký",
}


class ContentConflict(Conflict):
    """A conflict whose sides are told apart by the labels of what they say."""

    def __init__(self, current: Model, sides: list[Difference]) -> None:
        super().__init__(current, {})
        self.sides = sides

    def differences(self) -> list[Difference]:
        return self.sides


@contextmanager
def told(
    now: Callable[[Model], tuple[Any, ...]], mine: tuple[Any, ...], *labels: Mapping[str, str]
) -> Iterator[None]:
    """Raise a conflict of the block again, with the differences between what both say.

    `now` takes what stands from the current row, in the order of `mine` and of `labels`.
    """
    try:
        yield
    except Conflict as conflict:
        pairs = zip(mine, now(conflict.current), labels, strict=True)
        sides = [each for one, other, named in pairs for each in differences(one, other, named)]
        raise ContentConflict(conflict.current, sides) from conflict


def differences(mine: Any, other: Any, labels: Mapping[str, str]) -> list[Difference]:
    """The labelled fields in which two of the same kind differ, in words."""
    return [
        Difference(label, words_of(getattr(mine, name)), words_of(getattr(other, name)))
        for name, label in labels.items()
        if getattr(mine, name) != getattr(other, name)
    ]


def words_of(value: Any) -> str:
    """A value of a plan's content as people read it."""
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, tuple):
        return "; ".join(words_of(each) for each in value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value))
    code = getattr(value, "code", None)
    return str(value) if code is None else str(code)
