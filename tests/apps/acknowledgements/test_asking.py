"""The co-ordinator asks units to read a published criteria set."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.models import Confirmation, Notice
from tests.apps.people import World

Clients = Callable[[Account | None], Client]


def _address(world: World) -> str:
    return reverse("criteria:ask", args=[world.criteria.set_id, world.criteria.edition])


def test_the_groups_chosen_are_asked(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.COORDINATOR])
    sent = {"unit": str(world.office.pk), "groups": ["cap:department", "cap:division"]}
    page = client.post(_address(world), {**sent, "due": "2026-12-31"}, follow=True)
    notice = Notice.objects.get()
    assert notice.title.startswith("Bộ chỉ số kh-839-2023, phiên bản 1: ")
    assert notice.address == reverse("criteria:set", args=["kh-839-2023", "1"])
    asked = set(Confirmation.objects.values_list("unit__code", flat=True))
    # The rooms are those of the own office alone.
    assert asked == {"VP", "SNV", "VP1", "VP2"}
    assert "0/4 đơn vị" in page.content.decode()


def test_groups_without_a_unit_are_told(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.COORDINATOR])
    sent = {"unit": str(world.office.pk), "groups": ["cap:commune"]}
    page = client.post(_address(world), sent).content.decode()
    assert "Các nhóm đã chọn không có đơn vị nào" in page
    assert not Notice.objects.exists()


def test_nobody_asks_in_the_name_of_another_office(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.COORDINATOR])
    sent = {"unit": str(world.other_office.pk), "groups": ["cap:department"]}
    assert client.post(_address(world), sent).status_code == 200
    assert not Notice.objects.exists()
