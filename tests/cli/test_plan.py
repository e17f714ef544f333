"""`parindex plan read`: the documented JSON of the example plan, counted by hand in its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.kit import PLAN, done

ALL_YEAR = {
    "from": "2023-01-01",
    "to": "2023-12-31",
    "rhythm": "continuous",
    "text": "Thường xuyên trong năm 2023",
}


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    return done("plan", "read", PLAN, "--json").json


def test_the_keys_are_the_documented_ones_and_no_others(plan: dict[str, Any]) -> None:
    head = ["number", "symbol", "place", "date", "issuer", "title"]
    lists = ["bases", "objectives", "requirements", "tasks", "duties", "recipients"]
    assert list(plan) == [*head, *lists, "signer", "citations", "unplaced"]
    for task in plan["tasks"]:
        assert list(task) == [
            "ref",
            "title",
            "items",
            "targets",
            "lead",
            "coordinating",
            "period",
        ]
        assert list(task["period"]) == ["from", "to", "rhythm", "text"]
    for target in (target for task in plan["tasks"] for target in task["targets"]):
        assert list(target) == [
            "scope",
            "comparator",
            "value",
            "upper",
            "unit",
            "exception",
            "text",
        ]
        assert isinstance(target["value"], str)
        assert isinstance(target["scope"], list)
    for citation in plan["citations"]:
        assert list(citation) == ["text", "number", "date", "register_date", "ok"]
    assert list(plan["signer"]) == ["authority", "office", "name"]


def test_the_head_and_the_foot(plan: dict[str, Any]) -> None:
    assert (plan["number"], plan["symbol"], plan["place"], plan["date"]) == (
        "839",
        "KH-VP",
        "Bình Thuận",
        "2023-02-27",
    )
    assert plan["issuer"] == "Văn phòng Ủy ban nhân dân tỉnh Bình Thuận"
    assert plan["title"].startswith("Triển khai Bộ chỉ số và báo cáo tự đánh giá")
    assert plan["recipients"] == [
        "Sở Nội vụ",
        "Chánh VP, các phó CVP",
        "Trưởng các phòng, đơn vị trực thuộc",
        "Lưu: VT, HCTC(Nga)",
    ]
    assert plan["signer"] == {
        "authority": "KT. CHÁNH VĂN PHÒNG",
        "office": "PHÓ CHÁNH VĂN PHÒNG",
        "name": "Nguyễn Đức Hải Tùng",
    }
    counted = {key: len(plan[key]) for key in ("bases", "objectives", "requirements", "duties")}
    assert counted == {"bases": 1, "objectives": 1, "requirements": 3, "duties": 2}


def test_thirteen_tasks_of_which_2_4_is_two(plan: dict[str, Any]) -> None:
    assert [task["ref"] for task in plan["tasks"]] == [
        *("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"),
        *("2.1", "2.2", "2.3", "2.4a", "2.4b"),
        *("3", "4"),
    ]
    by_ref = {task["ref"]: task for task in plan["tasks"]}
    assert (by_ref["2.4a"]["lead"], by_ref["2.4a"]["coordinating"]) == (["Trung tâm Thông tin"], [])
    assert by_ref["2.4b"]["lead"] == ["Các sở, ngành, địa phương"]
    assert by_ref["1.1"] == {
        "ref": "1.1",
        "title": "Kiểm soát quy định thủ tục hành chính: TTHC được ban hành đúng thẩm quyền.",
        "items": [],
        "targets": [],
        "lead": ["Phòng Nội chính và Kiểm soát TTHC"],
        "coordinating": ["Các sở, ngành, địa phương"],
        "period": ALL_YEAR,
    }
    assert [len(by_ref[ref]["items"]) for ref in ("1.5", "3", "4")] == [3, 2, 0]


def test_seven_targets_of_which_one_has_two_scopes(plan: dict[str, Any]) -> None:
    keys = ("scope", "comparator", "value", "upper", "unit", "exception")
    assert [
        (task["ref"], *(target[key] for key in keys))
        for task in plan["tasks"]
        for target in task["targets"]
    ] == [
        (
            "2.1",
            ["sở, ngành và tương đương", "phòng thuộc UBND cấp huyện"],
            *("=", "100", None, "%", "văn bản, hồ sơ mật"),
        ),
        ("2.2", ["sở, ngành và tương đương", "UBND cấp huyện"], "=", "100", None, "%", None),
        ("2.2", ["UBND cấp xã"], "between", "80", "100", "%", None),
        ("2.4b", ["cấp tỉnh"], ">=", "30", None, "%", None),
        ("2.4b", ["cấp huyện"], ">=", "20", None, "%", None),
        ("2.4b", ["cấp xã"], ">=", "15", None, "%", None),
        ("3", [], "between", "2", "3", "cuộc", None),
    ]


def test_exactly_one_citation_is_wrong(plan: dict[str, Any]) -> None:
    wrong = [citation for citation in plan["citations"] if citation["ok"] is False]
    assert wrong == [
        {
            "text": "Quyết định số 876/QĐ-BNV ngày 10/01/2022 của Bộ Nội vụ",
            "number": "876/QĐ-BNV",
            "date": "2022-01-10",
            "register_date": "2022-11-10",
            "ok": False,
        }
    ]
    unknown = [citation["number"] for citation in plan["citations"] if citation["ok"] is None]
    assert unknown == ["4502/UBND-NCKSTTHC"]


def test_nothing_is_left_over(plan: dict[str, Any]) -> None:
    assert plan["unplaced"] == []


def test_the_screen_tells_the_tasks_and_the_wrong_date() -> None:
    lines = done("plan", "read", PLAN).out.splitlines()
    assert lines[0] == "Kế hoạch 839/KH-VP ngày 27/02/2023"
    assert lines[3] == "13 nhiệm vụ, 7 chỉ tiêu bằng số"
    assert lines[-2].endswith(
        "876/QĐ-BNV ngày 10/01/2022 của Bộ Nội vụ: SAI NGÀY, sổ văn bản ghi ngày 10/11/2022; "
        "hãy kiểm tra lại văn bản gốc"
    )
    assert lines[-1] == "Mọi dòng của văn bản đều đã được xếp chỗ."


def test_a_line_without_a_place_is_told_with_its_number(tmp_path: Path) -> None:
    stray = "Dòng [b]lạc[/b] [/x] giữa hai phần :smile:"
    lines = PLAN.read_text(encoding="utf-8").splitlines()
    at = lines.index("II. YÊU CẦU")
    lines[at:at] = ["V. PHỤ LỤC LẠ", "", stray, ""]
    path = tmp_path / "ke-hoach.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    unplaced = done("plan", "read", path, "--json").json["unplaced"]
    assert {"line": at + 3, "text": stray} in unplaced
    assert f"Dòng {at + 3} không xếp được vào đâu: {stray}" in done("plan", "read", path).out
