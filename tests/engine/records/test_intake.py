"""Import: what becomes of every row, and that nothing else happens."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.engine.records.intake import import_records
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.status import store_status
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import UNITS, Store, dossier, write_csv

HEADER = "dossier_code,procedure_code,unit_code,received_at,due_at,finished_at,status\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def column(store: Store, name: str) -> dict[str, object]:
    """A field of all current dossiers by dossier code."""
    files = [
        str(store.path / f.path) for f in open_snapshot(store.path).manifest.files_of("dossiers")
    ]
    rows = duckdb.connect().execute(f"SELECT dossier_code, {name} FROM read_parquet(?)", [files])  # noqa: S608
    return dict(rows.fetchall())


def test_the_same_file_twice_changes_nothing_and_says_so(store: Store) -> None:
    rows = [dossier("A"), dossier("B"), dossier("C", received_at="31/02/2023")]
    first = store.take("dossiers", rows)
    again = store.take("dossiers", rows)
    assert (first.added, first.quarantined_rows, first.changed) == (2, 1, True)
    assert (again.added, again.replaced, again.unchanged, again.changed) == (0, 0, 2, False)
    assert again.version == first.version
    assert again.quarantined == {"bad_date": 1}
    assert len(store.quarantine("dossiers")) == 1


def test_a_later_batch_replaces_rows_with_the_same_key(store: Store) -> None:
    store.take("dossiers", [dossier("A"), dossier("B"), dossier("C", received_at="2023-04-01")])
    # B moves to another month, C gets an end, A comes again as it was.
    report = store.take(
        "dossiers",
        [
            dossier("A"),
            dossier("B", received_at="2023-05-01"),
            dossier("C", received_at="2023-04-01", finished_at="2023-04-02"),
            dossier("D"),
        ],
    )
    assert (report.added, report.replaced, report.unchanged) == (1, 2, 1)
    assert column(store, "received_at")["B"] == datetime.fromisoformat("2023-05-01")
    assert column(store, "finished_at")["C"] == datetime.fromisoformat("2023-04-02")
    assert sorted(column(store, "unit_code")) == ["A", "B", "C", "D"]
    status = store_status(store.path)
    assert {kind.kind: (kind.rows, kind.batches) for kind in status.kinds} == {
        "units": (3, 1),
        "dossiers": (4, 2),
    }


def test_repeated_rows_are_dropped_if_identical_and_quarantined_if_not(store: Store) -> None:
    report = store.take(
        "dossiers",
        [
            dossier("A"),
            dossier("a", procedure_code=" P1 "),
            dossier("B"),
            dossier("B", sector="khác"),
            dossier("C"),
        ],
    )
    assert (report.read, report.added, report.identical, report.quarantined_rows) == (5, 2, 1, 2)
    assert report.quarantined == {"duplicate_key": 2}
    assert [fault["line"] for fault in store.quarantine("dossiers")] == [4, 5]
    assert sorted(column(store, "unit_code")) == ["A", "C"]


def test_the_later_file_of_a_batch_speaks_last(store: Store) -> None:
    files = [
        write_csv(store.files / "1.csv", [dossier("A", sector="trước"), dossier("B")]),
        write_csv(store.files / "2.csv", [dossier("A", sector="sau")]),
    ]
    report = import_records(store.path, "dossiers", files)
    assert (report.read, report.added, report.superseded) == (3, 2, 1)
    assert column(store, "sector")["A"] == "sau"


BAD_ROWS = [
    ({"received_at": "31/02/2023"}, "bad_date", "received_at"),
    ({"received_at": "2023-13-01"}, "bad_date", "received_at"),
    ({"due_at": "01/03/2203"}, "implausible_date", "due_at"),
    ({"received_at": ""}, "missing_value", "received_at"),
    ({"procedure_code": "   "}, "missing_value", "procedure_code"),
    ({"status": "xong"}, "bad_choice", "status"),
    ({"synced": "có lẽ"}, "bad_boolean", "synced"),
    ({"unit_code": "ZZ"}, "unknown_unit", "unit_code"),
    ({"unit_code": "H1", "received_at": "2025-07-01"}, "unit_not_valid", "unit_code"),
    ({"unit_code": "X1", "received_at": "1999-12-31"}, "unit_not_valid", "unit_code"),
    ({"finished_at": "2023-02-28 23:59"}, "finished_at_before_received_at", "finished_at"),
    ({"due_at": "2023-02-28"}, "due_at_before_received_at", "due_at"),
    ({"status": "delivered"}, "closed_without_finish", "finished_at"),
]


def test_a_row_that_cannot_be_used_is_kept_with_its_reason(store: Store) -> None:
    rows = [dossier(f"BAD{n}", **fields) for n, (fields, _, _) in enumerate(BAD_ROWS)]
    report = store.take("dossiers", [dossier("OK"), *rows])
    assert (report.added, report.quarantined_rows) == (1, len(BAD_ROWS))
    faults = store.quarantine("dossiers")
    assert [(fault["line"], fault["column"], fault["rule"]) for fault in faults] == [
        (3 + n, at, rule) for n, (_, rule, at) in enumerate(BAD_ROWS)
    ]
    for number, (fault, (fields, _, at)) in enumerate(zip(faults, BAD_ROWS, strict=True)):
        assert fault["file"] == "dossiers.csv"
        assert fault["value"] == (fields.get(at, "").strip() or None)
        assert fault["says"]
        assert fault["remedy"].startswith("Hãy ")
        assert f'"dossier_code":"BAD{number}"' in fault["row"]


def test_a_row_with_two_faults_is_one_row_and_two_faults(store: Store) -> None:
    report = store.take("dossiers", [dossier("A", unit_code="ZZ", status="xong")])
    assert report.quarantined_rows == 1
    assert report.quarantined == {"bad_choice": 1, "unknown_unit": 1}


def test_rules_of_the_day_are_compared_by_day(store: Store) -> None:
    # Finished at an unknown time of the very day it was received: not «before».
    report = store.take(
        "dossiers", [dossier("A", received_at="2023-03-01 09:00", finished_at="2023-03-01")]
    )
    assert report.added == 1


def test_dates_are_read_as_offices_write_them(store: Store) -> None:
    wanted = datetime.fromisoformat("2023-03-02 07:30")
    written = {
        "A": "2023-03-02 07:30",
        "B": "02/03/2023 07:30",
        "C": "02-03-2023 07:30:00",
        "D": "2023-03-02T07:30:00",
        "E": "2023-03-02T00:30:00Z",
        "F": "2023-03-02T00:30:00.000+00:00",
        "G": "2023-03-02 07:30:00+07:00",
        "H": " 2/3/2023 7:30 ",
    }
    report = store.take(
        "dossiers", [dossier(code, received_at=text) for code, text in written.items()]
    )
    assert report.added == len(written), report.quarantined
    assert column(store, "received_at") == dict.fromkeys(written, wanted)


def test_a_due_date_without_a_time_lasts_until_the_day_is_over(store: Store) -> None:
    store.take(
        "dossiers", [dossier("A", due_at="2023-03-08"), dossier("B", due_at="2023-03-08 10:00")]
    )
    assert column(store, "due_at") == {
        "A": datetime.fromisoformat("2023-03-08 23:59:59"),
        "B": datetime.fromisoformat("2023-03-08 10:00"),
    }


def test_codes_lose_spaces_and_case_and_text_is_composed(store: Store) -> None:
    decomposed = "Đất đai"
    report = store.take("dossiers", [dossier(" a-1 ", unit_code="x1\u00a0", sector=decomposed)])
    assert report.added == 1
    assert column(store, "sector") == {"A-1": "Đất đai"}


@pytest.mark.parametrize(
    ("delimiter", "end", "mark"),
    [(",", "\n", ""), (";", "\r\n", "\ufeff"), ("\t", "\n", "\ufeff"), (",", "\r\n", "")],
)
def test_delimiters_line_ends_and_byte_order_marks(
    store: Store, delimiter: str, end: str, mark: str
) -> None:
    text = (
        "dossier_code|procedure_code|unit_code|received_at|sector\n"
        'A|P|X1|2023-03-01|"một, hai; ""ba"""\nB|P|X1|2023-03-01|\n'
    )
    report = store.take_text("dossiers", mark + text.replace("|", delimiter).replace("\n", end))
    assert report.added == 2
    assert column(store, "sector")["A"] == 'một, hai; "ba"'


