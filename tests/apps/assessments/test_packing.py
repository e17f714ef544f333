"""The evidence of an assessment as a zip in the folders of its set."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.assessments.models import Item
from parindex.apps.assessments.packing import folders
from parindex.apps.evidence import services
from parindex.apps.evidence.shelf import EVIDENCE
from tests.apps.assessments import kit
from tests.apps.evidence import making
from tests.apps.people import World

pytestmark = pytest.mark.django_db


def test_every_item_has_its_folder_in_the_order_of_the_set(world: World) -> None:
    assessment = kit.opened(world).assessments.get()
    found = list(folders(assessment))
    assert {each.place for each in found} == set(Item.objects.values_list("place", flat=True))
    own = [each for each in found if f"/{kit.CODE}/" in each.place.removeprefix("assessment/")]
    assert [each.title.split(" ")[0] for each in own[:3]] == ["3a", "3b", "4"]


def test_files_stand_where_the_set_puts_them(
    world: World, tmp_path: Path, client_of: Callable[..., Client]
) -> None:
    assessment = kit.opened(world).assessments.get()
    item = Item.objects.get(code="3a", criteria__set_id=kit.CODE)
    document = making.document(world, tmp_path)
    use = services.attach(document, item.place, by=world.own[Role.SPECIALIST])
    address = reverse("assessments:evidence", args=[kit.CODE, assessment.unit.code])
    client = client_of(world.own[Role.VIEWER])
    packed = client.get(f"{client.post(address).url}tep/")
    assert packed["Content-Disposition"].startswith("attachment")
    content = b"".join(packed.streaming_content)
    with ZipFile(BytesIO(content)) as archive:
        path = archive.namelist()[0]
        assert path.split("/")[-2].startswith("3a-")
        assert len(path.split("/")) == 4
        assert path.endswith("/01-839-KH-VP-Kế-hoạch-năm-2023.pdf")
    default_storage.delete(EVIDENCE.place_of(use.file.sha256))
    answer = client.post(address, follow=True)
    assert "tệp không còn như lúc nộp" in answer.content.decode()
