"""`parindex facts`: counts made by hand over the small store, as documented JSON."""

from __future__ import annotations

from typing import Any

import pytest

from parindex.engine.facts.registry import MEASURES
from tests.cli.conftest import Store
from tests.cli.kit import done, refused

YEAR = {
    "from": "2023-01-01",
    "to": "2023-12-31",
    "missing": 0,
    "simulated": False,
    "note": None,
    "stood_in": [],
}
ON_TIME = "dossiers_on_time_par"


def facts(store: Store, *options: object) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = done(
        "facts", "--store", store.path, "--year", 2023, *options, "--json"
    ).json
    return told


def test_keys_counts_and_values_to_six_places_half_up(store: Store) -> None:
    told = facts(store, "--measure", ON_TIME)
    # 1/128 = 0,0078125 exactly: half up gives 0,007813 where half even would give 0,007812.
    assert told == [
        {
            "measure": ON_TIME,
            "level": level,
            "unit": None,
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            **YEAR,
        }
        for level, numerator, denominator, value in (
            ("province", 7, 8, "0.875000"),
            ("district", 2, 3, "0.666667"),
            ("commune", 1, 128, "0.007813"),
        )
    ]
    assert list(told[0]) == [
        *("measure", "level", "unit", "from", "to"),
        *("numerator", "denominator", "value", "missing", "simulated", "note", "stood_in"),
    ]


def test_a_count_has_no_denominator_and_nothing_arisen_no_value(store: Store) -> None:
    (held,) = facts(store, "--measure", "dialogues_held")
    assert (held["numerator"], held["denominator"], held["value"]) == (3, None, "3.000000")
    units = facts(store, "--measure", ON_TIME, "--by", "unit")
    (nothing,) = (each for each in units if each["unit"] == "S2")
    assert (nothing["denominator"], nothing["value"], nothing["note"]) == (0, None, None)


def test_records_that_were_never_imported_are_lacking_not_nothing_arisen(store: Store) -> None:
    tasks = facts(store, "--measure", "government_tasks_on_time")
    note = "kho chưa có hồ sơ loại «Nhiệm vụ được giao» (tasks)"
    assert {(each["denominator"], each["value"], each["note"]) for each in tasks} == {
        (0, None, note)
    }
    # Nobody knows whether the 129 late dossiers had an apology; with none late it would not matter.
    late = facts(store, "--measure", "apologies_for_late", "--by", "unit")
    lacking = "kho chưa có hồ sơ loại «Thư xin lỗi» (apologies)"
    told = {each["unit"]: (each["denominator"], each["value"], each["note"]) for each in late}
    assert told == {
        "S1": (1, None, lacking),
        "S2": (0, None, None),
        "H1": (1, None, lacking),
        "X1": (127, None, lacking),
        "X2": (0, None, None),
    }
    call = ("facts", "--store", store.path, "--year", 2023, "--measure", "government_tasks_on_time")
    assert done(*call).out.count("chưa có hồ sơ") == 3


def test_by_unit_every_valid_unit_has_its_own_fact(store: Store) -> None:
    told = facts(store, "--measure", ON_TIME, "--by", "unit")
    keys = ("level", "unit", "numerator", "denominator", "value")
    assert [tuple(each[key] for key in keys) for each in told] == [
        ("province", "S1", 7, 8, "0.875000"),
        ("province", "S2", 0, 0, None),
        ("district", "H1", 2, 3, "0.666667"),
        ("commune", "X1", 1, 128, "0.007813"),
        ("commune", "X2", 0, 0, None),
    ]


def test_by_month_every_month_has_its_own_fact(store: Store) -> None:
    told = facts(store, "--measure", ON_TIME, "--by", "month")
    assert [(each["from"], each["to"]) for each in told][:2] == [
        ("2023-01-01", "2023-01-31"),
        ("2023-02-01", "2023-02-28"),
    ]
    # January: 3 of 4 at S1. March: 4 of 4 at S1 and 2 of 3 at H1. May: 1 of 128 at X1.
    counted = {int(each["from"][5:7]): (each["numerator"], each["denominator"]) for each in told}
    arisen = {1: (3, 4), 3: (6, 7), 5: (1, 128)}
    assert counted == {month: arisen.get(month, (0, 0)) for month in range(1, 13)}


def test_all_measures_are_told_unless_some_are_named(store: Store) -> None:
    assert {each["measure"] for each in facts(store)} == set(MEASURES)
    named = facts(store, "--measure", ON_TIME, "--measure", "dialogues_held")
    assert [each["measure"] for each in named] == [ON_TIME] * 3 + ["dialogues_held"]


def test_the_screen_tells_zero_from_nothing_arisen(store: Store) -> None:
    call = ("facts", "--store", store.path, "--year", 2023, "--by", "unit", "--measure", ON_TIME)
    rows = [line.split("│") for line in done(*call).out.splitlines() if "31/12/2023" in line]
    assert [[cell.strip() for cell in row[3:9]] for row in rows] == [
        ["S1", "01/01/2023–31/12/2023", "7", "8", "87,50 %", "0"],
        ["S2", "01/01/2023–31/12/2023", "0", "0", "không phát sinh", "0"],
        ["H1", "01/01/2023–31/12/2023", "2", "3", "66,67 %", "0"],
        ["X1", "01/01/2023–31/12/2023", "1", "128", "0,78 %", "0"],
        ["X2", "01/01/2023–31/12/2023", "0", "0", "không phát sinh", "0"],
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ("--measure", "dossiers_on_time_6a"),
            "phép đo «dossiers_on_time_6a»: không có phép đo này. Có phải là: dossiers_on_time_06a, ",
        ),
        (
            ("--measure", "đúng hạn"),
            "phép đo «đúng hạn»: không có phép đo này. Hãy xem tên các phép đo ở docs/measures.md",
        ),
        (("--year", 2061), "ngày chốt số liệu 31/12/2061: nằm ngoài lịch làm việc"),
    ],
)
def test_what_cannot_be_counted_is_told(
    store: Store, options: tuple[object, ...], sentence: str
) -> None:
    (told,) = refused("facts", "--store", store.path, "--year", 2023, *options)
    assert told.startswith(sentence)
