"""Phản ánh, kiến nghị (PAKN) của cá nhân, tổ chức."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    choice,
    code,
    day,
    flag,
    not_before,
    origin,
    unit_code,
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
    ),
    units=(UnitCheck("unit_code", "received_on"),),
)