def test_lines_are_those_of_the_file_whatever_stands_before(store: Store) -> None:
    text = (
        HEADER + "A,P,X1,2023-03-01,,,\r\n"  # 2
        "B,P,X1\r\n"  # 3: too short
        'C,P,"X1","2023-03-01\r\n",,,\r\n'  # 4 and 5: a line break inside a value
        "\r\n"  # 6
        "D,P,ZZ,2023-03-01,,,\r\n"  # 7: unknown unit
        "E,P,X1,2023-03-01,,,,,x\r\n"  # 8: too long
        "F,P,YY,2023-03-01,,,"  # 9: unknown unit, no line end
    )
    report = store.take_text("dossiers", text)
    assert (report.read, report.added) == (6, 2)
    found = [(fault["line"], fault["rule"]) for fault in store.quarantine("dossiers")]
    assert found == [
        (3, "ragged_row"),
        (7, "unknown_unit"),
        (8, "ragged_row"),
        (9, "unknown_unit"),
    ]


def test_lines_count_refused_rows_before_them(store: Store) -> None:
    good, short, bad = "{},P,X1,2023-03-01,,,\n", "{},P\n", "{},P,ZZ,2023-03-01,,,\n"
    pattern = [good, short, short, bad, good, bad, short, bad]
    lines = [row.format(f"K{n}") for n, row in enumerate(pattern)]
    store.take_text("dossiers", HEADER + "".join(lines))
    found = [(fault["line"], fault["rule"]) for fault in store.quarantine("dossiers")]
    expected = [
        (number + 2, "ragged_row" if row is short else "unknown_unit")
        for number, row in enumerate(pattern)
        if row is not good
    ]
    assert found == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_few_bad_rows_among_many_lead_to_their_lines(store: Store, end: str) -> None:
    # The first row, one in the middle, two in a row, and the last one, which has no line end.
    bad, count = (0, 70, 110, 111, 199), 200
    rows = [f"K{n},P,{'ZZ' if n in bad else 'X1'},2023-03-01,,,processing" for n in range(count)]
    report = store.take_text("dossiers", HEADER.strip() + end + end.join(rows))
    assert (report.read, report.added) == (count, count - len(bad))
    faults = store.quarantine("dossiers")
    assert [(fault["line"], fault["rule"]) for fault in faults] == [
        (number + 2, "unknown_unit") for number in bad
    ]
    for number, fault in zip(bad, faults, strict=True):
        assert f'"dossier_code":"K{number}"' in fault["row"]
        assert '"status":"processing"' in fault["row"]


