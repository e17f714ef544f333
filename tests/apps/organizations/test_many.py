"""Pages over three thousand units ask no more of the database than over six."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parindex.apps.access.roles import Role
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.services import register_units
from tests.apps.organizations.test_import import HEADER, confirm, preview
from tests.apps.people import BEGIN, World

pytestmark = pytest.mark.django_db

MANY = 3000


def communes(world: World) -> Iterator[UnitData]:
    for number in range(MANY):
        yield UnitData(
            uuid4(),
            f"T.{number:04d}",
            f"Xã {number}",
            UnitLevel.COMMUNE,
            BEGIN,
            parent=world.province.pk,
            group="UBND cấp xã",
        )


@pytest.fixture
def administrator(world: World, client_of: Any) -> Client:
    register_units(list(communes(world)), by="kiểm thử")
    found: Client = client_of(world.own[Role.ADMINISTRATOR])
    return found


@pytest.mark.parametrize(
    "address",
    [
        "/don-vi/",
        "/don-vi/?tim=xa+29&sap-xep=-ma&trang=2",
        "/don-vi/danh-muc/cay/",
        "/don-vi/danh-muc/cay/?mo=T",
        "/don-vi/T/",
        "/don-vi/T.0001/",
        "/tai-khoan/",
        "/",
    ],
)
def test_queries(administrator: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert administrator.get(address).status_code == 200
    assert len(asked) <= 25


def test_three_thousand_rows_are_imported_with_few_queries(world: World, client_of: Any) -> None:
    client = client_of(world.own[Role.ADMINISTRATOR])
    lines = [f"T.{number:04d},Xã {number},xã,T,,2025-07-01,," for number in range(MANY)]
    file = SimpleUploadedFile("xa.csv", "\n".join([HEADER, *lines]).encode())
    with CaptureQueriesContext(connection) as asked:
        page = preview(client, file)
        assert f"<dt>Đơn vị mới</dt><dd>{MANY // 1000}.000</dd>" in page
        assert confirm(client, page).status_code == 302
    assert len(asked) <= 100
    assert Unit.objects.filter(code__startswith="T.").count() == MANY
