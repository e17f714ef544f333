"""Which components the tasks of Kế hoạch 839 answer: read by hand from both texts."""

from __future__ import annotations

from pathlib import Path

from parindex.engine.criteria.library import find_set
from parindex.engine.plans.links import suggest_links
from parindex.engine.plans.model import Task
from parindex.engine.plans.read import read_plan

EXAMPLE = Path(__file__).parents[3] / "examples" / "ke-hoach-839"
BY_HAND = {
    "1.1": {"1.1"},
    "1.2": {"1.2"},
    "1.3": {"1.3"},
    "1.4": {"1.4"},
    "1.5": {"1.5a.tinh", "1.5a.huyen", "1.5a.xa", "1.5b", "1.5c"},
    "1.6": {"1.6"},
    "2.1": {"2.1"},
    "2.2": {"2.2.tinh", "2.2.huyen", "2.2.xa"},
    "2.3": {"2.3"},
    "2.4a": {"2.4a"},
    "2.4b": {"2.4b.tinh", "2.4b.huyen", "2.4b.xa"},
    "3": {"3a", "3b"},
    "4": {"4"},
}


def _task(ref: str, title: str) -> Task:
    return Task(ref, title, (), (), (), (), None, (), 1)


def test_every_task_of_the_plan_gets_its_components() -> None:
    plan = read_plan(next(EXAMPLE.glob("*.txt")))
    found = suggest_links(find_set("kh-839-2023"), plan.tasks)
    told = zip(plan.tasks, found, strict=True)
    assert {task.ref: {each.code for each in some} for task, some in told} == BY_HAND


def test_the_reason_quotes_what_both_say() -> None:
    plan = read_plan(next(EXAMPLE.glob("*.txt")))
    found = suggest_links(find_set("kh-839-2023"), plan.tasks)
    of_task = dict(zip((task.ref for task in plan.tasks), found, strict=True))
    (only,) = of_task["1.1"]
    assert "«thủ tục hành chính được ban hành đúng thẩm quyền»" in only.why
    assert "bộ chỉ số ghi rõ" in of_task["2.1"][0].why


def test_a_task_about_something_else_gets_nothing() -> None:
    found = suggest_links(find_set("kh-839-2023"), [_task("1", "Tổ chức hội thao mùa xuân")])
    assert found == [()]


def test_accents_placed_otherwise_and_abbreviations_are_the_same_words() -> None:
    criteria_set = find_set("kh-839-2023")
    whole = _task("9", "Phản ánh, kiến nghị về thủ tục hành chính được xử lý đúng hạn")
    short = _task("9", "Phản ánh, kiến nghị về TTHC được xử lý đúng hạn")
    one, other = (suggest_links(criteria_set, [task])[0] for task in (whole, short))
    assert [each.code for each in one][:1] == ["1.6"]
    assert one == other


def test_two_tasks_with_one_number_are_told_apart_by_their_words() -> None:
    asked = _task("1", "Phản ánh, kiến nghị về thủ tục hành chính được xử lý đúng hạn")
    tasks = [_task("1", "Tổ chức hội thao mùa xuân"), asked, _task("2", "Trồng cây")]
    first, second, third = suggest_links(find_set("kh-839-2023"), tasks)
    assert (first, third) == ((), ())
    assert second[0].code == "1.6"


def test_of_two_tasks_with_the_number_that_a_component_names_the_closer_one_is_meant() -> None:
    plan = read_plan(next(EXAMPLE.glob("*.txt")))
    named = next(task for task in plan.tasks if task.ref == "2.1")
    other = _task("2.1", "Tổ chức hội thao mùa xuân")
    before, after = suggest_links(find_set("kh-839-2023"), [other, named])
    assert before == ()
    assert "bộ chỉ số ghi rõ" in after[0].why
