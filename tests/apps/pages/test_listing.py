"""Rows at hand, sorted as the address asks: names as a dictionary has them, what is missing last."""

from __future__ import annotations

import io
from fractions import Fraction
from types import SimpleNamespace as Row

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from parindex.apps.pages.columns import Column
from parindex.apps.pages.listing import Listing, exported

ROWS = (
    Row(name="Đà Lạt", points=Fraction(1, 2)),
    Row(name="An Bình", points=None),
    Row(name="Ân Thi", points=Fraction(0)),
    Row(name="Dĩ An", points=Fraction(10)),
)
COLUMNS = (
    Column("ten", "Tên", lambda row: row.name),
    Column("diem", "Điểm", lambda row: row.points, kind="points"),
)


def listing(asked: str) -> Listing[Row]:
    request = RequestFactory().get(f"/trang/?{asked}")
    return Listing(request, "xa", "Các xã", COLUMNS, ROWS)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Đà Lạt", "An Bình", "Ân Thi", "Dĩ An"]),
        ("xa-xep=khong-co", ["Đà Lạt", "An Bình", "Ân Thi", "Dĩ An"]),
        ("khac-xep=ten", ["Đà Lạt", "An Bình", "Ân Thi", "Dĩ An"]),
        ("xa-xep=ten", ["An Bình", "Ân Thi", "Dĩ An", "Đà Lạt"]),
        ("xa-xep=-ten", ["Đà Lạt", "Dĩ An", "Ân Thi", "An Bình"]),
        ("xa-xep=diem", ["Ân Thi", "Đà Lạt", "Dĩ An", "An Bình"]),
        ("xa-xep=-diem", ["Dĩ An", "Đà Lạt", "Ân Thi", "An Bình"]),
    ],
)
def test_rows_come_as_asked_for(asked: str, names: list[str]) -> None:
    assert [row.name for row in listing(asked).lines] == names


def test_headings_turn_the_order_and_keep_the_rest_of_the_address() -> None:
    up = listing("tim=an&xa-xep=ten").headings
    assert [each.direction for each in up] == ["ascending", "none"]
    assert up[0].address == "/trang/?tim=an&xa-xep=-ten#xa"
    down = listing("xa-xep=-ten").headings
    assert [each.direction for each in down] == ["descending", "none"]
    assert down[0].address == "/trang/?xa-xep=ten#xa"


def test_the_workbook_is_that_of_the_listing_asked_for() -> None:
    assert exported(listing("xuat=xlsx"), listing("xuat=khac")) is None
    book = exported(listing("xuat=xa&xa-xep=diem"))
    assert book is not None
    rows = load_workbook(io.BytesIO(book.content)).active.iter_rows(values_only=True)
    told = [row for row in rows if row[0] in {each.name for each in ROWS}]
    assert told == [("Ân Thi", 0), ("Đà Lạt", 0.5), ("Dĩ An", 10), ("An Bình", None)]
