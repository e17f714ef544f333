"""Rows as they are drawn: every text escaped, marks where a column asks for them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace as Row

from parindex.apps.pages.columns import Column, drawn

EVIL = "<script>alert('x')</script> & \"Sở\""
SAFE = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;Sở&quot;"


def test_no_text_of_a_row_becomes_markup() -> None:
    columns = (
        Column("ten", f"Tên {EVIL}", lambda row: row.text, link=lambda row: f'/x/"{row.text}'),
        Column("tinh-trang", "Tình trạng", lambda row: row.text, tone=lambda _: "good"),
        Column("chu", "Chữ", lambda row: row.text),
    )
    shown = drawn(columns, [Row(text=EVIL)])
    assert "<script" not in shown
    assert shown.count(SAFE) == 5
    assert f'<span class="tag good">{SAFE}</span>' in shown


def test_the_name_of_a_row_is_its_heading() -> None:
    first = Column("ma", "Mã", lambda row: row.code)
    second = Column("ten", "Tên", lambda row: row.name)
    named = Column("ten", "Tên", lambda row: row.name, heads=True)
    row = Row(code="1.5", name="Kế hoạch")
    assert drawn((first, second), [row]) == (
        '<tr><th scope="row" class="kind-text" data-label="Mã">1.5</th>'
        '<td class="kind-text" data-label="Tên">Kế hoạch</td></tr>\n'
    )
    assert '<th scope="row" class="kind-text" data-label="Tên">Kế hoạch</th>' in drawn(
        (first, named), [row]
    )


def test_values_are_shown_by_their_kind_and_what_is_missing_as_a_dash() -> None:
    columns = (
        Column("diem", "Điểm", lambda row: row.points, kind="points"),
        Column("han", "Hạn", lambda row: row.due, kind="day"),
        Column("khac", "Khác", lambda _: None),
    )
    shown = drawn(columns, [Row(points=Fraction(2, 3), due=date(2023, 2, 27))])
    assert '<th scope="row" class="kind-number" data-label="Điểm">≈ 0,6667</th>' in shown
    assert ">27/02/2023</td>" in shown
    assert 'aria-label="không có">–</span></td>' in shown


def test_totals_are_rounded_as_their_set_prints_them() -> None:
    total = Column("diem", "Tổng điểm", lambda row: row.points, kind="points", places=2)
    assert ">15,00</th>" in drawn((total,), [Row(points=Fraction(15) + Fraction(37, 10000))])
    assert ">15,01</th>" in drawn((total,), [Row(points=Fraction(15005, 1000))])
