"""The newer parts of a mapping file: every fault with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.engine.records.mapping import Fold, FoldColumn, Take
from parindex.engine.values.problems import BadInput
from tests.engine.records.mapping.kit import mapping_of

RIGHT = """\
kind: dossiers
verified: false
columns:
  MaHoSo: dossier_code
  MaTTHC: procedure_code
  DonVi: unit_code
  NgayTiepNhan: received_at
  NgayTra: finished_at
date_formats: [mm/dd/yy]
time_zone: Asia/Tokyo
fold:
  key: [MaHoSo]
  order_by: ThoiGian
  columns:
    NgayTiepNhan: first
    NgayTra: {take: last, of: ThoiGian, where: {SuKien: trả kết quả}}
"""

WRONG = """\
kind: dossiers
verified: maybe
columns:
  MaHoSo: dossier_code
  Mã hồ sơ: procedure_code
  DonVi: {field: unit_code, verified: có}
  NgayTiepNhan: received_at
combine: {unit_code: latest, sector: first_given, status: largest}
date_formats: [dd/mm/yyyy, dd/mm, "%d/%m/%Q"]
time_zone: Asia/Hanoi
not_taken: {DonVi: không cần}
fold:
  key: [SoHoSo]
  order: ThoiGian
  columns:
    SoHoSo: first
    NgayTiepNhan: newest
    SoLan: count
    DonVi: {take: last, off: x, where: {SuKien: }}
"""


def test_what_a_mapping_may_say(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, RIGHT)
    assert (mapping.verified, mapping.time_zone) == (False, "Asia/Tokyo")
    assert mapping.formats[:2] == ("%m/%d/%y", "%m/%d/%y %H:%M")
    assert mapping.fold == Fold(
        ("MaHoSo",),
        "ThoiGian",
        {
            "NgayTiepNhan": FoldColumn(Take.FIRST, "NgayTiepNhan"),
            "NgayTra": FoldColumn(Take.LAST, "ThoiGian", {"SuKien": ("trả kết quả",)}),
        },
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (2, "phải là true hoặc false"),
        (5, "chỉ khác nhau dấu, chữ hoa hoặc khoảng trắng"),
        (6, "phải là true hoặc false"),
        (8, "«latest» chỉ dùng được cho ngày giờ"),
        (8, "trường «sector» không lấy từ nhiều cột"),
        (8, "không hiểu «largest»"),
        (9, "«dd/mm» không phải dạng ngày"),
        (9, "«%d/%m/%Q» không phải dạng ngày"),
        (10, "không có múi giờ «Asia/Hanoi»"),
        (11, "vừa được lấy (columns) vừa ghi là không lấy"),
        (13, "cột khóa «SoHoSo» của fold không có trong columns"),
        (14, "không hiểu khóa «order»"),
        (16, "là cột khóa"),
        (17, "không hiểu «newest»"),
        (18, "cột «SoLan» được gộp nhưng columns không dùng đến"),
        (19, "không hiểu khóa «off»"),
        (19, "chưa rõ giá trị nào của cột «SuKien»"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, line: int, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        mapping_of(tmp_path, WRONG)
    told = [
        p for p in caught.value.problems if p.where.endswith(f", dòng {line}") and what in p.what
    ]
    assert len(told) == 1
    assert told[0].remedy.startswith("Hãy ")


def test_a_fold_needs_a_key(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="chưa ghi cột khóa"):
        mapping_of(tmp_path, RIGHT.replace("key: [MaHoSo]", "key: []"))


def test_two_columns_for_a_field_need_a_rule(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ghi ở combine cách chọn"):
        mapping_of(tmp_path, RIGHT.replace("  NgayTra:", "  HanXuLy: finished_at\n  NgayTra:", 1))
