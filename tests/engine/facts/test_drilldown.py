"""The records behind a number are as many as the number says, whatever the measure and group."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.engine.facts.compute import answer
from parindex.engine.facts.drilldown import Side, records_behind
from parindex.engine.facts.grouping import FIELD_OF, Group, can_group
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import Period, year_of
from parindex.engine.values.problems import BadInput
from tests.engine.facts.made_up import fill
from tests.engine.records.kit import Store, dossier

# Cut in the middle of a month at both ends, so that months are parts of months too.
PERIOD = Period(date(2023, 1, 2), date(2023, 12, 30))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Store(tmp_path_factory.mktemp("drilldown"))
    fill(made, seed=839)
    return made.path


def counted(fact: Fact) -> dict[Side, int]:
    numbers = {Side.NUMERATOR: fact.numerator, Side.MISSING: fact.missing}
    return numbers if fact.denominator is None else {**numbers, Side.DENOMINATOR: fact.denominator}


def group_of(fact: Fact, by: tuple[str, ...]) -> Group:
    return Group(
        fact.level,
        fact.unit,
        fact.period.first.replace(day=1) if "month" in by else None,
        fact.groups,
    )


def listed(question: Question, fact: Fact, group: Group) -> dict[Side, int]:
    found = {}
    for side in counted(fact):
        with records_behind(question, MEASURES[fact.measure], group, side) as records:
            at = [records.columns.index(name) for name in records.kind.key]
            keys = [tuple(row[place] for place in at) for row in records.all()]
            assert keys == sorted(keys)
            assert records.count() == len(keys)
            assert len(set(keys)) == len(keys)
        found[side] = len(keys)
    return found


def busiest(facts: list[Fact]) -> Fact:
    return max(facts, key=lambda fact: (fact.missing > 0, fact.numerator, fact.missing))


@pytest.mark.parametrize("roll_up", [None, PERIOD.last])
@pytest.mark.parametrize("name", sorted(MEASURES))
def test_as_many_rows_as_the_fact_says(store: Path, name: str, roll_up: date | None) -> None:
    question = Question(open_snapshot(store), PERIOD, PERIOD.last, roll_up)
    fields = tuple(field for field in FIELD_OF if can_group(MEASURES[name], [field]))
    grouped = {None: ((), ("level", "unit", "month")), PERIOD.last: (("level",), ("unit", *fields))}
    for by in grouped[roll_up]:
        facts = answer(question, [name], by)
        fact = busiest(facts)
        assert listed(question, fact, group_of(fact, by)) == counted(fact), (by, fact)


def test_the_measures_are_not_all_zero(store: Path) -> None:
    facts = answer(Question(open_snapshot(store), PERIOD, PERIOD.last), None, ())
    assert all(fact.numerator for fact in facts), [f.measure for f in facts if not f.numerator]


def test_however_grouped_the_parts_add_up_to_the_whole(store: Path) -> None:
    question = Question(open_snapshot(store), PERIOD, PERIOD.last)
    names = [name for name, each in MEASURES.items() if can_group(each, FIELD_OF)]
    lasting = [name for name in names if MEASURES[name].placement.lasting]
    whole = {fact.measure: fact for fact in answer(question, names, ())}
    for by in (("sector",), ("channel", "unit"), ("procedure", "level"), ("month", "sector")):
        sums: dict[str, list[int]] = {}
        for fact in answer(question, names, by):
            sums.setdefault(fact.measure, [0, 0, 0])
            for at, number in enumerate((fact.numerator, fact.denominator or 0, fact.missing)):
                sums[fact.measure][at] += number
        for name in names:
            if "month" not in by or name not in lasting:
                fact = whole[name]
                assert sums[name] == [fact.numerator, fact.denominator or 0, fact.missing], by


def test_pages_follow_the_key_and_end(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.take("dossiers", [dossier(f"D{n}", channel="online") for n in range(5, 0, -1)])
    question = Question(open_snapshot(store.path), year_of(2023), date(2023, 12, 31))
    online = MEASURES["dossiers_received_online"]
    with records_behind(question, online, Group(), Side.NUMERATOR) as records:
        pages = [[row[0] for row in records.page(number, 2)] for number in (1, 2, 3, 4)]
        assert pages == [["D1", "D2"], ["D3", "D4"], ["D5"], []]
        assert records.count() == 5
        assert records.columns[0] == "dossier_code"


def test_rows_with_an_empty_field_are_a_group_of_their_own(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.take("dossiers", [dossier("A", sector="Đất đai"), dossier("B"), dossier("C")])
    question = Question(open_snapshot(store.path), year_of(2023), date(2023, 12, 31))
    facts = answer(question, ["dossiers_synced"], ("sector",))
    assert [(fact.groups, fact.missing) for fact in facts] == [
        ((("sector", None),), 2),
        ((("sector", "Đất đai"),), 1),
    ]
    group = Group(values=(("sector", None),))
    with records_behind(question, MEASURES["dossiers_synced"], group, Side.MISSING) as records:
        assert [row[0] for row in records.all()] == ["B", "C"]


def test_what_cannot_be_listed_is_told(store: Path) -> None:
    question = Question(open_snapshot(store), PERIOD, PERIOD.last)
    refused = [
        ("dialogues_held", Group(), Side.DENOMINATOR, "là số đếm, không có mẫu số"),
        ("tasks", Group(unit="X9"), Side.NUMERATOR, "không có trong danh mục đơn vị"),
        ("tasks", Group(values=(("channel", "online"),)), Side.NUMERATOR, "không có trường kênh"),
    ]
    for name, group, side, said in refused:
        measure = MEASURES["government_tasks_overdue" if name == "tasks" else name]
        with (
            pytest.raises(BadInput, match=said),
            records_behind(question, measure, group, side),
        ):
            pass
