"""`parindex demo` from the plan to the report, on fewer made-up dossiers than a province has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.kit import Outcome, done


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    work = tmp_path_factory.mktemp("demo")
    return work, done("demo", "--work", work, "--dossiers", 150)


def test_it_tells_each_step_of_the_way(demo: tuple[Path, Outcome]) -> None:
    _, outcome = demo
    steps = [
        "Kế hoạch 839/KH-VP ngày 27/02/2023",
        "13 nhiệm vụ, 7 chỉ tiêu bằng số",
        "DỮ LIỆU MÔ PHỎNG, không phải số liệu thật",
        "Đơn vị: đọc 155 dòng; thêm mới 155",
        "Hồ sơ thủ tục hành chính: đọc ",
        "DỮ LIỆU MÔ PHỎNG: số liệu dưới đây được tạo ra để dùng thử.",
        "Bộ chỉ số mẫu, chưa đối chiếu với văn bản chính thức.",
        "Tổng điểm ",
        "Thiếu số liệu: 2.3",
        "876/QĐ-BNV ngày 10/01/2022 của Bộ Nội vụ: SAI NGÀY, sổ văn bản ghi ngày 10/11/2022",
        "Đã ghi ",
    ]
    places = [outcome.out.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


def test_every_component_has_its_row(demo: tuple[Path, Outcome]) -> None:
    _, outcome = demo
    rows = set(re.findall(r"^│ (\d\S*) ", outcome.out, flags=re.MULTILINE))
    assert len(rows) == 22
    assert {"1.5c", "2.2.xa", "2.4b.tinh", "3a"} <= rows


def test_it_names_the_files_it_wrote(demo: tuple[Path, Outcome]) -> None:
    work, outcome = demo
    named = [Path(line.removeprefix("Đã ghi ")) for line in outcome.out.splitlines()[-4:]]
    names = ["bao-cao.docx", "bao-cao.pdf", "bao-cao.xlsx", "lan-cham.json"]
    assert named == [work / "bao-cao" / name for name in names]
    assert all(path.stat().st_size > 1000 for path in named)


def test_made_up_data_says_so_everywhere(demo: tuple[Path, Outcome]) -> None:
    work, _ = demo
    assert "DỮ LIỆU MÔ PHỎNG" in (work / "ho-so" / "DOC-TOI-TRUOC.txt").read_text("utf-8")
    assert json.loads((work / "bao-cao" / "lan-cham.json").read_text("utf-8"))["simulated"] is True
    with ZipFile(work / "bao-cao" / "bao-cao.docx") as report:
        text = report.read("word/document.xml").decode()
    assert "mô phỏng" in text.casefold()
    status = done("records", "status", "--store", work / "kho", "--json").json
    assert status["simulated"] is True
    assert [kind["kind"] for kind in status["kinds"]] == [
        *("units", "dossiers", "apologies", "procedures", "petitions"),
        *("edocuments", "connections", "dialogues", "tasks"),
    ]
    facts = done("facts", "--store", work / "kho", "--year", 2023, "--json").json
    assert {fact["note"] for fact in facts} == {None}
    assert all(fact["simulated"] for fact in facts)


def test_the_same_again_scores_the_same(demo: tuple[Path, Outcome]) -> None:
    work, outcome = demo
    again = done("demo", "--work", work, "--dossiers", 150).out
    run = re.compile(r"^Lần chấm ([0-9a-f]{12}),", re.MULTILINE)
    assert run.findall(again) == run.findall(outcome.out)
    assert again.count("Kho không thay đổi.") == 9
