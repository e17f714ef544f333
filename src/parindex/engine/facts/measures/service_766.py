"""Measures of the 766 index over dossiers that a yes/no field answers."""

from __future__ import annotations

from parindex.engine.facts.measure import Measure, every_row, flag
from parindex.engine.facts.measures.dossiers import RECEIVED
from parindex.engine.facts.measures.sources import DECISION_766


def _share(
    name: str,
    title: str,
    field: str,
    rule: str,
    *,
    of: str = "",
    unverified: str = "",
) -> Measure:
    """Of the dossiers received (`of`: those for which that field is yes) those with a yes."""
    return Measure(
        name=name,
        title=title,
        kind="dossiers",
        placement=RECEIVED,
        among=flag(of) if of else every_row,
        met=flag(field),
        rule=f"{rule}; dòng bỏ trống trường này thì không kết luận được",
        source=DECISION_766,
        unverified=unverified,
        decided_by=(of, field) if of else (field,),
    )


_DENOMINATOR = "Mẫu số: toàn bộ hồ sơ tiếp nhận trong kỳ"

MEASURES = (
    _share(
        "dossiers_synced",
        "Hồ sơ được đồng bộ lên Cổng Dịch vụ công quốc gia",
        "synced",
        "Trong số hồ sơ tiếp nhận: hồ sơ đã đồng bộ",
    ),
    _share(
        "dossiers_paid_online",
        "Hồ sơ thanh toán trực tuyến (A)",
        "paid_online",
        "Trong số hồ sơ tiếp nhận có phí, lệ phí: hồ sơ đã thanh toán trực tuyến",
        of="has_fee",
        unverified="Công thức điểm dùng A lấy theo cách tính của cổng, chưa có văn bản",
    ),
    _share(
        "results_original_digitised",
        "Kết quả giải quyết có bản điện tử từ bản gốc",
        "result_original_digitised",
        "Trong số hồ sơ tiếp nhận: hồ sơ có bản điện tử của kết quả từ bản gốc",
        unverified=_DENOMINATOR,
    ),
    _share(
        "papers_digitised",
        "Hồ sơ có giấy tờ được số hóa",
        "papers_digitised",
        "Trong số hồ sơ tiếp nhận: hồ sơ đã số hóa giấy tờ",
        unverified=_DENOMINATOR,
    ),
    _share(
        "certified_copies_electronic",
        "Bản sao chứng thực điện tử được cấp",
        "certified_copy_electronic",
        "Trong số hồ sơ tiếp nhận đề nghị chứng thực bản sao điện tử: hồ sơ đã được cấp",
        of="certified_copy_requested",
        unverified="Mẫu số: hồ sơ đề nghị chứng thực bản sao điện tử",
    ),
    _share(
        "digitised_data_reused",
        "Hồ sơ khai thác, sử dụng lại dữ liệu đã số hóa",
        "digitised_data_reused",
        "Trong số hồ sơ tiếp nhận: hồ sơ có sử dụng lại dữ liệu đã số hóa",
        unverified=_DENOMINATOR,
    ),
    _share(
        "synced_to_personal_store",
        "Hồ sơ đồng bộ vào kho dữ liệu của tổ chức, cá nhân",
        "synced_to_personal_store",
        "Trong số hồ sơ tiếp nhận: hồ sơ đã đồng bộ vào kho dữ liệu của tổ chức, cá nhân",
        unverified=_DENOMINATOR,
    ),
    _share(
        "dossiers_connected_to_citizen_data",
        "Hồ sơ xác thực với cơ sở dữ liệu quốc gia về dân cư",
        "connected_to_citizen_data",
        "Trong số hồ sơ tiếp nhận: hồ sơ có xác thực với cơ sở dữ liệu quốc gia về dân cư",
        unverified=_DENOMINATOR,
    ),
    _share(
        "reception_satisfied",
        "Hài lòng với việc tiếp nhận, giải quyết hồ sơ",
        "satisfied",
        "Trong số hồ sơ tiếp nhận có đánh giá: hồ sơ được đánh giá hài lòng",
        unverified="Hồ sơ không có đánh giá không tính vào mẫu số",
    ),
)
