"""The quarantine as a workbook, and back: what is mended leaves the quarantine."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parindex.engine.official.errors_workbook import Written, write_errors
from parindex.engine.records.errors.listing import open_listing
from parindex.engine.records.intake import import_records
from parindex.engine.records.policy import Policy
from parindex.engine.records.report import ImportReport
from parindex.engine.records.sources.options import Options
from parindex.engine.records.status import store_status
from parindex.engine.records.upkeep.undo import undo
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import Store, dossier, write_csv
from tests.engine.records.test_intake import column
from tests.parts import LIBREOFFICE_CALC

FIRST, ALL, ROWS = "Lỗi cần xử lý trước", "Tất cả lỗi", "Dòng cần sửa"
TABLE = 7
"""The row of the headings on the first sheet."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def errors(store: Store, kind: str = "dossiers", **options: Any) -> tuple[Path, Written]:
    out = store.files / f"so-loi-{len(list(store.files.iterdir()))}.xlsx"
    with open_listing(store.path, kind, **options) as listing:
        return out, write_errors(listing, out)


def sheet(path: Path, name: str) -> list[list[Any]]:
    rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [["" if value is None else value for value in row] for row in rows]


def rows_of(path: Path) -> list[dict[str, Any]]:
    headings, *rows = sheet(path, ROWS)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def mend(path: Path, change: Callable[[dict[str, Any]], Mapping[str, str] | None]) -> Path:
    """Change cells of each row of the third sheet, by heading; None deletes the row."""
    book = openpyxl.load_workbook(path)
    page = book[ROWS]
    headings = [cell.value for cell in page[1]]
    for number in range(page.max_row, 1, -1):
        row = {name: cell.value or "" for name, cell in zip(headings, page[number], strict=True)}
        changes = change(row)
        if changes is None:
            page.delete_rows(number)
        for name, value in (changes or {}).items():
            page.cell(number, headings.index(name) + 1, value)
    mended = path.with_name(f"da-sua-{path.name}")
    book.save(mended)
    return mended


def take(store: Store, path: Path, kind: str = "dossiers", **options: Any) -> ImportReport:
    return import_records(store.path, kind, [path], **options)


def standing(store: Store, kind: str = "dossiers") -> tuple[int, dict[str, int]]:
    (found,) = [each for each in store_status(store.path).kinds if each.kind == kind]
    return found.quarantined_rows, dict(found.quarantined)


def test_the_workbook_ranks_groups_and_lists_what_is_wrong(store: Store) -> None:
    store.take(
        "dossiers",
        [
            dossier("A", unit_code="LA", status="finished"),
            dossier("B", unit_code="LẠ"),
            dossier("C", received_at="31/02/2023"),
            dossier("D"),
        ],
        "thang-3.csv",
    )
    store.take("dossiers", [dossier("E", unit_code="LA")], "thang-4.csv")
    path, written = errors(store)
    assert written == Written(rows=4, faults=5, listed=4, left_out=0)
    first = sheet(path, FIRST)
    # A value before what lies in a row, that before what needs the list of units.
    assert [row[1:7] for row in first[TABLE:]] == [
        ["Ngày không có thật hoặc viết sai dạng", "received_at", "giá trị", "cách ly dòng", 1, 1],
        [
            "Trạng thái đã xong nhưng thiếu ngày kết thúc xử lý",
            *("finished_at", "trong một dòng", "cách ly dòng", 1, 1),
        ],
        [
            "Mã đơn vị không có trong danh mục đơn vị",
            *("unit_code", "so với danh mục", "cách ly dòng", 3, 3),
        ],
    ]
    grouped = sheet(path, ALL)
    assert [(row[2], row[5], row[8], row[9], row[10]) for row in grouped[1:]] == [
        ("received_at", 1, "thang-3.csv", "31/02/2023", 4),
        ("finished_at", 1, "thang-3.csv", "", 2),
        ("unit_code", 2, "thang-3.csv", "LA", 2),
        ("unit_code", 1, "thang-4.csv", "LA", 2),
    ]
    rows = rows_of(path)
    assert [(row["Tệp"], row["Dòng"], row["dossier_code"]) for row in rows] == [
        ("thang-3.csv", "2", "A"),
        ("thang-3.csv", "3", "B"),
        ("thang-3.csv", "4", "C"),
        ("thang-4.csv", "2", "E"),
    ]
    assert rows[2]["received_at"] == "31/02/2023"
    assert rows[2]["Lý do và cách sửa"].startswith("«received_at»: ngày không có thật")
    assert rows[0]["Lý do và cách sửa"].count("\n") == 1


