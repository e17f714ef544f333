"""The evidence of a whole round as one zip: a folder for each unit, checked by its hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.assessments import packing
from parindex.apps.assessments.acts import PackRoundEvidence
from parindex.apps.assessments.models import Item, Round
from parindex.apps.evidence import services
from parindex.apps.evidence.bundle import REGISTER, SUMS
from parindex.apps.jobs import services as jobs
from parindex.apps.jobs.models import Job, JobState
from parindex.apps.jobs.worker import Worker
from tests.apps.assessments import big, kit
from tests.apps.evidence import making
from tests.apps.people import World, person

pytestmark = pytest.mark.django_db

Clients = Callable[..., Client]
ADDRESS = "assessments:round_evidence"


def _with_evidence(world: World, folder: Path) -> Round:
    """Three communes; the first and the last use one document, the last another beside it."""
    round_ = big.open_big(world, 3, 3)
    first = making.document(world, folder)
    second = making.document(world, folder, making.docx(), title="Báo cáo", number="7")
    for code, component, document in (
        ("X0000", "1.2", first),
        ("X0002", "1.1", first),
        ("X0002", "1.1", second),
    ):
        item = Item.objects.get(assessment__unit__code=code, code=component)
        services.attach(document, item.place, "Báo cáo", by="kiểm thử")
    return round_


def _lines(archive: ZipFile) -> list[dict[str, Any]]:
    sheet = load_workbook(BytesIO(archive.read(REGISTER))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_each_unit_has_a_folder_and_every_file_its_hash(
    world: World, tmp_path: Path, client_of: Clients
) -> None:
    _with_evidence(world, tmp_path)
    client = client_of(world.own[Role.COORDINATOR])
    address = reverse(ADDRESS, args=["lon"])
    page = client.get(address).content.decode()
    assert "Minh chứng đã gắn</dt><dd>3<" in page
    assert address in client.get(reverse("assessments:round", args=["lon"])).content.decode()
    job = client.post(address).url
    assert "đã sẵn sàng: 3 minh chứng" in client.get(job).content.decode()
    answer = client.get(f"{job}tep/")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == [
            "X0000-Xã-0/1-Lĩnh-vực/TC1-Tiêu-chí/1.2-Tiêu-chí-thành-phần-số-2/01-839-KH-VP-Kế-hoạch-năm-2023.pdf",
            "X0002-Xã-2/1-Lĩnh-vực/TC1-Tiêu-chí/1.1-Tiêu-chí-thành-phần-số-1/01-839-KH-VP-Kế-hoạch-năm-2023.pdf",
            "X0002-Xã-2/1-Lĩnh-vực/TC1-Tiêu-chí/1.1-Tiêu-chí-thành-phần-số-1/02-7-KH-VP-Báo-cáo.docx",
            REGISTER,
            SUMS,
        ]
        told = dict(reversed(line.split("  ")) for line in archive.read(SUMS).decode().splitlines())
        assert told == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names[:-1]}
        lines = _lines(archive)
        assert [line["Đơn vị"] for line in lines] == ["X0000 Xã 0", "X0002 Xã 2", "X0002 Xã 2"]
        for line, name in zip(lines, names, strict=False):
            assert line["Tệp trong gói, đường dẫn hoặc nơi lưu"] == name
            assert line["SHA-256"] == told[name]
            assert line["Dung lượng (byte)"] == archive.getinfo(name).file_size
        assert lines[2]["Số, ký hiệu"] == "7/KH-VP"
        assert lines[2]["Kết quả xem xét"]


def test_the_folders_inside_are_those_of_a_single_unit(world: World) -> None:
    round_ = big.open_big(world, 3, 3)
    whole = list(packing.folders_of_round(round_, lambda *told: None))
    single = [
        each
        for found in round_.assessments.order_by("unit__code")
        for each in packing.folders(found)
    ]
    assert [(each.place, each.title, each.unit) for each in whole] == [
        (each.place, each.title, each.unit) for each in single
    ]
    assert [each.path.partition("/")[2] for each in whole] == [each.path for each in single]


def test_without_evidence_the_page_says_so_and_nothing_is_packed(
    world: World, client_of: Clients
) -> None:
    big.open_big(world, 2, 2)
    client, address = client_of(world.own[Role.COORDINATOR]), reverse(ADDRESS, args=["lon"])
    assert "Chưa đơn vị nào gắn minh chứng" in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert "chưa có minh chứng nào" in answer.content.decode()
    assert not Job.objects.exists()


def test_rounds_whose_codes_begin_alike_are_told_apart(
    world: World, tmp_path: Path, client_of: Clients
) -> None:
    _with_evidence(world, tmp_path)
    kit.opened(world, code="lon-hon")
    client = client_of(world.own[Role.COORDINATOR])
    page = client.get(reverse(ADDRESS, args=["lon-hon"])).content.decode()
    assert "Chưa đơn vị nào" in page


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.UNIT_HEAD, Role.ADMINISTRATOR])
def test_who_does_not_oversee_the_round_packs_nothing(
    world: World, tmp_path: Path, client_of: Clients, role: Role
) -> None:
    round_ = _with_evidence(world, tmp_path)
    account = world.own[role]
    assert client_of(account).get(reverse(ADDRESS, args=["lon"])).status_code == 403
    job = jobs.ask(PackRoundEvidence(round_.pk), "Gói minh chứng", by=account)
    assert (job.state, job.file) == (JobState.FAILED, None)
    of_a_unit = person("dp-xa", Role.COORDINATOR, round_.assessments.first().unit)
    job = jobs.ask(PackRoundEvidence(round_.pk), "Gói minh chứng", by=of_a_unit)
    assert (job.state, job.file) == (JobState.FAILED, None)


def test_a_worker_that_dies_leaves_nothing_and_the_next_does_it_once(
    world: World, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PARINDEX_JOBS_AT_ONCE = False
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "den")
    (tmp_path / "den").mkdir()
    round_ = _with_evidence(world, tmp_path)
    job = jobs.ask(PackRoundEvidence(round_.pk), "Gói", by=world.own[Role.COORDINATOR])
    whole = packing.pack_round

    def dies(*told: Any) -> int:
        whole(*told)
        left = tmp_path / "den" / f"job-{job.pk}-bo-lai"
        left.mkdir()
        (left / "minh-chung.zip").write_bytes(b"do dang")
        raise SystemExit

    monkeypatch.setattr(packing, "pack_round", dies)
    with pytest.raises(SystemExit):
        Worker().work_once()
    job.refresh_from_db()
    assert (job.state, job.file) == (JobState.RUNNING, None)
    monkeypatch.undo()
    Job.objects.update(beat_at=job.asked_at - jobs.LEASE)
    assert Worker().work_once()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.file is not None
    jobs.clear_old()
    assert list((tmp_path / "den").glob("job-*")) == []


@pytest.mark.parametrize("units", [3, 20])
def test_questions_do_not_grow_with_the_places(world: World, tmp_path: Path, units: int) -> None:
    """Up to twenty units and five hundred places are one question each."""
    round_ = big.open_big(world, units, 20)
    document = making.document(world, tmp_path)
    for item in Item.objects.filter(code="1.7"):
        services.attach(document, item.place, by="kiểm thử")
    with CaptureQueriesContext(connection) as asked, (tmp_path / "goi").open("w+b") as target:
        assert packing.pack_round(round_, target, lambda *told: None) == units
    assert len(asked) <= 5
