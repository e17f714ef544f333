"""`parindex facts` beyond a year: groups, periods, and the records behind a number."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Store
from tests.cli.kit import done, listing, parindex, refused, table

ON_TIME = "dossiers_on_time_par"
FORMULA = "=HYPERLINK(1)"


def call(store: Store, *options: object, year: bool = True) -> list[object]:
    period = ("--year", 2023) if year else ()
    return ["facts", "--store", store.path, *period, "--measure", ON_TIME, *options]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A store of its own, with a dossier whose sector looks like a formula."""
    units = tmp_path / "units.csv"
    units.write_text("code,name,level,valid_from\nX1,Xã Một,commune,2000-01-01\n", "utf-8")
    dossiers = tmp_path / "dossiers.csv"
    dossiers.write_text(
        "dossier_code,procedure_code,unit_code,received_at,finished_at,sector\n"
        f"A,P1,X1,2023-03-01,2023-03-02,{FORMULA}\nB,P1,X1,2023-03-01,2023-03-03,\n"
        "C,P1,X1,2023-03-01,,Đất đai\n",
        "utf-8",
    )
    store = tmp_path / "kho"
    for kind, path in (("units", units), ("dossiers", dossiers)):
        done("records", "import", kind, path, "--store", store)
    return store


def test_groups_by_comma_or_repeated_carry_their_keys_only_where_grouped(own: Path) -> None:
    base = ("facts", "--store", own, "--month", "2023-03", "--measure", ON_TIME, "--json")
    comma = done(*base, "--by", "unit,sector").json
    assert comma == done(*base, "--by", "unit", "--by", "sector").json
    assert list(comma[0]) == [
        *("measure", "level", "unit", "sector", "from", "to"),
        *("numerator", "denominator", "value", "missing", "simulated", "note", "stood_in"),
    ]
    assert [(each["sector"], each["numerator"], each["missing"]) for each in comma] == [
        (None, 1, 0),
        (FORMULA, 1, 0),
        ("Đất đai", 0, 1),
    ]
    screen = done(*base[:-1], "--by", "sector").out
    assert "(bỏ trống)" in screen
    assert "Lĩnh vực" in screen


def test_periods_other_than_a_year(store: Store) -> None:
    def told(*options: object) -> list[tuple[str, int]]:
        facts = done(*call(store, *options, "--unit", "s1", "--json", year=False)).json
        return [(each["to"], each["denominator"]) for each in facts]

    # Four dossiers in January and four in March.
    assert told("--quarter", "2023-Q1") == [("2023-03-31", 8)]
    assert told("--month", "2023-03") == [("2023-03-31", 4)]
    assert told("--from", "2023-01-01", "--to", "28/02/2023") == [("2023-02-28", 4)]
    assert told("--half", "2023-H2") == [("2023-12-31", 0)]
    # On 15 March those received on the 6th are open, and not due before the 20th.
    assert told("--half", "2023-H1", "--as-of", "2023-03-15") == [("2023-06-30", 4)]


def test_a_page_of_the_records_behind_a_number(store: Store) -> None:
    rows = ("--unit", "S1", "--rows", "denominator")
    page = done(*call(store, *rows, "--page-size", 3, "--page", 3, "--json")).json
    assert (page["total"], page["page"], page["page_size"]) == (8, 3, 3)
    assert [row["dossier_code"] for row in page["rows"]] == ["S1-2023-03-06-2", "S1-2023-03-06-3"]
    assert page["rows"][0]["received_at"] == "2023-03-06T00:00:00"
    screen = done(*call(store, *rows, "--page-size", 3)).out
    assert "dòng 1–3 trong số 8 hồ sơ" in screen
    late = done(*call(store, "--rows", "numerator", "--only", "month=2023-05", "--json")).json
    assert [row["unit_code"] for row in late["rows"]] == ["X1"]
    level = done(*call(store, "--rows", "denominator", "--only", "level=district", "--json")).json
    assert level["total"] == 3


