"""Dossiers resolved on time: three rules, which differ in what they compare and over what."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, Predicate, not_denied, verdict
from parindex.engine.facts.measures.dossiers import CLOSED, RECEIVED, finished, returned
from parindex.engine.facts.measures.sources import DECISION_766, FORM_06A, plan_item
from parindex.engine.facts.placement import Frame

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table


class Pending(Enum):
    """What becomes of a dossier that is still open and not yet due on the day of judgement."""

    LEFT_OUT = "chưa kết luận, không tính vào mẫu số"
    ON_TIME = "tính là đúng hạn"


def on_time_by_date(pending: Pending, *, same_day: bool = True) -> Predicate:
    """On time by calendar day; `same_day` tells whether the due day itself still counts."""

    def met(row: Table, frame: Frame) -> BooleanColumn:
        due, done = row.due_at.date(), row.finished_at.date()
        kept = (done <= due) if same_day else (done < due)
        return verdict(
            (returned(row, frame), True),
            (finished(row, frame), not_denied(kept)),  # no due date: đúng hạn
            (due <= frame.as_of, False),
            otherwise=None if pending is Pending.LEFT_OUT else True,
        )

    return met


def _on_time_by_moment(row: Table, frame: Frame) -> BooleanColumn:
    in_time = row.finished_at <= row.due_at
    return verdict(
        (finished(row, frame), in_time),
        (row.due_at.date() > frame.as_of, True),
        (row.due_at.date() <= frame.as_of, False),
        otherwise=None,
    )


def on_time_par(pending: Pending = Pending.LEFT_OUT, *, same_day: bool = True) -> Measure:
    """The PAR measure of item 1.5a; its two open questions are parameters."""
    day = "kể cả trong chính ngày hẹn trả" if same_day else "trước ngày hẹn trả"
    return Measure(
        name="dossiers_on_time_par",
        title="Hồ sơ TTHC tiếp nhận trong năm được giải quyết đúng hạn",
        kind="dossiers",
        placement=RECEIVED,
        met=on_time_by_date(pending, same_day=same_day),
        rule=(
            f"So theo ngày: hồ sơ kết thúc xử lý {day} là đúng hạn; không có ngày hẹn trả, hoặc bị"
            " trả lại, rút là đúng hạn; đang giải quyết mà đến hết ngày cuối kỳ đã tới ngày hẹn trả là trễ hạn; đang"
            f" giải quyết và chưa tới ngày hẹn trả thì {pending.value}. Xét tại hết ngày cuối kỳ"
        ),
        source=plan_item("1.5"),
        unverified="Cách tính hồ sơ đang giải quyết và hồ sơ xong đúng ngày hẹn trả",
        decided_by=("due_at",),
    )


MEASURES = (
    on_time_par(),
    Measure(
        name="dossiers_on_time_06a",
        title="Hồ sơ TTHC giải quyết đúng hạn theo Biểu 06a",
        kind="dossiers",
        placement=CLOSED,
        met=on_time_by_date(Pending.LEFT_OUT),
        rule=(
            "Trong số hồ sơ đã giải quyết, so theo ngày (giờ Việt Nam): kết thúc xử lý trước hoặc"
            " đúng ngày hẹn trả là trước hạn, đúng hạn; không có ngày hẹn trả, hoặc bị trả lại, rút"
            " là đúng hạn; sau ngày hẹn trả là quá hạn"
        ),
        source=FORM_06A,
        unverified="Trạng thái «dừng xử lý» được coi là trả lại; hồ sơ rút, dừng xử lý không ghi ngày",
        decided_by=("due_at",),
    ),
    Measure(
        name="dossiers_on_time_766",
        title="Hồ sơ TTHC đúng hạn theo Quyết định 766",
        kind="dossiers",
        placement=RECEIVED,
        met=_on_time_by_moment,
        rule=(
            "Trong số hồ sơ tiếp nhận, so theo giờ: kết thúc xử lý không sau thời điểm hẹn trả là"
            " đúng hạn; đang giải quyết mà chưa quá hạn cũng tính là đúng hạn; hồ sơ không có thời"
            " điểm hẹn trả thì không kết luận được. Xét tại cuối ngày cuối kỳ"
        ),
        source=DECISION_766,
        unverified="Cách tính hồ sơ không có thời điểm hẹn trả",
        decided_by=("due_at", "finished_at"),
    ),
)
