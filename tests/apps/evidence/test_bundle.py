"""The evidence of a round as a zip that its receiver can check, and the files read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.evidence import bundle as evidence_bundle
from parindex.apps.evidence import services
from parindex.apps.evidence.bundle import REGISTER, SUMS, Folder, bundle
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import FileVersion, Use
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.files.checking import check_all
from parindex.apps.files.shelves import stored_names
from parindex.engine.values.problems import BadInput
from tests.apps.evidence import making
from tests.apps.evidence.making import KEY
from tests.apps.people import World
from tests.cli.kit import parindex

pytestmark = pytest.mark.django_db

FOLDERS = (
    Folder("1 Công tác chỉ đạo/1.5 Kế hoạch: điều hành?", KEY, "1.5 Kế hoạch", "VP1 Phòng"),
    Folder("2 Thể chế/2.1", "thu/VP1/duong-dan", "2.1 Văn bản", "VP1 Phòng"),
    Folder("3 Trống", "thu/VP1/trong", "3 Trống", "VP1 Phòng"),
)


@pytest.fixture(autouse=True)
def nothing_stored() -> None:
    """Other tests of this process leave files in the storage in memory."""
    for name in list(stored_names()):
        default_storage.delete(name)


@pytest.fixture
def used(world: World, tmp_path: Path) -> Use:
    """Two documents with files at the first place; a link and one of them again at the second."""
    use = making.use(world, tmp_path)
    clerk = world.own[Role.SPECIALIST]
    other = making.document(world, tmp_path, making.docx(), title="Báo cáo/phụ lục", number="")
    services.attach(other, KEY, by=clerk)
    services.attach(use.document, "thu/VP1/duong-dan", by=clerk)
    link = services.register(
        world.room, Holding.LINK, DocumentData("Chuyên mục", location="https://a.vn"), by=clerk
    )
    services.attach(link, "thu/VP1/duong-dan", by=clerk)
    services.refuse(use, 1, "Thiếu trang", by=world.own[Role.UNIT_HEAD])
    return use


def _packed(folders: tuple[Folder, ...] = FOLDERS) -> bytes:
    target = BytesIO()
    bundle("Danh mục minh chứng năm 2023", folders, target)
    return target.getvalue()


def test_folders_files_register_and_sums(used: Use) -> None:
    with ZipFile(BytesIO(_packed())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "1-Công-tác-chỉ-đạo/1.5-Kế-hoạch-điều-hành/01-839-KH-VP-Kế-hoạch-năm-2023.pdf",
            "1-Công-tác-chỉ-đạo/1.5-Kế-hoạch-điều-hành/02-KH-VP-Báo-cáo-phụ-lục.docx",
            "2-Thể-chế/2.1/01-839-KH-VP-Kế-hoạch-năm-2023.pdf",
            REGISTER,
            SUMS,
        ]
        sums = [line.split("  ") for line in archive.read(SUMS).decode().splitlines()]
        assert [path for _, path in sums] == archive.namelist()[:-1]
        for sha256, path in sums:
            assert hashlib.sha256(archive.read(path)).hexdigest() == sha256
        sheet = load_workbook(BytesIO(archive.read(REGISTER))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    titles = rows[0]
    lines = [dict(zip(titles, row, strict=True)) for row in rows[1:]]
    assert [line["Số, ký hiệu"] for line in lines] == ["839/KH-VP", "KH-VP", "839/KH-VP", None]
    assert (lines[0]["Kết quả xem xét"], lines[0]["Lý do"]) == ("Không chấp nhận", "Thiếu trang")
    assert lines[3]["Tệp trong gói, đường dẫn hoặc nơi lưu"] == "https://a.vn"


def test_the_same_evidence_gives_the_same_files(used: Use) -> None:
    with ZipFile(BytesIO(_packed())) as one, ZipFile(BytesIO(_packed())) as two:
        assert [(each.filename, each.CRC) for each in one.infolist()[:3]] == [
            (each.filename, each.CRC) for each in two.infolist()[:3]
        ]


def test_a_great_many_broken_files_are_not_all_told(
    used: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_bundle, "_MOST_PROBLEMS", 2)
    for file in FileVersion.objects.all():
        default_storage.delete(EVIDENCE.place_of(file.sha256))
    with pytest.raises(BadInput) as bad:
        _packed()
    assert len(bad.value.problems) == 2


def test_places_are_asked_for_some_at_a_time(
    used: Use, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., Any]
) -> None:
    whole = _packed()
    monkeypatch.setattr(evidence_bundle, "_TOGETHER", 2)
    with django_assert_num_queries(2):
        in_parts = _packed()
    with ZipFile(BytesIO(in_parts)) as parts, ZipFile(BytesIO(whole)) as one:
        assert parts.namelist() == one.namelist()


def _spoil(use: Use) -> None:
    assert use.file is not None
    place = EVIDENCE.place_of(use.file.sha256)
    default_storage.delete(place)
    default_storage.save(place, ContentFile(b"khac"))


def test_a_changed_file_is_never_handed_over(used: Use) -> None:
    _spoil(used)
    with pytest.raises(BadInput, match="tệp không còn như lúc nộp"):
        _packed()


def test_reading_again_finds_what_is_lost_or_changed(used: Use) -> None:
    assert [each.fault for each in check_all()] == ["", ""]
    _spoil(used)
    other = Use.objects.exclude(document=used.document).exclude(file=None).get()
    assert other.file is not None
    default_storage.delete(EVIDENCE.place_of(other.file.sha256))
    faults = {each.content.sha256: each.fault for each in check_all()}
    assert faults[used.file.sha256].startswith("nội dung đã khác lúc nộp (4 byte")
    assert faults[other.file.sha256] == "không còn trong kho"


def test_what_others_keep_under_a_hash_is_read_again_too(used: Use) -> None:
    sha256 = hashlib.sha256(b"bao cao").hexdigest()
    place = f"reports/{sha256[:2]}/{sha256}"
    default_storage.save(place, ContentFile(b"bao cao"))
    default_storage.save("reports/ghi-chu.txt", ContentFile(b"khong theo ma bam"))
    try:
        assert [each.fault for each in check_all()] == ["", "", ""]
        default_storage.delete(place)
        default_storage.save(place, ContentFile(b"bao cao khac"))
        assert [each.content.name for each in check_all() if each.fault] == [place]
    finally:
        default_storage.delete(place)
        default_storage.delete("reports/ghi-chu.txt")


def test_the_command_tells_and_ends_with_1(used: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parindex.site.started.bring_up", lambda: None)
    told = parindex("evidence", "verify")
    assert (told.status, told.out) == (0, "Đã đọc lại 2 tệp: 0 tệp có lỗi.\n")
    _spoil(used)
    told = parindex("evidence", "verify")
    assert (told.status, told.out) == (1, "Đã đọc lại 2 tệp: 1 tệp có lỗi.\n")
    assert "van-ban.pdf (SHA-256" in told.err
    assert parindex("evidence", "verify", "--json").json["faults"][0]["name"] == "van-ban.pdf"
