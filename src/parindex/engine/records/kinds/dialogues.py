"""Đối thoại của lãnh đạo tỉnh với người dân, doanh nghiệp, và văn bản chỉ đạo sau đối thoại."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    choice,
    code,
    day,
    not_before,
    origin,
    text,
    unit_code,
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
    ),
    units=(UnitCheck("unit_code", "held_on"),),
)