def test_the_rows_can_be_changed_and_what_knows_them_cannot(store: Store) -> None:
    store.take("dossiers", [dossier("=1+1", unit_code="@LA", sector="-2+3", status="+84")])
    path, _ = errors(store)
    book = openpyxl.load_workbook(path)
    for page in book:
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    page = book[ROWS]
    assert page.protection.sheet
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref
    cells = {heading.value: cell for heading, cell in zip(page[1], page[2], strict=True)}
    assert cells["Mã dòng"].protection.locked
    assert not cells["unit_code"].protection.locked
    assert (cells["dossier_code"].value, cells["sector"].value) == ("=1+1", "-2+3")
    # The faulty cells stand out from the others.
    fills = {name: cell.fill.start_color.rgb for name, cell in cells.items()}
    assert fills["unit_code"] == fills["status"] != fills["sector"]
    assert book["parindex"].sheet_state == "hidden"


def test_what_is_mended_leaves_the_quarantine_and_what_is_not_stays_with_its_new_reason(
    store: Store,
) -> None:
    store.take(
        "dossiers",
        [
            dossier("A", unit_code="LA"),
            dossier("B", unit_code="LA"),
            dossier("C", unit_code="LA"),
            dossier("D", unit_code="LA"),
        ],
    )
    path, _ = errors(store)
    changes = {
        "A": {"unit_code": "X1"},
        "B": {"unit_code": "X1", "received_at": "31/02/2023"},
        "C": {},
        "D": None,
    }
    mended = mend(path, lambda row: changes[row["dossier_code"]])
    report = take(store, mended)
    assert (report.read, report.added, report.quarantined_rows, report.cleared) == (3, 1, 2, 2)
    assert report.files == (str(mended),)
    assert column(store, "unit_code") == {"A": "X1"}
    # B with a date that is none, C as it was, D which nobody touched.
    assert standing(store) == (3, {"unknown_unit": 2, "bad_date": 1})
    again, _ = errors(store)
    wrong = {row["dossier_code"]: row for row in rows_of(again)}
    assert sorted(wrong) == ["B", "C", "D"]
    assert wrong["B"]["Lý do và cách sửa"].startswith("«received_at»: ngày không có thật")
    assert wrong["B"]["Tệp"] == mended.name
    # The same mended workbook once more changes nothing.
    twice = take(store, mended)
    assert (twice.changed, twice.cleared, twice.version) == (False, 0, report.version)


def test_a_mended_workbook_may_be_wrong_in_most_of_its_rows(store: Store) -> None:
    rows = [dossier(f"D{n}", unit_code="LA") for n in range(30)]
    take(store, write_csv(store.files / "nham.csv", rows), policy=Policy(accept_anyway=True))
    path, _ = errors(store)
    mended = mend(path, lambda row: {"unit_code": "X1"} if row["dossier_code"] == "D7" else {})
    report = take(store, mended)
    assert (report.added, report.cleared, standing(store)[0]) == (1, 1, 29)


def test_one_of_two_that_share_a_key_is_chosen_by_deleting_the_other(store: Store) -> None:
    store.take("dossiers", [dossier("A", sector="Đất đai"), dossier("A", sector="Tư pháp")])
    path, _ = errors(store)
    mended = mend(path, lambda row: {} if row["sector"] == "Tư pháp" else None)
    report = take(store, mended)
    assert (report.added, report.cleared) == (1, 2)
    assert column(store, "sector") == {"A": "Tư pháp"}
    assert standing(store) == (0, {})


