"""The mappings that come with the product, on rows as the two systems export them (made up)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.mapping import preset_kind, preset_names, preset_path, read_mapping
from parindex.engine.records.proposals.preview import PreviewRow, preview
from parindex.engine.records.proposals.sample import read_sample
from tests.engine.records.mapping.kit import moment, written

MAHOSO = {
    *("MaHoSo", "MaTTHC", "MaLinhVuc", "DonViId", "KenhThucHien", "NgayNopHoSo", "NgayTiepNhan"),
    *("NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi", "NgayYeuCauBoSung"),
    *("NgayCongDanBoSung", "TrangThaiHoSoId", "MucDo", "HoSoCoThanhPhanSoHoa", "DaSoHoaKetQua"),
    "DuocThanhToanTrucTuyen",
}
DOSSIERNO = {
    *("dossierNo", "serviceCode", "govAgencyCode", "receiveDate", "dueDate", "extendDate"),
    *("finishDate", "dossierStatus", "online"),
}


def read(folder: Path, preset: str, text: str) -> list[PreviewRow]:
    """The rows of a file as an import with the preset reads them."""
    kind = KINDS[preset_kind(preset)]
    sample = read_sample(written(folder, text, "rows.csv"))
    mapping = read_mapping(preset_path(preset), kind).matched(sample.header)
    return list(preview(sample, kind, mapping, 50).rows)


def values(rows: list[PreviewRow], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values[name] for name in names) for row in rows]


@pytest.mark.parametrize(
    ("preset", "names"), [("one-stop-mahoso", MAHOSO), ("one-stop-dossierno", DOSSIERNO)]
)
def test_every_known_column_is_taken_or_has_its_reason(preset: str, names: set[str]) -> None:
    mapping = read_mapping(preset_path(preset), KINDS["dossiers"])
    assert set(mapping.columns) | set(mapping.not_taken) == names
    assert not set(mapping.columns) & set(mapping.not_taken)


def test_what_no_official_text_backs_is_not_called_verified() -> None:
    for name in preset_names():
        mapping = read_mapping(preset_path(name), KINDS[preset_kind(name)])
        assert not mapping.verified
        assert all(not column.verified for column in mapping.columns.values() if column.values)


def test_mahoso(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "one-stop-mahoso",
        "MaHoSo,MaTTHC,MaLinhVuc,DonViId,KenhThucHien,NgayNopHoSo,NgayTiepNhan,NgayHenTra,"
        "NgayKetThucXuLy,NgayTra,TrangThaiHoSoId,MucDo,HoSoCoThanhPhanSoHoa,DaSoHoaKetQua\n"
        "H15.50.05.13-261008-0975,1.004227,LV01,H15.50.05.13,2,07/10/2026 21:14,08/10/2026 08:05,"
        "18/10/2026 17:00,17/10/2026 10:00,18/10/2026 09:00,10,4,1,0\n"
        "H15.50.05.13-261008-0976,1.004227,LV01,H15.50.05.13,1,08/10/2026,08/10/2026,18/10/2026,,,"
        "4,3,0,\n"
        "H15.50.05.13-261008-0977,1.004227,LV01,H15.50.05.13,3,08/10/2026,08/10/2026,,09/10/2026,,"
        "7,,,\n",
    )
    assert [row.faults for row in rows] == [(), (), ()]
    assert values(rows, "dossier_code", "unit_code", "channel", "service_level", "status") == [
        ("H15.50.05.13-261008-0975", "H15.50.05.13", "online", "full", "delivered"),
        ("H15.50.05.13-261008-0976", "H15.50.05.13", "in_person", "partial", "processing"),
        ("H15.50.05.13-261008-0977", "H15.50.05.13", "postal", None, "withdrawn"),
    ]
    assert values(rows, "received_at", "due_at", "finished_at", "input_digitised") == [
        (moment("2026-10-08 08:05"), moment("2026-10-18 17:00"), moment("2026-10-17 10:00"), True),
        (moment("2026-10-08"), moment("2026-10-18 23:59:59"), None, False),
        (moment("2026-10-08"), None, moment("2026-10-09"), None),
    ]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("2", "received"),
        ("4", "processing"),
        ("5", "supplement_requested"),
        ("6", "fee_due"),
        ("7", "withdrawn"),
        ("8", "stopped"),
        ("9", "finished"),
        ("10", "delivered"),
    ],
)
def test_the_statuses_of_mahoso(tmp_path: Path, code: str, status: str) -> None:
    (row,) = read(
        tmp_path,
        "one-stop-mahoso",
        "MaHoSo,MaTTHC,DonViId,NgayTiepNhan,NgayKetThucXuLy,TrangThaiHoSoId\n"
        f"A,1,X,08/10/2026,09/10/2026,{code}\n",
    )
    assert (row.values["status"], row.left_out, row.faults) == (status, False, ())


@pytest.mark.parametrize("code", ["1", "3"])
def test_what_was_never_received_is_left_out(tmp_path: Path, code: str) -> None:
    (row,) = read(
        tmp_path,
        "one-stop-mahoso",
        f"MaHoSo,MaTTHC,DonViId,NgayTiepNhan,TrangThaiHoSoId\nA,1,X,,{code}\n",
    )
    assert row.left_out


def test_a_status_nobody_knows_is_refused(tmp_path: Path) -> None:
    (row,) = read(
        tmp_path,
        "one-stop-mahoso",
        "MaHoSo,MaTTHC,DonViId,NgayTiepNhan,TrangThaiHoSoId\nA,1,X,08/10/2026,11\n",
    )
    assert [(fault.rule, fault.value) for fault in row.faults] == [("bad_choice", "11")]


def test_dossierno_and_the_later_due_date(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "one-stop-dossierno",
        "dossierNo,serviceCode,govAgencyCode,receiveDate,dueDate,extendDate,finishDate,"
        "dossierStatus,online\n"
        "A,1.0,x1,2023-10-08T01:05:00Z,2023-10-18T10:00:00Z,,2023-10-17T03:00:00Z,done,true\n"
        "B,1.0,x1,2023-10-08T08:05:00,2023-10-18,2023-10-25,,open,false\n"
        "C,1.0,x1,2023-10-08T08:05:00,2023-10-18,2023-10-12,,open,1\n"
        "D,1.0,x1,2023-10-08T08:05:00,2023-10-18,2023-02-31,,open,0\n",
    )
    assert values(rows, "received_at", "due_at", "finished_at", "channel") == [
        (
            moment("2023-10-08 08:05"),
            moment("2023-10-18 17:00"),
            moment("2023-10-17 10:00"),
            "online",
        ),
        (moment("2023-10-08 08:05"), moment("2023-10-25 23:59:59"), None, "in_person"),
        (moment("2023-10-08 08:05"), moment("2023-10-18 23:59:59"), None, "online"),
        (moment("2023-10-08 08:05"), None, None, "in_person"),
    ]
    assert [[fault.rule for fault in row.faults] for row in rows] == [[], [], [], ["bad_date"]]


def test_letters_of_apology(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "one-stop-mahoso-apologies",
        "MaHoSo,DonViId,NgayXinLoi,NgayHenTraMoi\n"
        "H15.50.05.13-261008-0975,H15.50.05.13,19/10/2026,26/10/2026\n",
    )
    assert [row.faults for row in rows] == [()]
    (told,) = values(rows, "dossier_code", "unit_code", "sent_on", "new_due_on")
    assert [str(value) for value in told] == [
        *("H15.50.05.13-261008-0975", "H15.50.05.13", "2026-10-19", "2026-10-26")
    ]
