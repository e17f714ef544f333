"""Đối thoại của lãnh đạo tỉnh với người dân, doanh nghiệp, và văn bản chỉ đạo sau đối thoại."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    YearlyCount,
    choice,
    code,
    day,
    not_before,
    not_in_future,
    origin,
    text,
    unit_code,
    unusual,
)

AUDIENCES = (
    ("citizens", "người dân"),
    ("businesses", "doanh nghiệp"),
    ("both", "người dân và doanh nghiệp"),
)

DIALOGUES = Kind(
    name="dialogues",
    title="Đối thoại",
    row_is="một cuộc đối thoại",
    key=("dialogue_code",),
    day="held_on",
    fields=(
        code("dialogue_code", "mã cuộc đối thoại", required=True),
        unit_code("mã đơn vị tổ chức"),
        day("held_on", "ngày tổ chức", required=True),
        choice("audience", "đối tượng đối thoại", AUDIENCES),
        text("directive_number", "số, ký hiệu văn bản chỉ đạo giải quyết kiến nghị sau đối thoại"),
        day("directive_on", "ngày ban hành văn bản chỉ đạo"),
        origin(),
    ),
    rules=(
        not_before(
            "held_on",
            "directive_on",
            "văn bản chỉ đạo được ban hành trước cuộc đối thoại",
            "Hãy kiểm tra ngày đối thoại và ngày của văn bản chỉ đạo",
        ),
        not_in_future("held_on", "ngày tổ chức đối thoại nằm sau ngày nạp"),
        not_in_future("directive_on", "ngày ban hành văn bản chỉ đạo nằm sau ngày nạp"),
        unusual(
            "directive_without_day",
            "directive_on",
            "directive_number IS NOT NULL AND directive_on IS NULL",
            "có số, ký hiệu văn bản chỉ đạo nhưng thiếu ngày ban hành",
            "Hãy bổ sung ngày ban hành văn bản chỉ đạo",
        ),
        unusual(
            "directive_without_number",
            "directive_number",
            "directive_on IS NOT NULL AND directive_number IS NULL",
            "có ngày ban hành nhưng thiếu số, ký hiệu văn bản chỉ đạo",
            "Hãy bổ sung số, ký hiệu văn bản chỉ đạo",
        ),
    ),
    units=(UnitCheck("unit_code", "held_on"),),
    yearly=YearlyCount(),
)
