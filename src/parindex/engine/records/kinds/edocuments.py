"""Văn bản, hồ sơ công việc và cách xử lý (trên môi trường mạng hay không)."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    YearlyCount,
    choice,
    code,
    day,
    flag,
    not_in_future,
    origin,
    unit_code,
    unusual,
)

DOCUMENT_TYPES = (
    ("incoming", "văn bản đến"),
    ("outgoing", "văn bản đi"),
    ("work_file", "hồ sơ công việc"),
)

EDOCUMENTS = Kind(
    name="edocuments",
    title="Văn bản, hồ sơ công việc",
    row_is="một văn bản hoặc một hồ sơ công việc đã xử lý",
    key=("document_code",),
    day="handled_on",
    fields=(
        code("document_code", "mã định danh văn bản hoặc hồ sơ công việc", required=True),
        unit_code("mã đơn vị xử lý"),
        choice("document_type", "loại", DOCUMENT_TYPES),
        day("handled_on", "ngày xử lý xong", required=True),
        flag("secret", "thuộc danh mục bí mật nhà nước"),
        flag("handled_online", "được xử lý hoàn toàn trên môi trường mạng"),
        origin(),
    ),
    rules=(
        not_in_future("handled_on", "ngày xử lý xong nằm sau ngày nạp"),
        unusual(
            "secret_handled_online",
            "secret",
            "secret AND handled_online",
            "văn bản thuộc danh mục bí mật nhà nước mà ghi là xử lý trên môi trường mạng",
            "Hãy kiểm tra hai cột này ở nguồn",
        ),
    ),
    units=(UnitCheck("unit_code", "handled_on"),),
    yearly=YearlyCount(),
)
