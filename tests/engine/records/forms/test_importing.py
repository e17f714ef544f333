"""Forms into the store: a batch like any other, with unit and period resolved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.engine.records.database import open_database
from parindex.engine.records.forms.load import import_forms
from parindex.engine.records.forms.model import COUNT_NAMES
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.reading import make_views
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput
from tests.engine.records.forms.kit import CIVIL, LAND, TITLE, TOTAL, form
from tests.engine.records.kit import Store

SECOND_QUARTER = (date(2023, 4, 1), date(2023, 6, 30))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def stored(store: Store) -> dict[tuple[object, ...], list[int]]:
    """The stored rows: unit, period, sector → the eleven counts."""
    snapshot = open_snapshot(store.path)
    with open_database(store.path) as database:
        make_views(database, snapshot, ["form_06a"])
        rows = database.connection.execute(
            "SELECT * EXCLUDE (origin) FROM form_06a ORDER BY ALL"
        ).fetchall()
    return {row[:4]: list(row[4:]) for row in rows}


def test_a_form_becomes_rows_of_the_store(store: Store, tmp_path: Path) -> None:
    done = import_forms(store.path, [form(tmp_path / "xã 1.xlsx")])
    assert stored(store) == {
        ("X1", *SECOND_QUARTER, "Hộ tịch"): CIVIL[2:],
        ("X1", *SECOND_QUARTER, "Đất đai"): LAND[2:],
    }
    assert (done.report.added, done.report.files) == (2, (str(tmp_path / "xã 1.xlsx"),))
    assert done.forms[0].unit.code == "X1"
    assert done.forms[0].violations == ()


def test_the_same_form_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx")
    first = import_forms(store.path, [path]).report
    again = import_forms(store.path, [path]).report
    assert (again.unchanged, again.changed, again.version) == (2, False, first.version)


def test_a_corrected_form_replaces_and_clears_sectors(store: Store, tmp_path: Path) -> None:
    import_forms(store.path, [form(tmp_path / "a.xlsx")])
    corrected = [[1, "Đất đai", *CIVIL[2:]], [2, "Y tế", *LAND[2:]], TOTAL]
    done = import_forms(store.path, [form(tmp_path / "b.xlsx", corrected)])
    assert done.forms[0].withdrawn == ("Hộ tịch",)
    assert (done.report.added, done.report.replaced) == (1, 2)
    assert {key[3]: counts for key, counts in stored(store).items()} == {
        "Đất đai": CIVIL[2:],
        "Y tế": LAND[2:],
        "Hộ tịch": [0] * 11,
    }
    assert import_forms(store.path, [tmp_path / "b.xlsx"]).report.changed is False


def test_rows_that_do_not_add_up_are_taken_and_told(store: Store, tmp_path: Path) -> None:
    wrong = [*LAND[:2], 31, *LAND[3:]]
    done = import_forms(store.path, [form(tmp_path / "a.xlsx", [wrong, CIVIL, TOTAL])])
    assert [(each.line, each.difference) for each in done.forms[0].violations] == [
        (9, 1),
        (9, 1),
        (11, -1),
    ]
    assert stored(store)["X1", *SECOND_QUARTER, "Đất đai"][0] == 31


def test_a_sector_of_two_sections_keeps_both_rows(store: Store, tmp_path: Path) -> None:
    data = [["I", "Phần A"], LAND, ["II", "Phần B"], [1, *LAND[1:]], [2, *LAND[1:]]]
    import_forms(store.path, [form(tmp_path / "a.xlsx", data)])
    assert [key[3] for key in stored(store)] == [
        "Đất đai (Phần A)",
        "Đất đai (Phần B)",
        "Đất đai (Phần B) (2)",
    ]


def test_unit_and_period_asked_for(store: Store, tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx", title=[["Biểu II.06a/VPCP/KSTT"]])
    with pytest.raises(BadInput, match=r"biểu không ghi kỳ báo cáo\. .*--from và --to"):
        import_forms(store.path, [path], unit="H1")
    period = Period(date(2022, 12, 15), date(2023, 6, 14))
    with pytest.raises(BadInput, match=r"biểu không ghi đơn vị báo cáo\. .*--unit"):
        import_forms(store.path, [path], period=period)
    with pytest.raises(BadInput, match="mã đơn vị «X9» không có trong danh mục"):
        import_forms(store.path, [path], unit="X9", period=period)
    assert stored(store) == {}
    import_forms(store.path, [path], unit=" h1 ", period=period)
    assert {key[:3] for key in stored(store)} == {("H1", period.first, period.last)}


def test_a_unit_of_another_name_or_of_two_is_asked_for(store: Store, tmp_path: Path) -> None:
    other = form(tmp_path / "a.xlsx", title=[*TITLE[:1], ["Đơn vị báo cáo: Xã lạ"], *TITLE[2:]])
    with pytest.raises(BadInput, match="«Xã lạ» không có trong danh mục"):
        import_forms(store.path, [other])
    store.take(
        "units",
        [{"code": "X2", "name": "XÃ VÍ DỤ", "level": "commune", "valid_from": "2000-01-01"}],
    )
    with pytest.raises(BadInput, match="trùng tên với nhiều đơn vị"):
        import_forms(store.path, [form(tmp_path / "b.xlsx")])


def test_a_unit_that_no_longer_exists_is_quarantined(store: Store, tmp_path: Path) -> None:
    period = Period(date(2025, 7, 1), date(2025, 9, 30))
    done = import_forms(store.path, [form(tmp_path / "a.xlsx")], unit="H1", period=period)
    assert done.report.quarantined == {"unit_not_valid": 2}
    assert stored(store) == {}


def test_two_forms_of_one_unit_and_period_are_told(store: Store, tmp_path: Path) -> None:
    paths = [form(tmp_path / "a.xlsx"), form(tmp_path / "b.xlsx")]
    with pytest.raises(BadInput, match="cùng đơn vị X1 và cùng kỳ"):
        import_forms(store.path, paths)


def test_every_faulty_file_is_told_and_nothing_is_taken(store: Store, tmp_path: Path) -> None:
    text = tmp_path / "c.xlsx"
    text.write_text("Biểu 06a")
    bad = form(tmp_path / "b.xlsx", [[1, "Đất đai", -1, *LAND[3:]]])
    with pytest.raises(BadInput) as caught:
        import_forms(store.path, [form(tmp_path / "a.xlsx"), bad, text])
    assert [problem.where.split(",")[0] for problem in caught.value.problems] == [
        str(bad),
        str(text),
    ]
    assert stored(store) == {}


def test_made_up_forms_stay_marked(store: Store, tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx", title=[*TITLE, ["DỮ LIỆU MÔ PHỎNG"]])
    import_forms(store.path, [path])
    files = open_snapshot(store.path).manifest.kinds["form_06a"]
    assert (files.rows, files.simulated) == (2, 2)


def test_counts_of_other_sources_are_held_to_their_form(store: Store) -> None:
    row = {"unit_code": "X1", "period_from": "2023-01-01", "period_to": "2023-03-31"}
    good = {**row, "sector": "A", **dict.fromkeys(COUNT_NAMES, "12")}
    bad = [
        {**good, "sector": f"B{n}", "received": text}
        for n, text in enumerate(["-1", "1.5", "1.234", "1e3", "abc", "9" * 16])
    ]
    report = store.take("form_06a", [good, *bad, {**good, "sector": "C", "finished": ""}])
    assert report.added == 1
    assert report.quarantined == {"bad_count": 6, "missing_value": 1}