def test_a_mended_workbook_can_be_taken_back(store: Store) -> None:
    store.take("dossiers", [dossier("A", unit_code="LA")])
    path, _ = errors(store)
    report = take(store, mend(path, lambda _: {"unit_code": "X1"}))
    assert standing(store) == (0, {})
    undo(store.path, report.batch)
    assert standing(store) == (1, {"unknown_unit": 1})
    assert [each.rows for each in store_status(store.path).kinds] == [3, 0]


@pytest.mark.parametrize("found_by", ["folder", "pattern"])
def test_a_mended_workbook_is_known_however_it_was_found(store: Store, found_by: str) -> None:
    store.take("dossiers", [dossier("A", unit_code="LA")])
    path, _ = errors(store)
    mended = mend(path, lambda _: {"unit_code": "X1"})
    folder = store.files / "da-sua"
    folder.mkdir()
    mended.rename(folder / "so-loi.xlsx")
    given = folder if found_by == "folder" else folder / "*.xlsx"
    report = import_records(store.path, "dossiers", [given])
    assert (report.added, report.cleared, standing(store)) == (1, 1, (0, {}))
    write_csv(folder / "khac.csv", [dossier("B")])
    told = f"{folder / 'so-loi.xlsx'}: sổ lỗi đã sửa được nạp một mình"
    with pytest.raises(BadInput, match=re.escape(told)):
        import_records(store.path, "dossiers", [folder])
    with pytest.raises(BadInput, match=re.escape(told)):
        import_records(
            store.path, "dossiers", [folder / "*.xlsx"], options=Options(sheet="Dòng cần sửa")
        )


def test_a_row_without_columns_is_typed_in_beside_its_text(store: Store) -> None:
    store.take_text(
        "dossiers",
        "dossier_code,procedure_code,unit_code,received_at\nA,P1,X1\nB,P1,X1,2023-03-01\n",
    )
    path, _ = errors(store)
    (row,) = rows_of(path)
    assert row["Nguyên văn dòng không tách được thành cột"] == "A,P1,X1"
    assert row["dossier_code"] == ""
    unchanged = mend(path, lambda _: {})
    with pytest.raises(BadInput, match="không có dòng nào để nạp"):
        take(store, unchanged)
    typed = {
        "dossier_code": "A",
        "procedure_code": "P1",
        "unit_code": "X1",
        "received_at": "2/3/2023",
    }
    report = take(store, mend(path, lambda _: typed))
    assert (report.added, report.cleared, standing(store)) == (1, 1, (0, {}))


MAPPING = """kind: dossiers
columns: {Số HS: dossier_code, TTHC: procedure_code, Đơn vị: unit_code, Nhận: received_at, Hẹn: due_at, TT: {field: status, values: {Xong: processing}}}
date_formats: [mm/dd/yyyy, mm/dd/yyyy hh:mm]
time_zone: UTC
constants: {origin: mô phỏng}
"""


def test_rows_keep_their_meaning_and_their_source_names_without_the_mapping(
    store: Store, tmp_path: Path
) -> None:
    mapping = tmp_path / "bang.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    text = (
        "Số HS,TTHC,Đơn vị,Nhận,Hẹn,TT\n"
        "A,P1,LA,03/04/2023 20:30,05/06/2023,Xong\n"
        "B,P1,X1,03/04/2023 20:30,05/06/2023,Xong\n"
    )
    store.take_text("dossiers", text, mapping=mapping)
    path, _ = errors(store)
    (row,) = rows_of(path)
    # 4 March 20:30 in London's winter is 5 March 3:30 in Vietnam; due on 6 May, with no time.
    assert {name: row[name] for name in ("Số HS", "Đơn vị", "Nhận", "Hẹn", "TT", "origin")} == {
        "Số HS": "A",
        "Đơn vị": "LA",
        "Nhận": "05/03/2023 03:30:00",
        "Hẹn": "06/05/2023",
        "TT": "processing",
        "origin": "mô phỏng",
    }
    assert any("MÔ PHỎNG" in str(row[0]) for row in sheet(path, FIRST))
    assert take(store, mend(path, lambda _: {"Đơn vị": "X1"})).added == 1
    for name in ("received_at", "due_at", "status", "origin"):
        values = column(store, name)
        assert values["A"] == values["B"]
    assert standing(store) == (0, {})


