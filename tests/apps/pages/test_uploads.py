"""Workbooks that are handed over are read whole, so they may not be of any size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from tests.apps.assessments import kit
from tests.apps.people import World


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "route", "args"),
    [
        (Role.SPECIALIST, "exchange:bring_back", (kit.CODE, "VP")),
        (Role.COORDINATOR, "pastyears:choose", ()),
        (Role.ADMINISTRATOR, "organizations:import", ()),
    ],
)
@pytest.mark.parametrize("name", ["to.xlsx", "to.xls"])
def test_what_is_larger_than_the_settings_allow_is_refused_in_words(
    world: World,
    client_of: Callable[[Account | None], Client],
    settings: object,
    role: Role,
    route: str,
    args: tuple[str, ...],
    name: str,
) -> None:
    kit.opened(world)
    settings.PARINDEX_WORKBOOK_LIMIT = 1024**2
    client, address = client_of(world.own[role]), reverse(route, args=args)
    assert "tối đa 1 MB" in client.get(address).content.decode()
    sent = {"file": SimpleUploadedFile(name, bytes(1024**2 + 1)), "criteria": world.criteria.pk}
    page = client.post(address, sent).content.decode()
    assert f"«{name}» lớn hơn giới hạn 1 MB. Hãy bỏ phần thừa hoặc tách thành nhiều tệp." in page
