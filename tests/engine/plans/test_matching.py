"""Tasks of a plan found again in its next wording; what is the same was said by hand."""

from __future__ import annotations

from parindex.engine.plans.matching import same_tasks
from parindex.engine.plans.model import Task


def _task(ref: str, title: str, *items: str) -> Task:
    return Task(ref, title, items, (), (), (), None, (), 1)


BEFORE = [
    _task("1.1", "Công bố thủ tục hành chính đầy đủ, kịp thời"),
    _task("1.2", "Công khai thủ tục hành chính trên Cổng dịch vụ công"),
    _task("2", "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt tối thiểu 30%"),
]


def test_the_same_wording_is_the_same_task() -> None:
    assert same_tasks(BEFORE, BEFORE) == {0: 0, 1: 1, 2: 2}


def test_tasks_that_moved_are_found_by_their_words() -> None:
    after = [
        _task("1.1", "Tập huấn nghiệp vụ cho công chức một cửa"),
        _task("1.2", "Công bố thủ tục hành chính đầy đủ, kịp thời"),
        _task("1.3", "Công khai thủ tục hành chính trên Cổng dịch vụ công quốc gia"),
    ]
    assert same_tasks(BEFORE, after) == {1: 0, 2: 1}


def test_a_task_whose_figure_is_raised_is_the_same() -> None:
    after = [_task("2", "Số hóa hồ sơ, kết quả giải quyết TTHC đạt tối thiểu 50% trở lên")]
    assert same_tasks(BEFORE, after) == {0: 2}


def test_no_task_is_found_twice() -> None:
    after = [BEFORE[0], _task("1.4", BEFORE[0].title)]
    assert same_tasks(BEFORE, after) == {0: 0}


def test_something_else_under_the_same_number_is_new() -> None:
    assert same_tasks(BEFORE, [_task("1.1", "Tổ chức hội thi dân vận khéo")]) == {}