def test_a_row_that_stood_in_several_places_is_listed_once_and_cleared_everywhere(
    store: Store,
) -> None:
    row = dossier("A", unit_code="LA")
    store.take("dossiers", [row, dossier("B"), row])
    assert standing(store)[0] == 2
    path, written = errors(store)
    assert (written.rows, written.listed) == (2, 1)
    (listed,) = rows_of(path)
    assert listed["Lý do và cách sửa"].endswith("(dòng y hệt còn ở 1 chỗ khác)")
    report = take(store, mend(path, lambda _: {"unit_code": "X1"}))
    assert (report.cleared, standing(store)) == (2, (0, {}))


def test_what_does_not_fit_is_counted(store: Store) -> None:
    store.take("dossiers", [dossier(f"D{n}", unit_code="LA") for n in range(12)])
    path, written = errors(store, most_rows=10)
    assert written == Written(rows=12, faults=12, listed=10, left_out=2)
    assert [row["dossier_code"] for row in rows_of(path)] == [f"D{n}" for n in range(10)]
    assert any("còn 2 dòng chưa có trong tệp này" in str(row[0]) for row in sheet(path, FIRST))


def test_nothing_is_written_where_nothing_is_wrong_or_something_stands(store: Store) -> None:
    store.take("dossiers", [dossier("A")])
    path, written = errors(store)
    assert (written.rows, path.exists()) == (0, False)
    store.take("dossiers", [dossier("B", unit_code="LA")])
    path.write_text("của ai đó", encoding="utf-8")
    with (
        open_listing(store.path, "dossiers") as listing,
        pytest.raises(BadInput, match="tệp đã có"),
    ):
        write_errors(listing, path)
    assert path.read_text(encoding="utf-8") == "của ai đó"


def test_a_workbook_of_another_kind_or_without_its_ids_is_refused(
    store: Store, tmp_path: Path
) -> None:
    store.take("dossiers", [dossier("A", unit_code="LA")])
    path, _ = errors(store)
    with pytest.raises(BadInput, match="sổ lỗi của loại «dossiers», không phải «apologies»"):
        take(store, path, "apologies")
    with pytest.raises(BadInput, match="được nạp một mình"):
        import_records(store.path, "dossiers", [path, store.files / "dossiers.csv"])
    book = openpyxl.load_workbook(path)
    book[ROWS].delete_cols(1)
    lost = tmp_path / "mat-ma.xlsx"
    book.save(lost)
    with pytest.raises(BadInput, match="không còn cột «Mã dòng»"):
        take(store, lost)
    del book[ROWS]
    book.save(lost)
    with pytest.raises(BadInput, match="không có trang tính «Dòng cần sửa»"):
        take(store, lost)


@LIBREOFFICE_CALC.required
def test_a_workbook_saved_by_libreoffice_is_still_ours(store: Store, tmp_path: Path) -> None:
    store.take("dossiers", [dossier("0012", unit_code="LA"), dossier("=A1", unit_code="LA")])
    path, _ = errors(store)
    mended = mend(path, lambda _: {"unit_code": "X1"})
    saved = tmp_path / "luu"
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(str(shutil.which("soffice")), f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(saved), str(mended)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    report = take(store, saved / mended.name)
    assert (report.added, report.cleared, standing(store)) == (2, 2, (0, {}))
    assert sorted(column(store, "unit_code")) == ["0012", "=A1"]
