"""Aggregates kept up with a store after each change, once it is worth it."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.services import aggregates
from parindex.services.aggregates import Standing, keep_up, standing
from tests.cli.kit import done, parindex
from tests.engine.records.forms.kit import CIVIL, TOTAL, form
from tests.engine.records.kit import Store, dossier, write_csv


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Three units and two dossiers, one row short of what is worth keeping aggregates for."""
    made = Store(tmp_path)
    made.take("dossiers", [dossier("A"), dossier("B", channel="online")])
    monkeypatch.setattr(aggregates, "WORTH_KEEPING", 6)
    return made


def test_a_small_store_stays_without_and_a_larger_one_is_kept_up_from_then_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keep_up(store.path) == ""
    assert standing(store.path) is Standing.NONE
    store.take("dossiers", [dossier("C")])
    assert keep_up(store.path) == ""
    assert standing(store.path) is Standing.CURRENT
    store.take("dossiers", [dossier("D")])
    assert standing(store.path) is Standing.BEHIND
    monkeypatch.setattr(aggregates, "WORTH_KEEPING", 1_000_000)
    assert keep_up(store.path) == ""
    assert standing(store.path) is Standing.CURRENT


def test_a_change_of_what_nothing_is_counted_from_leaves_them_current(store: Store) -> None:
    store.take("dossiers", [dossier("C")])
    keep_up(store.path)
    unit = {"code": "X9", "name": "Xã khác", "level": "commune", "valid_from": "2000-01-01"}
    store.take("units", [unit])
    assert standing(store.path) is Standing.CURRENT


def test_why_it_failed_is_told_and_nothing_else_fails(store: Store) -> None:
    (store.path / "aggregates").write_text("not a folder")
    path = write_csv(store.files / "more.csv", [dossier("C"), dossier("D")])
    told = parindex("records", "import", "dossiers", path, "--store", store.path)
    assert (told.status, len(told.told)) == (0, 1)
    assert "số liệu tính thẳng từ hồ sơ" in told.err
    status = done("records", "status", "--store", store.path, "--json").json
    assert (status["kinds"][1]["rows"], status["aggregates"]) == (4, "none")


def test_an_import_of_forms_keeps_them_up(store: Store) -> None:
    done("forms", "import-06a", form(store.files / "a.xlsx"), "--store", store.path, "--unit", "X1")
    assert standing(store.path) is Standing.CURRENT
    done(
        *("forms", "import-06a", form(store.files / "b.xlsx", [CIVIL, TOTAL]), "--unit", "T1"),
        *("--store", store.path, "--json"),
    )
    assert standing(store.path) is Standing.CURRENT


@pytest.mark.parametrize(("worth", "state"), [(1, Standing.CURRENT), (10**6, Standing.NONE)])
def test_the_demo_keeps_them_up_where_its_store_is_worth_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worth: int, state: Standing
) -> None:
    monkeypatch.setattr(aggregates, "WORTH_KEEPING", worth)
    done("demo", "--work", tmp_path, "--dossiers", 150)
    assert standing(tmp_path / "kho") is state


def test_an_import_keeps_them_up_and_the_status_tells(store: Store) -> None:
    def told() -> tuple[str, str]:
        status = ("records", "status", "--store", store.path)
        return done(*status, "--json").json["aggregates"], done(*status).out

    state, screen = told()
    assert (state, "Số tổng hợp" in screen) == ("none", False)
    path = write_csv(store.files / "more.csv", [dossier("C"), dossier("D")])
    done("records", "import", "dossiers", path, "--store", store.path)
    state, screen = told()
    assert (state, "đúng với phiên bản hiện hành" in screen) == ("current", True)
    store.take("dossiers", [dossier("E")])
    state, screen = told()
    assert (state, "chậm hơn kho" in screen) == ("behind", True)
    ask = ("facts", "--store", store.path, "--year", 2023, "--measure", "dossiers_received_online")
    before = done(*ask, "--json").json
    assert done(*ask, "--refresh", "--json").json == before
    assert told()[0] == "current"
    assert "Hồ sơ tiếp nhận trực tuyến" in done(*ask, "--refresh").out


def test_a_dry_run_leaves_them_alone(store: Store) -> None:
    path = write_csv(store.files / "more.csv", [dossier("C"), dossier("D")])
    done("records", "import", "dossiers", path, "--store", store.path, "--dry-run")
    assert standing(store.path) is Standing.NONE


def test_upkeep_keeps_them_up(store: Store) -> None:
    batch = store.take("dossiers", [dossier("C")]).batch
    keep_up(store.path)
    at = ("--store", store.path)
    for call in (("undo", batch), ("compact", "--keep-days", 0), ("purge", "--keep-versions", 1)):
        done("records", *call, *at)
        assert standing(store.path) is Standing.CURRENT, call
        ask = ("facts", *at, "--year", 2023, "--measure", "dossiers_received_online", "--json")
        assert sum(fact["denominator"] + fact["missing"] for fact in done(*ask).json) == 2
