"""Petitions (PAKN): each step in its number of working days, and how people took the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, Predicate, flag, known, not_denied, verdict
from parindex.engine.facts.measures.sources import DECISION_766, PETITION_TERMS, plan_item
from parindex.engine.facts.placement import Frame, Occurred

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_RECEIVED = Occurred(("received_on",), "PAKN tiếp nhận trong kỳ")
_HANDLED = Occurred(("handled_on",), "PAKN xử lý xong trong kỳ")

_REFUSE_WITHIN = 2
_ASK_WITHIN = 5
_HANDLE_WITHIN = 15
_PUBLISH_WITHIN = 2


def _accepted(row: Table, _: Frame) -> BooleanColumn:
    return not_denied(row.outcome != "refused")


def _refused(row: Table, frame: Frame) -> BooleanColumn:
    return known(row.outcome == "refused") & not_denied(row.handled_on <= frame.as_of)


def _asked(row: Table, frame: Frame) -> BooleanColumn:
    return known(row.supplement_requested_on <= frame.as_of)


def _taken(start: str, end: str, limit: int) -> Predicate:
    """The step took at most so many working days; NULL where a date is missing."""
    return lambda row, _: row[f"wd_{end}"] - row[f"wd_{start}"] <= limit


def _done_within(start: str, end: str, limit: int) -> Predicate:
    """As `_taken`, and a step not yet done is late once its term has passed."""

    def met(row: Table, frame: Frame) -> BooleanColumn:
        return verdict(
            (row[end] <= frame.as_of, _taken(start, end, limit)(row, frame)),
            (frame.working_days - row[f"wd_{start}"] > limit, False),
            otherwise=None,
        )

    return met


MEASURES = (
    Measure(
        name="petitions_on_time",
        title="PAKN được xử lý đúng hạn",
        kind="petitions",
        placement=_RECEIVED,
        among=_accepted,
        met=_done_within("received_on", "handled_on", _HANDLE_WITHIN),
        decided_by=("handled_on",),
        working_days=("received_on", "handled_on"),
        rule=(
            f"Trong số PAKN tiếp nhận, không kể PAKN bị từ chối: xử lý xong trong {_HANDLE_WITHIN}"
            " ngày làm việc kể từ ngày làm việc sau ngày tiếp nhận; chưa xong mà đã quá thời hạn"
            " tính đến ngày cuối kỳ là trễ; chưa xong và còn thời hạn thì chưa kết luận"
        ),
        source=plan_item("1.6"),
        unverified="Cách tính PAKN bị từ chối và PAKN đang xử lý",
    ),
    Measure(
        name="petitions_refused_on_time",
        title="PAKN được từ chối đúng hạn",
        kind="petitions",
        placement=_RECEIVED,
        among=_refused,
        met=_taken("received_on", "handled_on", _REFUSE_WITHIN),
        decided_by=("handled_on",),
        working_days=("received_on", "handled_on"),
        rule=(
            f"Trong số PAKN tiếp nhận và bị từ chối: từ chối trong {_REFUSE_WITHIN:02d} ngày làm việc"
            " kể từ ngày làm việc sau ngày tiếp nhận; ngày từ chối là ngày xử lý xong, bỏ trống thì"
            " không kết luận được"
        ),
        source=PETITION_TERMS,
        unverified="Thời hạn và mốc bắt đầu đếm chưa đối chiếu với văn bản",
    ),
    Measure(
        name="petitions_supplement_on_time",
        title="PAKN được yêu cầu bổ sung thông tin đúng hạn",
        kind="petitions",
        placement=_RECEIVED,
        among=_asked,
        met=_taken("received_on", "supplement_requested_on", _ASK_WITHIN),
        decided_by=("supplement_requested_on",),
        working_days=("received_on", "supplement_requested_on"),
        rule=(
            "Trong số PAKN tiếp nhận mà người gửi được yêu cầu bổ sung thông tin: yêu cầu trong"
            f" {_ASK_WITHIN:02d} ngày làm việc kể từ ngày làm việc sau ngày tiếp nhận"
        ),
        source=PETITION_TERMS,
        unverified="Thời hạn và mốc bắt đầu đếm chưa đối chiếu với văn bản",
    ),
    Measure(
        name="petitions_published_on_time",
        title="Kết quả xử lý PAKN được công khai đúng hạn",
        kind="petitions",
        placement=_HANDLED,
        among=_accepted,
        met=_done_within("handled_on", "published_on", _PUBLISH_WITHIN),
        decided_by=("handled_on", "published_on"),
        working_days=("handled_on", "published_on"),
        rule=(
            "Trong số PAKN xử lý xong trong kỳ, không kể PAKN bị từ chối: công khai kết quả trong"
            f" {_PUBLISH_WITHIN:02d} ngày làm việc kể từ ngày làm việc sau ngày xử lý xong; chưa công"
            " khai mà đã quá thời hạn tính đến ngày cuối kỳ là trễ; còn thời hạn thì chưa kết luận"
        ),
        source=PETITION_TERMS,
        unverified="Thời hạn, mốc bắt đầu đếm và cách tính PAKN bị từ chối chưa đối chiếu với văn bản",
    ),
    Measure(
        name="petitions_satisfied",
        title="Hài lòng với kết quả xử lý PAKN",
        kind="petitions",
        placement=_RECEIVED,
        among=_accepted,
        met=flag("satisfied"),
        decided_by=("satisfied",),
        rule=(
            "Trong số PAKN tiếp nhận, không kể PAKN bị từ chối, có đánh giá: PAKN được đánh giá hài"
            " lòng; không có đánh giá thì không kết luận được"
        ),
        source=DECISION_766,
        unverified="PAKN không có đánh giá không tính vào mẫu số",
    ),
)
