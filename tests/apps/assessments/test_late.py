"""What somebody else did since a page was loaded holds: the state is asked for while nobody writes."""

from __future__ import annotations

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.answering import Draft
from parindex.apps.assessments.itempage import form_of
from parindex.apps.assessments.models import Item
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db


def test_a_part_is_not_written_once_its_whole_is_submitted(world: World) -> None:
    kit.opened(world)
    clerk = kit.actor(world, Role.SPECIALIST)
    part = Item.objects.filter(parent=kit.item(world, "1.5c")).order_by("order")[0]
    loaded = kit.item(world, part.code, "qd-766-2022")
    kit.write(kit.item(world, "1.5c"), {}, clerk.account, "Gửi sau")
    whole = kit.item(world, "1.5c")
    answering.submit(whole, whole.version, by=clerk)
    draft = Draft(loaded, loaded.version, form_of(loaded), "Viết sau khi trình")
    with pytest.raises(BadInput, match="đã trình nên không sửa được"):
        answering.save_all(loaded.assessment, [draft], by=clerk)
    assert Item.objects.get(pk=loaded.pk).explanation == ""


def test_an_item_is_not_returned_once_the_whole_is_handed_on(world: World) -> None:
    kit.opened(world)
    kit.everything_approved(world)
    loaded, found = kit.item(world, "1.1"), kit.assessment(world)
    finishing.check(found, found.version, by=kit.actor(world, Role.COORDINATOR))
    with pytest.raises(BadInput, match="đã trình hoặc đã phê duyệt"):
        answering.return_(loaded, loaded.version, "Xem lại", by=kit.actor(world, Role.COORDINATOR))
    assert Item.objects.get(pk=loaded.pk).state == "approved"
