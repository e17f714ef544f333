"""The example plan, read field by field; expected values are read off the document by hand."""

from datetime import date

import pytest

from parindex.engine.plans.read import read_plan
from tests.engine.plans.example import EXAMPLE, TARGETS, TASKS


@pytest.fixture(scope="module")
def plan():
    return read_plan(EXAMPLE)


@pytest.fixture(scope="module")
def told(plan):
    return plan.to_json()


def test_head(told):
    head = {key: told[key] for key in ("number", "symbol", "place", "date", "issuer", "title")}
    assert head == {
        "number": "839",
        "symbol": "KH-VP",
        "place": "Bình Thuận",
        "date": "2023-02-27",
        "issuer": "Văn phòng Ủy ban nhân dân tỉnh Bình Thuận",
        "title": "Triển khai Bộ chỉ số và báo cáo tự đánh giá, chấm điểm chỉ số cải cách hành "
        "chính hàng năm cấp tỉnh của Văn phòng Ủy ban nhân dân tỉnh Bình Thuận",
    }


def test_sections(told):
    assert [len(told[key]) for key in ("bases", "objectives", "requirements", "duties")] == [
        1,
        1,
        3,
        2,
    ]
    assert told["bases"][0].startswith("Thực hiện Công văn số 4502/UBND-NCKSTTHC")
    assert told["objectives"][0].startswith("Tổ chức quán triệt, tuyên truyền")
    assert told["requirements"][1].startswith("Tăng cường sự tham gia đánh giá")
    assert told["duties"][1].startswith("Phòng Hành chính - Tổ chức theo dõi")
    assert told["duties"][1].endswith("theo đúng thời gian quy định")


def test_tasks(told):
    read = [
        (task["ref"], len(task["items"]), task["lead"], task["coordinating"])
        for task in told["tasks"]
    ]
    assert read == TASKS


def test_every_task_runs_all_year(told):
    assert {tuple(task["period"].items()) for task in told["tasks"]} == {
        (
            ("from", "2023-01-01"),
            ("to", "2023-12-31"),
            ("rhythm", "continuous"),
            ("text", "Thường xuyên trong năm 2023"),
        )
    }


def test_a_point_with_its_own_unit_is_a_task_of_its_own(plan):
    first, second = (task for task in plan.tasks if task.ref.startswith("2.4"))
    assert first.title.startswith("Cổng thông tin điện tử")
    assert second.title.startswith("Triển khai số hóa hồ sơ")
    assert first.group[-1] == "Phát triển ứng dụng, dịch vụ phục vụ người dân, tổ chức."
    assert (first.line, second.line) == (109, 115)


def test_targets(told):
    keys = ("scope", "comparator", "value", "upper", "unit", "exception")
    read = [
        (task["ref"], *(target[key] for key in keys))
        for task in told["tasks"]
        for target in task["targets"]
    ]
    assert read == TARGETS


def test_foot(told):
    assert told["recipients"] == [
        "Sở Nội vụ",
        "Chánh VP, các phó CVP",
        "Trưởng các phòng, đơn vị trực thuộc",
        "Lưu: VT, HCTC(Nga)",
    ]
    assert told["signer"] == {
        "authority": "KT. CHÁNH VĂN PHÒNG",
        "office": "PHÓ CHÁNH VĂN PHÒNG",
        "name": "Nguyễn Đức Hải Tùng",
    }


def test_citations_find_the_wrong_date(plan):
    checked = {c.number: (c.date, c.register_date, c.ok) for c in plan.citations}
    assert checked == {
        "4502/UBND-NCKSTTHC": (date(2022, 12, 30), None, None),
        "876/QĐ-BNV": (date(2022, 1, 10), date(2022, 11, 10), False),
    }


def test_nothing_is_left_over(told):
    assert told["unplaced"] == []


def test_json_has_the_documented_keys(told):
    assert list(told) == [
        "number",
        "symbol",
        "place",
        "date",
        "issuer",
        "title",
        "bases",
        "objectives",
        "requirements",
        "tasks",
        "duties",
        "recipients",
        "signer",
        "citations",
        "unplaced",
    ]
    assert list(told["tasks"][0]) == [
        "ref",
        "title",
        "items",
        "targets",
        "lead",
        "coordinating",
        "period",
    ]
    assert list(told["citations"][0]) == ["text", "number", "date", "register_date", "ok"]
