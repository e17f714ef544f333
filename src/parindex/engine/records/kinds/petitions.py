"""Phản ánh, kiến nghị (PAKN) của cá nhân, tổ chức."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    YearlyCount,
    choice,
    code,
    day,
    flag,
    not_before,
    not_in_future,
    origin,
    unit_code,
    unusual,
)

OUTCOMES = (
    ("answered", "đã xử lý, trả lời"),
    ("refused", "từ chối tiếp nhận"),
    ("processing", "đang xử lý"),
)

PETITIONS = Kind(
    name="petitions",
    title="Phản ánh, kiến nghị",
    row_is="một phản ánh, kiến nghị",
    key=("petition_code",),
    day="received_on",
    fields=(
        code("petition_code", "mã phản ánh, kiến nghị", required=True),
        unit_code("mã đơn vị có trách nhiệm xử lý"),
        day("received_on", "ngày tiếp nhận", required=True),
        day("supplement_requested_on", "ngày yêu cầu người phản ánh bổ sung thông tin, nếu có"),
        day("handled_on", "ngày xử lý xong; bỏ trống nếu đang xử lý"),
        day("published_on", "ngày công khai kết quả xử lý"),
        choice("outcome", "kết quả", OUTCOMES),
        flag("satisfied", "người phản ánh hài lòng với kết quả xử lý"),
        origin(),
    ),
    rules=(
        not_before(
            "received_on",
            "supplement_requested_on",
            "yêu cầu bổ sung thông tin trước khi tiếp nhận",
            "Hãy kiểm tra ngày tiếp nhận và ngày yêu cầu bổ sung",
        ),
        not_before(
            "received_on",
            "handled_on",
            "phản ánh, kiến nghị xử lý xong trước khi tiếp nhận",
            "Hãy kiểm tra ngày tiếp nhận và ngày xử lý xong",
        ),
        not_before(
            "handled_on",
            "published_on",
            "kết quả được công khai trước khi xử lý xong",
            "Hãy kiểm tra ngày xử lý xong và ngày công khai",
        ),
        not_in_future("received_on", "ngày tiếp nhận nằm sau ngày nạp"),
        not_in_future("handled_on", "ngày xử lý xong nằm sau ngày nạp"),
        not_in_future("published_on", "ngày công khai kết quả nằm sau ngày nạp"),
        unusual(
            "answered_without_day",
            "handled_on",
            "outcome = 'answered' AND handled_on IS NULL",
            "kết quả là đã xử lý, trả lời nhưng thiếu ngày xử lý xong",
            "Hãy bổ sung ngày xử lý xong hoặc sửa kết quả",
        ),
        unusual(
            "handled_but_open",
            "outcome",
            "outcome = 'processing' AND handled_on IS NOT NULL",
            "đã có ngày xử lý xong nhưng kết quả vẫn là đang xử lý",
            "Hãy kiểm tra kết quả và ngày xử lý xong",
        ),
    ),
    units=(UnitCheck("unit_code", "received_on"),),
    yearly=YearlyCount(),
)