def test_no_cell_of_an_export_is_a_formula(own: Path, tmp_path: Path) -> None:
    base = ("facts", "--store", own, "--year", 2023, "--measure", ON_TIME, "--rows", "numerator")
    table, book = tmp_path / "a.csv", tmp_path / "a.xlsx"
    assert "Đã ghi 2 hồ sơ" in done(*base, "--out", table).out
    assert done(*base, "--out", book, "--json").json == {"file": str(book), "rows": 2}
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["sector"] for row in rows] == [f"'{FORMULA}", ""]
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    head, first, second = sheet.iter_rows()
    at = [cell.value for cell in head].index("sector")
    assert (first[at].value, first[at].data_type) == (FORMULA, "s")
    assert second[at].value is None
    assert first[head[-1].column - 1].value is None  # origin


def test_units_counted_by_their_form_are_named_where_records_are_listed(
    own: Path, tmp_path: Path
) -> None:
    units, form = tmp_path / "units2.csv", tmp_path / "form.csv"
    units.write_text("code,name,level,valid_from\nX2,Xã Hai,commune,2000-01-01\n", "utf-8")
    counts = {
        "received": 5,
        "received_online": 5,
        "received_otherwise": 0,
        "carried_over": 0,
        "finished": 5,
        "finished_early": 5,
        "finished_on_day": 0,
        "finished_late": 0,
        "pending": 0,
        "pending_in_time": 0,
        "pending_overdue": 0,
    }
    row = {"unit_code": "X2", "period_from": "2023-01-01", "period_to": "2023-12-31", "sector": "A"}
    for kind, path, rows in (("units", units, None), ("form_06a", form, [{**row, **counts}])):
        if rows is not None:
            table(path, rows)
        done("records", "import", kind, path, "--store", own)
    base = ("facts", "--store", own, "--year", 2023, "--measure", "dossiers_on_time_06a")
    (fact,) = done(*base, "--json", "--unit", "X2").json
    assert (fact["numerator"], fact["stood_in"]) == (5, ["X2"])
    page = done(*base, "--unit", "X2", "--rows", "numerator", "--json").json
    assert (page["total"], page["note"]) == (
        0,
        "trong đó 1 đơn vị theo Biểu 06a do đơn vị lập: X2",
    )
    assert done(*base, "--unit", "X1", "--rows", "numerator", "--json").json["note"] is None
    assert "X2" in done(*base, "--rows", "numerator").out.splitlines()[1]


def test_every_look_is_logged(own: Path, tmp_path: Path) -> None:
    base = ("facts", "--store", own, "--year", 2023, "--measure", ON_TIME, "--unit", "X1")
    done(*base, "--rows", "numerator", "--page-size", 1)
    done(*base, "--rows", "missing", "--out", tmp_path / "a.csv", "--only", "sector=Đất đai")
    log = (own / "logs" / "drilldown.jsonl").read_text("utf-8").splitlines()
    first, second = map(json.loads, log)
    assert (first["measure"], first["unit"], first["side"], first["rows"]) == (
        ON_TIME,
        "X1",
        "numerator",
        1,
    )
    assert (first["from"], first["to"]) == ("2023-01-01", "2023-12-31")
    assert first["who"]
    assert first["at"].endswith("+07:00")
    assert first["lake"] == (own / "CURRENT").read_text().strip()
    assert (second["side"], second["rows"], second["file"]) == ("missing", 1, "a.csv")
    assert second["sector"] == "Đất đai"


def test_what_cannot_be_logged_is_not_shown(own: Path) -> None:
    (own / "logs").write_text("in the way")
    outcome = parindex(
        *("facts", "--store", own, "--year", 2023, "--measure", ON_TIME, "--rows", "numerator")
    )
    assert (outcome.status, outcome.out) == (2, "")
    assert "không ghi được nhật ký tra cứu" in outcome.err