def test_mixed_line_ends_are_read(store: Store) -> None:
    text = HEADER + "A,P,X1,2023-03-01,,,\r\nB,P,X1,2023-03-01,,,\nC,P,ZZ,2023-03-01,,,\r\n"
    report = store.take_text("dossiers", text)
    assert report.added == 2
    assert [fault["line"] for fault in store.quarantine("dossiers")] == [4]


def test_columns_that_no_field_takes_are_named_and_not_kept(store: Store) -> None:
    text = (
        HEADER.strip()
        + ",cccd\nA,P,X1,2023-03-01,,,,secret-1\nB,P,X1\nC,P,ZZ,2023-03-01,,,,secret-2\n"
    )
    report = store.take_text("dossiers", text + "D,P,X1,2023-03-01,,,,secret-3,\n")
    assert report.ignored_columns == ("cccd",)
    for path in store.path.rglob("*.parquet"):
        kept = str(
            duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        )
        assert "secret" not in kept


def test_units_must_be_known_before_anything_else(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "d.csv", [dossier("A")])
    with pytest.raises(BadInput, match="chưa có danh mục đơn vị"):
        import_records(tmp_path / "store", "dossiers", [path])
    assert not (tmp_path / "store").exists()


def test_units_are_checked_against_each_other(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "u.csv",
        [
            *UNITS,
            {
                "code": "X2",
                "name": "Xã 2",
                "level": "commune",
                "parent_code": "??",
                "valid_from": "2000-01-01",
            },
            {
                "code": "X1",
                "name": "Xã cũ",
                "level": "commune",
                "valid_from": "1995-01-01",
                "valid_to": "2000-01-01",
            },
            {
                "code": "Y1",
                "name": "Xã",
                "level": "commune",
                "valid_from": "2000-01-01",
                "valid_to": "2001-01-01",
            },
            {"code": "Y1", "name": "Xã", "level": "district", "valid_from": "2002-01-01"},
        ],
    )
    report = import_records(tmp_path / "store", "units", [path])
    assert report.quarantined == {"level_changes": 2, "unknown_unit": 1, "validity_overlap": 2}
    assert report.added == 2


def test_a_unit_may_be_ended_by_a_later_batch(store: Store) -> None:
    ended = [{**UNITS[2], "valid_to": "2023-06-30"}]
    assert store.take("units", ended).replaced == 1
    report = store.take("dossiers", [dossier("A"), dossier("B", received_at="2023-07-01")])
    assert report.quarantined == {"unit_not_valid": 1}


CELLS = st.text(alphabet="AB1 \"',;\n\té/-0", max_size=6)


@given(rows=st.lists(st.lists(CELLS, min_size=4, max_size=5), min_size=1, max_size=12))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_row_read_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    store = Store(tmp_path_factory.mktemp("any"))
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "dossier_code,procedure_code,unit_code,received_at\n" + "\n".join(quoted) + "\n"
    text += "Z1,P,X1,2023-03-01\nZ1,P,X1,2023-03-01\n"
    report = store.take_text("dossiers", text)
    assert report.read == len(rows) + 2
    assert report.read == (
        report.added
        + report.replaced
        + report.unchanged
        + report.identical
        + report.superseded
        + report.left_out
        + report.quarantined_rows
    )
    assert report.identical == 1
