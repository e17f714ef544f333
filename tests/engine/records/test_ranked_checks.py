"""Validation beyond single rejected rows: warnings, mistaken files, numbers unlike last year's, dry runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from parindex.engine.records.against_past import Unlike
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.faults import every_fault
from parindex.engine.records.intake import import_records
from parindex.engine.records.policy import Policy
from parindex.engine.records.severity import FaultClass, Severity
from parindex.engine.records.status import store_status
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import UNITS, Store, dossier, write_csv


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def in_time(code: str, **fields: Any) -> dict[str, Any]:
    """A dossier that nothing is odd about."""
    return dossier(code, due_at="2023-03-05", **fields)


def test_every_class_and_severity_is_used_and_every_rule_has_one_place() -> None:
    faults = [fault for kind in KINDS.values() for fault in every_fault(kind)]
    assert {fault.fault_class for fault in faults} == set(FaultClass)
    assert {fault.severity for fault in faults} == set(Severity)
    assert all(fault.says and fault.remedy for fault in faults)


def test_odd_rows_are_kept_and_counted_with_their_first_keys(store: Store) -> None:
    report = store.take(
        "dossiers",
        [
            in_time("TOT"),
            dossier("KHONG-HEN"),
            in_time("MAI-SAU", finished_at="2098-01-01"),
            in_time("CON-MO", finished_at="2023-03-04", status="processing"),
            dossier("HEN-XA", due_at="2033-03-05"),
            # Refused from the outset: no due date is needed.
            dossier("TU-CHOI", status="not_accepted"),
        ],
    )
    assert (report.added, report.quarantined_rows) == (6, 0)
    assert report.warnings == {
        "finished_at_in_future": 1,
        "due_at_missing": 1,
        "due_at_far_away": 1,
        "finished_but_open": 1,
    }
    assert report.examples == {
        "finished_at_in_future": ("MAI-SAU",),
        "due_at_missing": ("KHONG-HEN",),
        "due_at_far_away": ("HEN-XA",),
        "finished_but_open": ("CON-MO",),
    }


def test_only_new_and_changed_rows_are_warned_about(store: Store) -> None:
    store.take("dossiers", [dossier("A"), dossier("B")])
    again = store.take("dossiers", [dossier("A"), dossier("B", sector="khác")])
    assert again.warnings == {"due_at_missing": 1}
    assert again.examples == {"due_at_missing": ("B",)}


@pytest.mark.parametrize(
    ("kind", "row", "rule"),
    [
        (
            "petitions",
            {"petition_code": "K1", "received_on": "2023-01-02", "outcome": "answered"},
            "answered_without_day",
        ),
        (
            "edocuments",
            {
                "document_code": "V1",
                "handled_on": "2023-01-02",
                "secret": "có",
                "handled_online": "có",
            },
            "secret_handled_online",
        ),
        (
            "apologies",
            {"dossier_code": "A", "sent_on": "2023-01-05", "new_due_on": "2023-01-04"},
            "new_due_on_before_sent_on",
        ),
        (
            "dialogues",
            {"dialogue_code": "D1", "held_on": "2023-01-05", "directive_number": "12/CV"},
            "directive_without_day",
        ),
        ("tasks", {"task_code": "N1", "assigned_on": "2098-01-05"}, "assigned_on_in_future"),
        (
            "form_06a",
            # Received 10, but 4 online, 5 otherwise and none carried over are 9.
            {
                "period_from": "2023-01-01",
                "period_to": "2023-03-31",
                "sector": "Đất đai",
                "received": 10,
                "received_online": 4,
                "received_otherwise": 5,
                "carried_over": 0,
                "finished": 10,
                "finished_early": 10,
                "finished_on_day": 0,
                "finished_late": 0,
                "pending": 0,
                "pending_in_time": 0,
                "pending_overdue": 0,
            },
            "received_not_received_online_received_otherwise_carried_over",
        ),
    ],
)
def test_each_kind_has_its_oddities(
    store: Store, kind: str, row: dict[str, Any], rule: str
) -> None:
    report = store.take(kind, [{**row, "unit_code": "X1"}])
    assert (report.added, dict(report.warnings)) == (1, {rule: 1})


def test_dates_in_the_other_order_are_told_because_their_neighbours_may_be_misread(
    store: Store,
) -> None:
    report = store.take(
        "dossiers",
        [
            in_time("A", received_at="13/02/2023"),
            in_time("B", received_at="05/03/2023"),
            in_time("C", received_at="02/25/2023"),
            # No order of day and month makes a date of this one.
            in_time("D", received_at="31/02/2023"),
        ],
    )
    assert report.quarantined == {"bad_date": 2}
    assert report.warnings == {"mixed_date_order": 1}
    assert report.examples == {"mixed_date_order": ("02/25/2023",)}


def months_of_dossiers(year: int, a_day: int, unit: str = "X1") -> Iterator[dict[str, Any]]:
    """So many dossiers on each of the first 25 days of March."""
    for number in range(25 * a_day):
        day = date(year, 3, 1) + timedelta(number % 25)
        code = f"{unit}-{year}-{number}"
        yield dossier(code, unit_code=unit, received_at=f"{day}", due_at=f"{day}")


def test_a_month_far_from_that_of_the_year_before_is_told_by_unit(store: Store) -> None:
    # X1: 100 then 225 rows, more than double. H1: 100 then 50, exactly half, which is not below.
    store.take("dossiers", [*months_of_dossiers(2022, 4), *months_of_dossiers(2022, 4, "H1")])
    report = store.take(
        "dossiers", [*months_of_dossiers(2023, 9), *months_of_dossiers(2023, 2, "H1")]
    )
    assert report.warnings == {"unlike_last_year": 1}
    first, last = date(2023, 3, 1), date(2023, 3, 25)
    assert report.unlike_last_year == (Unlike("X1", "commune", first, last, 225, 100),)


def test_a_unit_without_rows_and_the_total_of_all_units_are_told_too(store: Store) -> None:
    store.take("dossiers", [*months_of_dossiers(2022, 4), *months_of_dossiers(2022, 6, "H1")])
    report = store.take("dossiers", list(months_of_dossiers(2023, 4)))
    first, last = date(2023, 3, 1), date(2023, 3, 25)
    assert report.unlike_last_year == (
        Unlike("", "", first, last, 100, 250),
        Unlike("H1", "district", first, last, 0, 150),
    )


@pytest.mark.parametrize(
    ("before", "now"),
    [
        # Fewer than 50 rows in both years tell nothing.
        (list(months_of_dossiers(2022, 1))[:49], list(months_of_dossiers(2023, 1))[:20]),
        # A few days of a month cannot be held against others.
        (list(months_of_dossiers(2022, 4)), list(months_of_dossiers(2023, 20))[:19]),
        # Nothing is known of the year before.
        ([], list(months_of_dossiers(2023, 20))),
    ],
)
def test_numbers_that_tell_nothing_are_passed_over(
    store: Store, before: list[dict[str, Any]], now: list[dict[str, Any]]
) -> None:
    if before:
        store.take("dossiers", before)
    assert store.take("dossiers", now).warnings == {}


def test_a_unit_that_did_not_exist_a_year_ago_is_not_held_against_it(tmp_path: Path) -> None:
    store = tmp_path / "kho"
    units = [
        *UNITS,
        {"code": "X9", "name": "Xã mới", "level": "commune", "valid_from": "2022-03-02"},
    ]
    import_records(store, "units", [write_csv(tmp_path / "units.csv", units)])
    before = [d for d in months_of_dossiers(2022, 4, "X9") if d["received_at"] > "2022-03-01"]
    stable = list(months_of_dossiers(2022, 40))
    rows = write_csv(tmp_path / "2022.csv", [*before, *stable])
    import_records(store, "dossiers", [rows])
    now = [*months_of_dossiers(2023, 9, "X9"), *months_of_dossiers(2023, 40)]
    report = import_records(store, "dossiers", [write_csv(tmp_path / "2023.csv", now)])
    assert report.unlike_last_year == ()


def test_months_are_held_one_by_one_and_only_those_that_are_covered(store: Store) -> None:
    # One file of two years: March by day 1 to 25, and one day of April that tells nothing.
    rows = [*months_of_dossiers(2022, 4), *months_of_dossiers(2023, 9)]
    rows += [in_april(year, n) for year, times in ((2022, 60), (2023, 10)) for n in range(times)]
    report = store.take("dossiers", rows)
    first, last = date(2023, 3, 1), date(2023, 3, 25)
    assert report.unlike_last_year == (
        Unlike("", "", first, last, 225, 100),
        Unlike("X1", "commune", first, last, 225, 100),
    )


def in_april(year: int, number: int) -> dict[str, Any]:
    return dossier(f"4-{year}-{number}", received_at=f"{year}-04-03", due_at=f"{year}-04-04")


def test_a_small_increment_is_not_held_against_a_year(store: Store) -> None:
    store.take("dossiers", list(months_of_dossiers(2022, 101)))
    # 25 new rows for 25 days; 2.525 of the year before and themselves would have to be read.
    assert store.take("dossiers", list(months_of_dossiers(2023, 1))).warnings == {}


def mistaken(bad: int, good: int) -> list[dict[str, Any]]:
    return [in_time(f"D{n}", unit_code="LA" if n < bad else "X1") for n in range(bad + good)]


def test_a_file_most_of_whose_rows_have_one_fault_is_refused_whole(store: Store) -> None:
    before = store_status(store.path)
    with pytest.raises(BadInput) as refused:
        store.take("dossiers", mistaken(21, 20), "nham.csv")
    (problem,) = refused.value.problems
    assert problem.where.endswith("nham.csv")
    # 21 of 41 are 51,2 %.
    assert problem.what == (
        "21 trong 41 dòng (51 %) bị cùng một lỗi, cột «unit_code»: mã đơn vị không có trong danh mục"
        " đơn vị (ví dụ «LA» ở dòng 2); cả lần nạp bị từ chối"
    )
    assert "--accept-anyway" in problem.remedy
    assert store_status(store.path) == before
    report = import_records(
        store.path, "dossiers", [store.files / "nham.csv"], policy=Policy(accept_anyway=True)
    )
    assert (report.added, report.quarantined_rows) == (20, 21)


@pytest.mark.parametrize(("bad", "good"), [(19, 1), (20, 20), (30, 30)])
def test_few_rows_or_half_of_them_do_not_make_a_file_mistaken(
    store: Store, bad: int, good: int
) -> None:
    report = store.take("dossiers", mistaken(bad, good))
    assert (report.added, report.quarantined_rows) == (good, bad)


def test_each_file_of_a_batch_is_judged_by_itself_and_its_own_column_names_are_used(
    store: Store, tmp_path: Path
) -> None:
    mapping = tmp_path / "bang.yaml"
    mapping.write_text(
        "kind: dossiers\ncolumns: {Số: dossier_code, TTHC: procedure_code, Nơi: unit_code, Nhận: received_at}\n",
        encoding="utf-8",
    )
    text = "Số,TTHC,Nơi,Nhận\n"
    good = store.files / "dung.csv"
    good.write_text(text + "".join(f"A{n},P,X1,1/3/2023\n" for n in range(100)), encoding="utf-8")
    bad = store.files / "sai.csv"
    bad.write_text(text + "".join(f"B{n},P,X1,ba/3\n" for n in range(20)), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        import_records(store.path, "dossiers", [good, bad], mapping)
    (problem,) = refused.value.problems
    assert problem.where.endswith("sai.csv")
    assert problem.what.startswith("20 trong 20 dòng (100 %) bị cùng một lỗi, cột «Nhận»")


def standing(store: Store) -> tuple[int, dict[str, int]]:
    """Quarantined rows of the dossiers and their faults, as the state of the store tells them."""
    (found,) = [kind for kind in store_status(store.path).kinds if kind.kind == "dossiers"]
    return found.quarantined_rows, dict(found.quarantined)


def test_a_later_good_row_with_the_same_key_clears_the_quarantined_one(store: Store) -> None:
    store.take(
        "dossiers",
        [
            dossier("A", unit_code="LA", received_at="1900-01-01"),
            dossier("B", unit_code="LA"),
            # Nothing to recognise it by.
            dossier("", unit_code="X1"),
        ],
    )
    assert standing(store) == (
        3,
        {"unknown_unit": 2, "missing_value": 1, "implausible_date": 1},
    )
    report = store.take("dossiers", [dossier("A"), dossier("C")])
    assert (report.added, report.quarantined_rows) == (2, 0)
    assert standing(store) == (2, {"unknown_unit": 1, "missing_value": 1})
    # The same for B; the row without a key stays.
    store.take("dossiers", [dossier("B")])
    assert standing(store) == (1, {"missing_value": 1})


def test_rows_that_stay_wrong_beside_a_good_one_stand_and_change_nothing_again(
    store: Store,
) -> None:
    rows = [dossier("A", unit_code="LA"), dossier("A")]
    first = store.take("dossiers", rows)
    assert (first.added, first.quarantined_rows, standing(store)[0]) == (1, 1, 1)
    again = store.take("dossiers", rows)
    assert (again.changed, again.version, standing(store)[0]) == (False, first.version, 1)
    # The good row alone, though stored as it is, settles the matter.
    alone = store.take("dossiers", [dossier("A")])
    assert (alone.unchanged, alone.changed, standing(store)) == (1, True, (0, {}))
    # And the bad one handed over once more stands once more.
    store.take("dossiers", [dossier("A", unit_code="LA")])
    assert standing(store) == (1, {"unknown_unit": 1})


def test_a_later_row_that_is_still_wrong_takes_the_place_of_the_former(store: Store) -> None:
    store.take("dossiers", [dossier("A", unit_code="LA"), dossier("B", unit_code="LA")])
    later = [dossier("A", received_at="31/02/2023")]
    report = store.take("dossiers", later)
    assert (report.cleared, standing(store)) == (1, (2, {"unknown_unit": 1, "bad_date": 1}))
    assert store.take("dossiers", later).changed is False


def test_keys_of_several_fields_clear_only_their_own(store: Store) -> None:
    letter = {"unit_code": "LA", "sent_on": "2023-01-05"}
    store.take("apologies", [{"dossier_code": "A", **letter}, {"dossier_code": "B", **letter}])
    right = {"unit_code": "X1", "sent_on": "2023-01-05"}
    store.take(
        "apologies",
        [{"dossier_code": "A", **right}, {"dossier_code": "B", **right, "sent_on": "2023-01-06"}],
    )
    (found,) = [kind for kind in store_status(store.path).kinds if kind.kind == "apologies"]
    assert (found.quarantined_rows, found.quarantined) == (1, {"unknown_unit": 1})


def listing(folder: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_dry_run_tells_everything_and_keeps_nothing(store: Store) -> None:
    store.take("dossiers", [in_time("A"), in_time("B")])
    before = listing(store.path)
    rows = [
        in_time("B", sector="khác"),
        dossier("C", received_at="2023-07-01"),
        in_time("D", unit_code="LA"),
    ]
    file = write_csv(store.files / "thu.csv", rows)
    tried = import_records(store.path, "dossiers", [file], policy=Policy(dry_run=True))
    assert (tried.added, tried.replaced, tried.quarantined_rows) == (1, 1, 1)
    assert (tried.changed, tried.dry_run) == (True, True)
    assert listing(store.path) == before
    # The real import then does what was told.
    done = import_records(store.path, "dossiers", [file])
    assert (done.added, done.replaced, done.quarantined_rows) == (1, 1, 1)
    assert (done.version, done.dry_run) == (tried.version, False)


def test_a_dry_run_leaves_no_store_where_there_was_none(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "units.csv", UNITS)
    tried = import_records(tmp_path / "kho", "units", [file], policy=Policy(dry_run=True))
    assert tried.added == 3
    assert not (tmp_path / "kho").exists()


class Told:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None]] = []
        self.reached: list[int] = []

    def step(self, says: str, rows: int | None = None) -> None:
        self.steps.append((says, rows))

    def done(self, rows: int) -> None:
        self.reached.append(rows)


def test_progress_counts_the_rows_of_all_files(store: Store) -> None:
    files = [
        write_csv(store.files / f"{n}.csv", [in_time(f"{n}-{i}") for i in range(10 * n)])
        for n in (1, 2)
    ]
    told = Told()
    import_records(store.path, "dossiers", files, progress=told)
    assert [rows for _, rows in told.steps if rows] == [30, 30]
    assert max(told.reached) == 30