REFUSED: dict[str, tuple[tuple[object, ...], str]] = {
    "two measures": (
        ("--measure", "dossiers_synced", "--rows", "missing"),
        "--rows: cần đúng một số đo",
    ),
    "unknown unit": (("--unit", "Z9", "--rows", "missing"), "đơn vị «Z9»: không có trong danh mục"),
    "no group": (("--rows", "missing", "--only", "tuần=3"), "--only tuần=3: không đọc được"),
    "no value": (("--rows", "missing", "--only", "channel"), "--only channel: không đọc được"),
    "unit twice": (
        ("--rows", "missing", "--unit", "S1", "--only", "unit=S1"),
        "--only unit=S1: không đọc được, hoặc cách nhóm đã được nêu",
    ),
    "no level": (("--rows", "missing", "--only", "level=làng"), "level=làng: không có cấp này"),
    "other month": (
        ("--rows", "missing", "--only", "month=2022-12"),
        "month=2022-12: nằm ngoài kỳ tính",
    ),
    "no rows": (("--out", "a.csv"), "lời gọi: --out chỉ dùng khi xem hồ sơ"),
    "a page of no rows": (("--page", 2), "lời gọi: --page chỉ dùng khi xem hồ sơ"),
    "a page of a file": (
        (*("--rows", "missing", "--measure", ON_TIME), *("--out", "a.csv", "--page-size", 9)),
        "lời gọi: --page-size không dùng khi xuất ra tệp",
    ),
    "rows grouped": (
        ("--rows", "missing", "--measure", ON_TIME, "--by", "unit"),
        "lời gọi: --by không dùng khi xem hồ sơ",
    ),
    "no format": (
        ("--rows", "missing", "--out", "a.pdf"),
        "a.pdf: không xuất được ra dạng tệp này",
    ),
    "no folder": (("--rows", "missing", "--out", "khong/co/a.csv"), "khong/co/a.csv: không ghi"),
    "no grouping": (("--by", "tuần"), "cách nhóm «tuần»: không có cách nhóm này"),
    "no day": (("--as-of", "hôm qua"), "--as-of hôm qua: không phải là một ngày"),
    "no roll-up day": (("--roll-up", "31/02/2023"), "--roll-up 31/02/2023: không phải là một ngày"),
    "two periods": (("--month", "2023-05"), "kỳ tính: cần đúng một kỳ"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_asked_is_told_and_writes_nothing(
    store: Store, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options, sentence = REFUSED[name]
    (told,) = refused(*call(store, *options))
    assert told.startswith(sentence)
    assert listing(tmp_path) == {}


def test_a_kind_without_the_field_is_told_and_left_out_when_nothing_is_named(store: Store) -> None:
    base = ("facts", "--store", store.path, "--year", 2023, "--by", "channel")
    (told,) = refused(*base, "--measure", "petitions_on_time")
    assert told.startswith("cách nhóm «channel»: loại «petitions» không có trường kênh nộp")
    measures = {each["measure"] for each in done(*base, "--json").json}
    assert ON_TIME in measures
    assert "petitions_on_time" not in measures


def test_roll_up_with_and_without_a_day(own: Path, tmp_path: Path) -> None:
    units = tmp_path / "more.csv"
    units.write_text(
        "code,name,level,valid_from,valid_to,successor_code\n"
        "X1,Xã Một,commune,2000-01-01,2023-06-30,X2\nX2,Xã Hai,commune,2023-07-01,,\n",
        "utf-8",
    )
    done("records", "import", "units", units, "--store", own)
    base = ("facts", "--store", own, "--year", 2023, "--measure", ON_TIME, "--by", "unit", "--json")

    def told(*options: object) -> dict[str, int]:
        return {each["unit"]: each["numerator"] for each in done(*base, *options).json}

    assert told() == {"X1": 2, "X2": 0}
    assert told("--roll-up") == {"X2": 2}
    assert told("--roll-up", "2023-06-30") == {"X1": 2, "X2": 0}
