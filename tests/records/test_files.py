"""Every file through the command line: what is refused, what goes to quarantine, what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.faults import between_rows, faults_of, reasons
from tests.cli.kit import Outcome, listing, parindex
from tests.records.builders import BUILDERS, NEEDS
from tests.records.kit import (
    EXPECTED,
    MAPPINGS,
    Case,
    Scene,
    among,
    cases,
    faults,
    sentence,
    stored,
)

SHOULD_FAIL = cases("should_fail")
SHOULD_PASS = cases("should_pass")


def named(case: Case) -> str:
    return case.name


def arrange(scene: Scene, case: Case) -> None:
    """Hand over what the case names, or have it built."""
    scene.given = [each if "://" in each else case.folder / each for each in case.given]
    scene.given = scene.given or [case.path]
    if case.name in NEEDS and NEEDS[case.name].path is None:
        pytest.skip(f"cần {NEEDS[case.name].name}")
    if case.name in BUILDERS:
        BUILDERS[case.name](scene)


def imported(scene: Scene, case: Case, *options: str) -> Outcome:
    mapping = () if case.mapping_path is None else ("--map", case.mapping_path)
    with scene.during():
        return parindex(
            *("records", "import", case.kind, *scene.given, "--store", scene.store),
            *(*case.options, *mapping, *options),
        )


def contents(store: Path) -> tuple[bool, dict[str, bytes]]:
    """Whether there is such a folder, and its files; empty folders in it hold nothing."""
    found = listing(store.parent)
    return store.exists(), {name: data for name, data in found.items() if data is not None}


def check_refused(scene: Scene, case: Case) -> None:
    before = contents(scene.store)
    outcome = imported(scene, case)
    values = {
        "file": scene.given[0],
        "folder": case.folder,
        "store": scene.store,
        "mapping": case.mapping_path,
        **scene.placeholders,
    }
    assert (outcome.status, outcome.out) == (2, "")
    assert len(outcome.told) == len(case.told), outcome.err
    for told, template in zip(outcome.told, case.told, strict=True):
        assert sentence(template, values).fullmatch(told), told
    assert contents(scene.store) == before


def check_taken(scene: Scene, case: Case) -> None:
    outcome = imported(scene, case, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    told = outcome.json
    assert {name: told[name] for name in case.report} == case.report
    found = faults(scene.store, case.kind)
    assert len(found) == len(case.quarantine), found
    for fault, expected in zip(found, case.quarantine, strict=True):
        assert {name: fault[name] for name in expected} == expected
    for warning in case.warned:
        assert told["warnings"][warning["rule"]] == warning["rows"]
        assert reasons(KINDS[case.kind])[warning["rule"]] == warning["says"]
    assert told["quarantined_rows"] == len({each["line"] for each in case.quarantine})


@pytest.mark.parametrize("case", SHOULD_FAIL, ids=named)
def test_should_fail(scene: Scene, case: Case) -> None:
    arrange(scene, case)
    if case.status == 0:
        assert case.quarantine or case.warned
        check_taken(scene, case)
    else:
        check_refused(scene, case)


@pytest.mark.parametrize("case", SHOULD_PASS, ids=named)
def test_should_pass(scene: Scene, case: Case) -> None:
    arrange(scene, case)
    assert "added" in case.report
    assert not case.quarantine
    check_taken(scene, case)
    rows = stored(scene.store, case.kind)
    assert case.rows
    for wanted in case.rows:
        assert among(rows, wanted), rows


@pytest.mark.parametrize(("entries", "at_least"), [(SHOULD_FAIL, 60), (SHOULD_PASS, 25)])
def test_every_file_is_named_and_every_name_has_a_file(entries: list[Case], at_least: int) -> None:
    folder = entries[0].folder
    files = {path.name for path in folder.iterdir()} - {EXPECTED, MAPPINGS}
    given = {name for case in entries for name in case.given}
    made = {case.name for case in entries if case.name in BUILDERS}
    assert len(entries) >= at_least
    for case in entries:
        assert case.path.exists() or case.name in made or case.given, case.name
    assert files <= {case.name for case in entries} | given
    used = {case.mapping for case in entries}
    assert {path.name for path in (folder / MAPPINGS).iterdir()} <= used


def test_every_builder_is_used() -> None:
    assert set(BUILDERS) <= {case.name for case in (*SHOULD_FAIL, *SHOULD_PASS)}


def test_every_rule_that_refuses_a_row_has_a_bad_file() -> None:
    rules = {
        (kind.name, fault.column, fault.says, fault.remedy): fault.rule
        for kind in KINDS.values()
        for fault in (*faults_of(kind), *between_rows(kind))
    }
    shown = {
        rules[case.kind, fault["column"] or "", fault["says"], fault["remedy"]]
        for case in SHOULD_FAIL
        for fault in case.quarantine
    }
    assert shown == set(rules.values())
