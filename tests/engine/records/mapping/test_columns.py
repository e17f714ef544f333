"""Names of columns matched loosely, and fields that several columns fill."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.mapping.selection import field_text
from parindex.engine.values.problems import BadInput
from tests.engine.records.mapping.kit import mapping_of, value_of

HEAD = "kind: dossiers\nconstants: {dossier_code: A, procedure_code: P, unit_code: X, received_at: 2023-01-01}\n"
TWO_DATES = HEAD + "columns: {dueDate: due_at, extendDate: due_at}\ncombine: {due_at: RULE}\n"


def test_accents_case_underscores_and_spaces_make_no_difference(tmp_path: Path) -> None:
    mapping = mapping_of(
        tmp_path,
        HEAD
        + "columns: {NgayHenTra: due_at, trang_thai: status}\n"
        + "leave_out: {TrangThai: ['1']}\nnot_taken: {GHI CHU: không cần}\n",
    )
    spelled = mapping.matched(["Ngày hẹn trả", "TRẠNG THÁI", "Ghi_chú"])
    assert list(spelled.columns) == ["Ngày hẹn trả", "TRẠNG THÁI"]
    assert list(spelled.leave_out) == ["TRẠNG THÁI"]
    assert list(spelled.not_taken) == ["Ghi_chú"]
    # A column that the file lacks keeps its name.
    assert list(mapping.matched(["khác"]).columns) == ["NgayHenTra", "trang_thai"]


def test_the_very_spelling_decides_between_similar_columns(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, HEAD + "columns: {NgayHenTra: due_at}\n")
    assert list(mapping.matched(["Ngày hẹn trả", "ngayhentra"]).columns) == ["ngayhentra"]
    with pytest.raises(
        BadInput, match=r"«NgayHenTra».*các cột Ngày hẹn trả, Ngay_Hen_Tra cùng tên"
    ):
        mapping.matched(["Ngày hẹn trả", "Ngay_Hen_Tra"])


@pytest.mark.parametrize(
    ("rule", "due", "extended", "text"),
    [
        ("latest", "18/10/2023", "25/10/2023", "25/10/2023"),
        ("latest", "18/10/2023", "17/10/2023", "18/10/2023"),
        ("latest", "18/10/2023", None, "18/10/2023"),
        ("latest", None, "25/10/2023", "25/10/2023"),
        ("latest", None, None, None),
        # Texts are compared as dates, and a day lasts longer than any time on it.
        ("latest", "9/10/2023", "2023-10-10", "2023-10-10"),
        ("latest", "18/10/2023 17:00", "18/10/2023", "18/10/2023"),
        # What cannot be read speaks, so that the row is refused and nobody is late by mistake.
        ("latest", "18/10/2023", "31/02/2023", "31/02/2023"),
        ("latest", "sai", "25/10/2023", "sai"),
        ("earliest", "18/10/2023", "25/10/2023", "18/10/2023"),
        ("earliest", "26/10/2023", "25/10/2023", "25/10/2023"),
        ("first_given", "", "25/10/2023", "25/10/2023"),
        ("first_given", "18/10/2023", "25/10/2023", "18/10/2023"),
    ],
)
def test_one_field_from_two_columns(
    tmp_path: Path, rule: str, due: str | None, extended: str | None, text: str | None
) -> None:
    mapping = mapping_of(tmp_path, TWO_DATES.replace("RULE", rule))
    places = {"dueDate": "c0", "extendDate": "c1"}
    sql = field_text(KINDS["dossiers"].field("due_at"), mapping, places)
    assert value_of(sql, c0=due, c1=extended) == text


def test_a_column_that_the_file_lacks_says_nothing(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, TWO_DATES.replace("RULE", "latest"))
    due = KINDS["dossiers"].field("due_at")
    assert value_of(field_text(due, mapping, {"dueDate": "c0"}), c0=" 18/10/2023 ") == "18/10/2023"
    assert value_of(field_text(due, mapping, {})) is None
    unit = KINDS["dossiers"].field("unit_code")
    assert value_of(field_text(unit, mapping, {})) == "X"
