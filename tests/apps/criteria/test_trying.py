"""Trying a component: forms made from input definitions, points as the rule gives them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.criteria.answering import InputForm, typed_of
from parindex.apps.criteria.raw import restored, stored
from parindex.engine.criteria.library import find_set
from tests.apps.people import World

Clients = Callable[[Account | None], Client]
SET, INDEX = find_set("kh-839-2023"), find_set("qd-766-2022")


def bound(code: str, **typed: str) -> InputForm:
    form = InputForm(SET, SET.by_code[code], typed)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("code", "typed", "raw"),
    [
        ("1.1", {"dap_an": "dat"}, {"yes": True}),
        ("1.1", {"dap_an": "khong"}, {"yes": False}),
        ("3a", {"so_luong": "2"}, {"count": 2}),
        ("1.5a.tinh", {"tu_so": "11.670", "mau_so": "12000"}, {"numerator": 11670, "denominator": 12000}),
        ("1.5c", {"ty_le": "82,5"}, {"percent": Decimal("82.5")}),
        ("2.3", {"dap_an": "mot_phan"}, {"option": "mot_phan"}),
        ("1.4", {"phan-tiep_nhan": "dat", "phan-lien_thong": "khong"}, {"parts": {"tiep_nhan": True, "lien_thong": False}}),
        ("1.3", {"truong_hop": "khong-phat-sinh"}, {"none_arose": True}),
        ("1.1", {"truong_hop": "khong-ap-dung", "ly_do": "Không có"}, {"not_applicable": "Không có"}),
    ],
)  # fmt: skip
def test_every_kind_of_answer_is_read_as_an_inputs_file_gives_it(
    code: str, typed: dict[str, str], raw: dict[str, object]
) -> None:
    form = bound(code, **typed)
    assert form.errors == {}
    assert form.answered is not None
    assert form.answered.raw == raw
    assert restored(stored(raw)) == raw
    again = bound(code, **typed_of(SET.by_code[code], raw)).answered
    assert again == form.answered


@pytest.mark.parametrize(
    ("code", "typed", "lacking"),
    [
        ("1.1", {}, "«Mọi TTHC trong năm được ban hành đúng thẩm quyền»"),
        ("1.5a.tinh", {"tu_so": "5"}, "«Số hồ sơ tiếp nhận trong năm»"),
        ("1.4", {"phan-tiep_nhan": "dat"}, "«Giải quyết liên thông giữa các cơ quan»"),
        ("1.1", {"truong_hop": "khong-ap-dung"}, "lý do không áp dụng"),
    ],
)
def test_what_is_incomplete_says_what_it_lacks(
    code: str, typed: dict[str, str], lacking: str
) -> None:
    form = bound(code, **typed)
    assert form.errors == {}
    assert (form.answered, form.lacking) == (None, lacking)
    assert form.typed() == typed


@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        ("1.5c", {"ty_le": "82.5"}, "không phải là số"),
        ("3a", {"so_luong": "1,5"}, "phải là số nguyên"),
        ("3a", {"so_luong": "hai"}, "không phải là số"),
        ("1.5a.tinh", {"tu_so": "5", "mau_so": "3"}, "tử số lớn hơn mẫu số (5/3)"),
        ("1.5c", {"ty_le": "100,1"}, "vượt 100 %"),
        ("3a", {"so_luong": "-1"}, "số âm"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(code: str, typed: dict[str, str], told: str) -> None:
    form = bound(code, **typed)
    assert form.answered is None
    assert told.casefold() in str(form.errors).casefold()


def test_nothing_arose_is_offered_only_where_the_rule_knows_it() -> None:
    def offered(code: str) -> list[str]:
        return [
            value for value, _ in InputForm(SET, SET.by_code[code]).fields["truong_hop"].choices
        ]

    assert "khong-phat-sinh" in offered("1.3")
    assert "khong-phat-sinh" not in offered("3a")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        # 11.670 of 12.000 is 97,25 %, from 95 % on the rate itself: 0,9725 of 1 point.
        ("1.5a.tinh", {"tu_so": "11.670", "mau_so": "12.000"}, "<strong>0,9725</strong> / 1,00 điểm"),
        ("1.5a.tinh", {"tu_so": "9499", "mau_so": "10000"}, "<strong>0,00</strong> / 1,00 điểm"),
        ("3a", {"so_luong": "1"}, "<strong>0,25</strong> / 0,50 điểm"),
        ("1.5a.tinh", {"truong_hop": "khong-phat-sinh"}, "Không áp dụng"),
        ("1.5a.tinh", {"tu_so": "1"}, "Còn thiếu"),
        ("1.5a.tinh", {"tu_so": "5", "mau_so": "3"}, "Tử số lớn hơn mẫu số"),
    ],
)  # fmt: skip
def test_points_and_their_sentence_come_from_the_server(
    world: World, client_of: Clients, code: str, typed: dict[str, str], told: str
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    address = reverse("criteria:component", args=["kh-839-2023", "1", code])
    whole = client.get(address, typed).content.decode()
    part = client.get(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert told in whole
    assert told in part
    assert "<html" not in part


@pytest.mark.django_db
def test_a_component_that_is_not_there_is_not_found(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    assert (
        client.get(reverse("criteria:component", args=["kh-839-2023", "1", "9.9"])).status_code
        == 404
    )
    assert client.get(reverse("criteria:set", args=["kh-839-2023", "9"])).status_code == 404


def test_every_component_of_the_library_has_a_form() -> None:
    for each in (SET, INDEX):
        for component in each.components:
            assert len(InputForm(each, component).fields) >= 3
