"""Kết nối gửi, nhận văn bản điện tử theo đơn vị."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    day,
    flag,
    not_before,
    not_in_future,
    origin,
    unit_code,
)

CONNECTIONS = Kind(
    name="connections",
    title="Kết nối liên thông văn bản",
    row_is="một khoảng thời gian đơn vị kết nối với trục liên thông văn bản",
    key=("unit_code", "connected_on"),
    day="connected_on",
    fields=(
        unit_code("mã đơn vị kết nối"),
        day("connected_on", "ngày bắt đầu kết nối", required=True),
        day("disconnected_on", "ngày cuối cùng còn kết nối; bỏ trống nếu vẫn đang kết nối"),
        flag("sends", "gửi được văn bản điện tử", required=True),
        flag("receives", "nhận được văn bản điện tử", required=True),
        origin(),
    ),
    rules=(
        not_before(
            "connected_on",
            "disconnected_on",
            "ngày ngừng kết nối nằm trước ngày bắt đầu",
            "Hãy kiểm tra hai ngày kết nối",
        ),
        not_in_future("connected_on", "ngày bắt đầu kết nối nằm sau ngày nạp"),
    ),
    units=(UnitCheck("unit_code", "connected_on"),),
)
