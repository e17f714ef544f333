"""What a refresh does: changed days only, all or nothing, and from all rows when it must."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from parindex.engine.facts import sql_cache
from parindex.engine.facts.aggregates import refresh
from parindex.engine.facts.aggregates.answers import Source
from parindex.engine.facts.aggregates.ends import ends_after
from parindex.engine.facts.aggregates.pointer import read_aggregates
from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.facts.compute import compute_facts
from parindex.engine.records.journal import VIETNAM
from parindex.engine.records.lake import open_snapshot, versions
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.purge import purge
from parindex.engine.records.upkeep.retention import set_retention
from parindex.engine.records.upkeep.undo import undo
from parindex.engine.values.periods import month_of, year_of
from parindex.engine.values.problems import BadInput
from tests.engine.facts.aggregates.kit import KEPT, facts
from tests.engine.records.kit import Store, dossier

YEAR = year_of(2023)


@pytest.fixture
def store(kept: Store, tmp_path: Path) -> Store:
    """A dossier received on the tenth of every month of 2023 and finished a day late."""
    copy = Store(tmp_path)
    shutil.copytree(kept.path, copy.path, dirs_exist_ok=True)
    return copy


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("kept"))
    rows = [
        dossier(
            f"D{month}",
            received_at=f"2023-{month:02d}-10",
            due_at=f"2023-{month:02d}-12",
            finished_at=f"2023-{month:02d}-13",
        )
        for month in range(1, 13)
    ]
    made.take("dossiers", rows)
    refresh_aggregates(made.path)
    return made


def same_as_rows(store: Store) -> bool:
    by = ("unit", "month")
    return facts(store, YEAR, by) == facts(store, YEAR, by, Source.ROWS)


def files_of(store: Store) -> dict[str, dict[str, str]]:
    aggregates = read_aggregates(store.path)
    assert aggregates
    return {part.name: dict(months) for part, months in aggregates.parts.items()}


def test_a_day_of_records_changes_its_days_alone(store: Store) -> None:
    before = files_of(store)
    # One new dossier; and D6, received on 10 June, finished a day later than it used to be.
    store.take(
        "dossiers",
        [
            dossier("NEW", received_at="2023-07-20", finished_at="2023-08-02"),
            dossier("D6", received_at="2023-06-10", due_at="2023-06-12", finished_at="2023-06-14"),
        ],
    )
    refreshed = refresh_aggregates(store.path)
    assert refreshed.whole == ()
    assert refreshed.days == {
        # Received: 20 July alone, for D6 says the same as before of what is asked by that day;
        "dossiers/received_at": 1,
        "dossiers/received_at-judged": 1,
        # finished: 2 August, and 13 June less, 14 June more.
        "dossiers/finished_at": 3,
        "dossiers/finished_at-received_at-judged": 3,
        "dossiers/received_at-apologised-judged": 0,
        "dossiers/marks-had_online_payment": 0,
    }
    after = files_of(store)
    rewritten = {
        part: {month for month, path in months.items() if before[part].get(month) != path}
        for part, months in after.items()
        if months != before[part]
    }
    assert rewritten == {
        "dossiers/received_at": {"2023-07"},
        "dossiers/received_at-judged": {"2023-07"},
        "dossiers/finished_at": {"2023-06", "2023-08"},
        "dossiers/finished_at-received_at-judged": {"2023-06", "2023-08"},
    }
    assert same_as_rows(store)


def test_a_letter_changes_the_day_of_its_dossier(store: Store) -> None:
    letter = {"dossier_code": "D4", "unit_code": "X1", "sent_on": "2023-06-01"}
    batch = store.take("apologies", [letter]).batch
    refreshed = refresh_aggregates(store.path)
    assert refreshed.days == {"dossiers/received_at-apologised-judged": 1}
    (april,) = facts(store, month_of(2023, 4), measures=["apologies_for_late"])
    assert (april.numerator, april.denominator) == (1, 1)
    undo(store.path, batch)
    refresh_aggregates(store.path)
    (april,) = facts(store, month_of(2023, 4), measures=["apologies_for_late"])
    assert (april.numerator, april.denominator) == (0, 1)
    # A letter to a dossier that the store does not know yet counts once the dossier is there.
    store.take("apologies", [{**letter, "dossier_code": "LATER"}])
    refresh_aggregates(store.path)
    late = {"due_at": "2023-04-21", "finished_at": "2023-04-24"}
    store.take("dossiers", [dossier("LATER", received_at="2023-04-20", **late)])
    refresh_aggregates(store.path)
    (april,) = facts(store, month_of(2023, 4), measures=["apologies_for_late"])
    assert (april.numerator, april.denominator) == (1, 2)
    assert same_as_rows(store)


def test_a_dossier_moved_to_another_unit_and_month_leaves_nothing_behind(store: Store) -> None:
    store.take("dossiers", [dossier("D5", unit_code="T1", received_at="2023-09-01")])
    refresh_aggregates(store.path)
    assert "2023-05" not in files_of(store)["dossiers/received_at"]
    assert same_as_rows(store)


def test_nothing_new_is_nothing_to_do(store: Store) -> None:
    before = files_of(store)
    assert not refresh_aggregates(store.path).changed
    store.take("tasks", [{"task_code": "N", "unit_code": "T1", "assigned_on": "2023-01-01"}])
    assert [*refresh_aggregates(store.path).days] == ["tasks/due_on-assigned_on-judged"]
    after = files_of(store)
    assert {name: after[name] for name in before if name.startswith("dossiers")} == {
        name: months for name, months in before.items() if name.startswith("dossiers")
    }


def test_a_refresh_that_dies_leaves_right_answers_and_is_cleared(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    store.take("dossiers", [dossier("NEW", received_at="2023-07-20", channel="online")])
    with monkeypatch.context() as patch:
        patch.setattr(refresh, "write_pointer", die)
        with pytest.raises(KeyboardInterrupt):
            refresh_aggregates(store.path)
    online = ["dossiers_received_online"]
    (fact,) = facts(store, YEAR, source=Source.AUTO, measures=online)
    assert (fact.numerator, fact.lake) == (1, open_snapshot(store.path).version)
    with pytest.raises(BadInput, match="chưa theo kịp"):
        facts(store, YEAR, measures=online)
    assert refresh_aggregates(store.path).days
    assert same_as_rows(store)
    # What the dead one wrote is gone; what the last one superseded stays for those who read it.
    named = {path for months in files_of(store).values() for path in months.values()}
    store.take("dossiers", [dossier("NEXT", received_at="2023-07-21")])
    refresh_aggregates(store.path)
    there = {
        path.relative_to(store.path).as_posix()
        for path in (store.path / "aggregates").rglob("*.parquet")
    }
    now = {path for months in files_of(store).values() for path in months.values()}
    assert there == named | now


def test_folding_files_together_changes_no_sum(store: Store) -> None:
    before = files_of(store)
    assert any(report.changed for report in compact(store.path, keep_days=0))
    assert refresh_aggregates(store.path).days == {}
    assert files_of(store) == before
    store.take("dossiers", [dossier("NEW", received_at="2023-06-11", channel="online")])
    assert any(report.changed for report in compact(store.path, keep_days=0))
    store.take("dossiers", [dossier("D7", received_at="2023-07-10", channel="online")])
    store.take("apologies", [{"dossier_code": "D4", "unit_code": "X1", "sent_on": "2023-06-01"}])
    refreshed = refresh_aggregates(store.path)
    assert not refreshed.whole
    assert refreshed.days["dossiers/received_at"] == 2
    assert same_as_rows(store)


def test_counted_from_all_rows_where_the_way_is_no_longer_known(store: Store) -> None:
    reached = open_snapshot(store.path).version
    store.take("dossiers", [dossier("D6", received_at="2023-06-10", channel="online")])
    (store.path / "versions" / f"{reached}.json").unlink()
    assert "dossiers/received_at" in refresh_aggregates(store.path).whole
    assert same_as_rows(store)


def test_only_the_parts_whose_files_are_lost_are_counted_from_all_rows(store: Store) -> None:
    store.take("tasks", [{"task_code": "N", "unit_code": "T1", "assigned_on": "2023-01-01"}])
    batch = store.take("dossiers", [dossier("NEW", received_at="2023-06-10")]).batch
    refresh_aggregates(store.path)
    (lost,) = {f.path for f in open_snapshot(store.path).manifest.of("dossiers").files} - {
        f.path
        for f in open_snapshot(store.path, versions(store.path)[-2]).manifest.of("dossiers").files
    }
    undo(store.path, batch)
    store.take("tasks", [{"task_code": "N", "unit_code": "T1", "assigned_on": "2023-01-02"}])
    (store.path / lost).unlink()
    refreshed = refresh_aggregates(store.path)
    assert {name.partition("/")[0] for name in refreshed.whole} == {"dossiers"}
    assert refreshed.days["tasks/due_on-assigned_on-judged"] == 2
    assert same_as_rows(store)


def test_rows_past_their_time_leave_the_sums_too(store: Store) -> None:
    set_retention(store.path, {"dossiers": 6})
    purge(store.path, now=datetime(2023, 12, 1, tzinfo=VIETNAM))
    refresh_aggregates(store.path)
    assert [*files_of(store)["dossiers/received_at"]] == [f"2023-{m:02d}" for m in range(6, 13)]
    assert same_as_rows(store)


def test_sums_that_do_not_fit_are_counted_again(store: Store) -> None:
    # Somebody put an older file back: the day from which something is now taken was never counted.
    path = files_of(store)["dossiers/received_at"]["2023-05"]
    other = files_of(store)["dossiers/received_at"]["2023-04"]
    shutil.copy(store.path / other, store.path / path)
    store.take("dossiers", [dossier("D5", received_at="2023-08-01")])
    refreshed = refresh_aggregates(store.path)
    assert "dossiers/received_at" in refreshed.whole
    assert same_as_rows(store)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": 99}', "\x00"])
def test_a_damaged_pointer_is_as_good_as_none(store: Store, content: str) -> None:
    (store.path / "aggregates" / "CURRENT.json").write_text(content)
    assert read_aggregates(store.path) is None
    assert facts(store, YEAR, source=Source.AUTO) == facts(store, YEAR, source=Source.ROWS)
    assert refresh_aggregates(store.path).whole
    assert same_as_rows(store)


def test_another_code_of_the_measures_counts_afresh(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql_cache.foundation.cache_clear()
    foundation = sql_cache._foundation()
    monkeypatch.setattr(sql_cache, "_foundation", lambda: [*foundation, "changed"])
    assert read_aggregates(store.path) is None
    assert "dossiers/received_at" in refresh_aggregates(store.path).whole
    sql_cache.foundation.cache_clear()


def test_an_older_version_is_counted_from_its_rows(store: Store) -> None:
    pinned = open_snapshot(store.path)
    store.take("dossiers", [dossier("NEW", channel="online")])
    refresh_aggregates(store.path)
    (before,) = compute_facts(pinned, YEAR, ["dossiers_received_online"])
    (after,) = compute_facts(store.path, YEAR, ["dossiers_received_online"])
    assert (before.numerator, after.numerator) == (0, 1)


def test_one_at_a_time(store: Store) -> None:
    with (store.path / "aggregates" / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BadInput, match="một lệnh khác"):
            refresh_aggregates(store.path, wait=0)


ASK = """
import sys
from pathlib import Path
from parindex.engine.facts.aggregates.answers import Source
from parindex.engine.facts.compute import answer
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.periods import year_of
period = year_of(2023)
question = Question(open_snapshot(Path(sys.argv[1])), period, period.last)
facts = answer(question, sys.argv[2:], ("level",), source=Source.AGGREGATES)
print(len(facts), "ibis" in sys.modules)
"""


def test_answers_need_no_query_library(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    asked = subprocess.run(
        [sys.executable, "-c", ASK, str(store.path), *KEPT],
        capture_output=True,
        text=True,
        check=True,
    )
    told, loaded = asked.stdout.split()
    assert (int(told) > len(KEPT), loaded) == (True, "False")


def test_ends_of_the_statutory_periods_that_hold_a_day() -> None:
    year_end = date(2024, 12, 31)
    assert ends_after(date(2024, 2, 29)) == (
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 6, 30),
        year_end,
    )
    assert ends_after(date(2024, 6, 1)) == (date(2024, 6, 30), year_end)
    assert ends_after(year_end) == (year_end,)
