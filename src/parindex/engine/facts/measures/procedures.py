"""Measures over announced procedures: items 1.2, 1.3 and the 766 index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, Related, every_row, flag, verdict
from parindex.engine.facts.measures.dossiers import RECEIVED
from parindex.engine.facts.measures.sources import DECISION_766, plan_item
from parindex.engine.facts.placement import Frame, InForce, Occurred

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_ANNOUNCED = Occurred(("decided_on",), "TTHC có quyết định công bố ký trong kỳ")
_IN_FORCE = InForce(("decided_on", "in_force_to"), "TTHC còn áp dụng vào ngày cuối kỳ")

_AHEAD = 5
_PUBLIC_WITHIN = 5


def _published_on_time(row: Table, _: Frame) -> BooleanColumn:
    return row.wd_effective_on - row.wd_decided_on >= _AHEAD


def _public_on_time(row: Table, frame: Frame) -> BooleanColumn:
    return verdict(
        (
            row.published_on <= frame.as_of,
            row.wd_published_on - row.wd_decided_on <= _PUBLIC_WITHIN,
        ),
        (frame.working_days - row.wd_decided_on > _PUBLIC_WITHIN, False),
        otherwise=None,
    )


def _share(name: str, title: str, field: str, rule: str, *, of: str = "") -> Measure:
    """Of the procedures in force (`of`: those for which that field is yes) those with a yes."""
    return Measure(
        name=name,
        title=title,
        kind="procedures",
        placement=_IN_FORCE,
        among=flag(of) if of else every_row,
        met=flag(field),
        rule=f"{rule}; dòng bỏ trống trường này thì không kết luận được",
        source=DECISION_766,
        unverified="Mẫu số: TTHC còn áp dụng vào ngày cuối kỳ",
        decided_by=(of, field) if of else (field,),
    )


MEASURES = (
    Measure(
        name="procedures_published_on_time",
        title="TTHC được công bố kịp thời",
        kind="procedures",
        placement=_ANNOUNCED,
        met=_published_on_time,
        working_days=("decided_on", "effective_on"),
        decided_by=("effective_on",),
        rule=(
            f"Quyết định công bố ký trước ngày quy định có hiệu lực ít nhất {_AHEAD:02d} ngày làm"
            " việc (đếm từ ngày làm việc sau ngày ký đến hết ngày có hiệu lực); thiếu ngày có hiệu"
            " lực thì không kết luận được"
        ),
        source=plan_item("1.2"),
        unverified="Cách đếm hai đầu của khoảng 05 ngày làm việc",
    ),
    Measure(
        name="procedures_public_on_time",
        title="TTHC được công khai kịp thời",
        kind="procedures",
        placement=_ANNOUNCED,
        met=_public_on_time,
        working_days=("decided_on", "published_on"),
        decided_by=("published_on",),
        rule=(
            f"TTHC được công khai trong {_PUBLIC_WITHIN:02d} ngày làm việc kể từ ngày ký quyết định"
            " công bố; chưa công khai mà đã quá thời hạn tính đến ngày cuối kỳ là trễ; chưa công"
            " khai và còn thời hạn thì chưa kết luận"
        ),
        source=plan_item("1.3"),
        unverified="Mốc bắt đầu đếm là ngày ký quyết định công bố",
    ),
    _share(
        "procedures_full_content",
        "TTHC công khai đầy đủ nội dung",
        "full_content",
        "Trong số TTHC còn áp dụng: TTHC công khai đầy đủ nội dung",
    ),
    _share(
        "procedures_updated_on_time",
        "TTHC được cập nhật, công khai đúng hạn",
        "updated_on_time",
        "Trong số TTHC còn áp dụng: TTHC có nội dung công khai được cập nhật đúng hạn",
    ),
    _share(
        "procedures_with_online_payment",
        "TTHC cho phép thanh toán trực tuyến (B)",
        "online_payment",
        "Trong số TTHC có phí, lệ phí: TTHC cho phép thanh toán trực tuyến",
        of="has_fee",
    ),
    Measure(
        name="procedures_paid_online",
        title="TTHC có phát sinh thanh toán trực tuyến (C)",
        kind="procedures",
        placement=_IN_FORCE,
        among=flag("has_fee"),
        met=lambda row, _: row.had_online_payment,
        related=(
            Related(
                "had_online_payment",
                "dossiers",
                "procedure_code",
                "procedure_code",
                flag("paid_online"),
                RECEIVED,
            ),
        ),
        decided_by=("has_fee",),
        rule=(
            "Trong số TTHC có phí, lệ phí: TTHC có ít nhất một hồ sơ tiếp nhận trong kỳ đã thanh"
            " toán trực tuyến"
        ),
        source=DECISION_766,
        unverified="Mẫu số: TTHC còn áp dụng vào ngày cuối kỳ",
    ),
    _share(
        "procedures_connected_to_citizen_data",
        "TTHC kết nối cơ sở dữ liệu quốc gia về dân cư",
        "connected_to_citizen_data",
        "Trong số TTHC còn áp dụng: TTHC đã kết nối cơ sở dữ liệu quốc gia về dân cư",
    ),
)
