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
    assert {ref: {each.code for each in found[ref]} for ref in found} == BY_HAND


def test_the_reason_quotes_what_both_say() -> None:
    plan = read_plan(next(EXAMPLE.glob("*.txt")))
    found = suggest_links(find_set("kh-839-2023"), plan.tasks)
    (only,) = found["1.1"]
    assert "«thủ tục hành chính được ban hành đúng thẩm quyền»" in only.why
    assert "bộ chỉ số ghi rõ" in found["2.1"][0].why


def test_a_task_about_something_else_gets_nothing() -> None:
    found = suggest_links(find_set("kh-839-2023"), [_task("1", "Tổ chức hội thao mùa xuân")])
    assert found == {"1": ()}


def test_accents_placed_otherwise_and_abbreviations_are_the_same_words() -> None:
    criteria_set = find_set("kh-839-2023")
    whole = _task("9", "Phản ánh, kiến nghị về thủ tục hành chính được xử lý đúng hạn")
    short = _task("9", "Phản ánh, kiến nghị về TTHC được xử lý đúng hạn")
    one, other = (suggest_links(criteria_set, [task])["9"] for task in (whole, short))
    assert [each.code for each in one][:1] == ["1.6"]
    assert one == other
