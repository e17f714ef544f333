"""Thủ tục hành chính đã công bố, công khai: one row per announcement."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    code,
    day,
    flag,
    not_before,
    not_in_future,
    origin,
    text,
    unit_code,
)

PROCEDURES = Kind(
    name="procedures",
    title="Thủ tục hành chính công bố, công khai",
    row_is="một lần công bố một thủ tục hành chính",
    key=("procedure_code", "decided_on"),
    day="decided_on",
    fields=(
        code("procedure_code", "mã TTHC", required=True),
        text("name", "tên TTHC"),
        text("sector", "lĩnh vực"),
        unit_code("mã đơn vị tham mưu công bố"),
        text("decision_number", "số, ký hiệu quyết định công bố"),
        day("decided_on", "ngày ký quyết định công bố", required=True),
        day("effective_on", "ngày quy định về TTHC có hiệu lực"),
        day("published_on", "ngày công khai TTHC"),
        day("in_force_to", "ngày cuối cùng lần công bố này còn áp dụng; bỏ trống nếu còn áp dụng"),
        flag("full_content", "nội dung công khai đầy đủ theo quy định"),
        flag("updated_on_time", "nội dung công khai được cập nhật kịp thời"),
        flag("has_fee", "TTHC có phí, lệ phí hoặc nghĩa vụ tài chính"),
        flag("online_payment", "TTHC cho phép thanh toán trực tuyến"),
        flag("connected_to_citizen_data", "TTHC đã kết nối cơ sở dữ liệu quốc gia về dân cư"),
        origin(),
    ),
    rules=(
        not_before(
            "decided_on",
            "published_on",
            "TTHC được công khai trước ngày ký quyết định công bố",
            "Hãy kiểm tra ngày quyết định và ngày công khai",
        ),
        not_before(
            "decided_on",
            "in_force_to",
            "TTHC hết áp dụng trước ngày ký quyết định công bố",
            "Hãy kiểm tra ngày quyết định và ngày hết áp dụng",
        ),
        not_in_future("decided_on", "ngày ký quyết định công bố nằm sau ngày nạp"),
        not_in_future("published_on", "ngày công khai TTHC nằm sau ngày nạp"),
    ),
    units=(UnitCheck("unit_code", "decided_on"),),
)
