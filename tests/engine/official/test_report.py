"""What the report says, whoever writes it down."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from parindex.engine.official import texts, write
from parindex.engine.official.build import build_report
from parindex.engine.official.model import FindingKind
from parindex.engine.official.office import OfficeDetails, office_of
from parindex.engine.official.pages import lay_out
from parindex.engine.official.printable import unbroken
from parindex.engine.official.tables import finding_table
from parindex.engine.values.inputs import Answer, Count, NoneArose, Option, Percent, Rate, YesNo
from parindex.engine.values.problems import BadInput
from tests.engine.official import kit


def of_kind(report, kind):
    return [(each.code, each.text) for each in report.findings if each.kind is kind]


def test_points_left_lying_come_greatest_first_and_say_why():
    found = of_kind(kit.report(), FindingKind.BELOW_MAXIMUM)
    assert [code for code, _ in found] == ["C1a", "1.2a", "1.1a"]  # 1.5, 1.125 and 0.67 lost
    assert "50 % (50/100) < 80 %" in dict(found)["1.2a"]


def test_open_components_are_told_apart():
    report = kit.report()
    assert [code for code, _ in of_kind(report, FindingKind.MISSING_INPUT)] == ["2.1b"]
    assert [code for code, _ in of_kind(report, FindingKind.WAITING_FOR_SURVEY)] == ["2.1a"]


def test_a_declared_figure_never_hides_the_measured_one():
    (found,) = of_kind(kit.report(), FindingKind.OVERRIDDEN)
    assert found == ("1.1a", "khai báo 2/3; đo từ hồ sơ 9/12")


def test_a_wrong_date_in_the_plan_is_reported_and_an_unknown_document_is_not():
    (found,) = of_kind(kit.report(), FindingKind.CITATION)
    assert found == ("1/QĐ-THU", "kế hoạch ghi 10/01/2022; sổ văn bản ghi 10/11/2022")


def test_giai_trinh_is_asked_where_mandatory_evidence_is_missing():
    explained = {each.code: (each.missing, each.text) for each in kit.report().explanations}
    assert explained == {
        "1.1a": (("Số liệu trích xuất",), ""),
        "1.1b": ((), kit.INJECTION),
        "1.2a": ((), kit.PANGRAM),
    }


def test_every_kind_of_finding_leads_to_one_proposal():
    proposals = kit.report().proposals
    assert len(proposals) == 6
    assert proposals[0].endswith("tiêu chí thành phần: C1a, 1.2a, 1.1a.")
    assert proposals[-1].endswith("tiêu chí thành phần: 1.1a.")


def test_nothing_to_say_is_said():
    answers = {
        "1.1a": Answer(Rate(3, 3), evidence=("Bảng số liệu",)),
        "1.1b": Answer(YesNo(yes=True)),
        "1.2a": Answer(Rate(9, 10), evidence=("Báo cáo",)),
        "2.1a": Answer(Percent(Fraction(100))),
        "2.1b": Answer(Count(3)),
        "2.1c": Answer(YesNo(yes=True), evidence=("Văn bản",)),
        "C1a": Answer(Count(4)),
    }
    report = kit.report(kit.run({kit.SUBJECT: answers}), plan=None)
    told = [getattr(block, "text", "") for block in lay_out(report).body]
    assert texts.NO_FINDINGS in told
    assert texts.NO_EXPLANATIONS in told
    assert texts.NO_PROPOSALS in told
    assert "Xếp loại: Tốt." in told
    (no_plan,) = lay_out(report).annexes[1].blocks
    assert no_plan.text == texts.NO_PLAN


def test_more_than_a_target_asks_for_also_meets_it():
    answers = {**kit.answers(), "2.1b": Answer(Count(9)), "1.2a": Answer(Rate(81, 100))}
    rows = kit.report(kit.run({kit.SUBJECT: answers})).targets
    assert [(row.component, row.met) for row in rows] == [
        ("1.1a", True),
        ("1.2a", True),
        ("", None),
        ("2.1b", True),
    ]


@pytest.mark.parametrize(("done", "met"), [(79, False), (80, True), (81, True)])
def test_a_target_is_met_from_its_very_figure_on(done, met):
    answers = {**kit.answers(), "1.2a": Answer(Rate(done, 100))}
    assert kit.report(kit.run({kit.SUBJECT: answers})).targets[1].met is met


def test_nothing_arose_neither_meets_nor_misses_a_target():
    answers = {**kit.answers(), "1.1a": Answer(Rate(0, 0)), "1.2a": Answer(NoneArose())}
    rows = kit.report(kit.run({kit.SUBJECT: answers})).targets
    assert [row.met for row in rows[:2]] == [None, None]
    assert rows[1].reached == "Không phát sinh"


def test_tasks_without_a_figure_are_named():
    assert kit.report().tasks_without_target == ("3",)


def test_several_subjects_are_ranked_with_shared_places():
    better = {**kit.answers(), "2.1b": Answer(Count(2))}
    scored = kit.run({"Sở B": better, kit.SUBJECT: kit.answers(), "Sở A": kit.answers()})
    report = kit.report(scored)

    assert [(each.place, each.subject) for each in report.standings] == [
        (1, "Sở B"),
        (2, "Sở A"),
        (2, "Sở Thử"),
    ]
    assert "3. Xếp hạng các đơn vị cùng được chấm" in [
        getattr(block, "text", "") for block in lay_out(report).body
    ]


def test_real_records_and_a_verified_set_carry_no_warning():
    def verified(text):
        return text.replace("verified: false", "verified: true")

    pages = lay_out(kit.report(kit.run(change=verified, simulated=False)))
    assert pages.letter.notices == ()
    assert "mẫu" not in pages.footer
    assert "mô phỏng" not in pages.footer


def test_the_office_follows_from_the_plan():
    office = office_of(kit.PLAN)
    assert office.symbol == "BC-VP"
    assert office.addressees == ("Sở Nội vụ",)
    assert office.recipients == ("Lãnh đạo Văn phòng", "Lưu: VT, TH")
    assert office.letterhead == ("UBND tỉnh Thử", "Văn phòng")


def test_another_body_keeps_its_own_letterhead():
    office = OfficeDetails("Sở Thử", superior="Ủy ban nhân dân tỉnh Thử")
    assert office.letterhead == ("UBND tỉnh Thử", "Sở Thử")
    assert OfficeDetails("Sở Thử").letterhead == ("", "Sở Thử")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 1, 9), "ngày 09 tháng 01 năm 2024"),
        (date(2024, 2, 10), "ngày 10 tháng 02 năm 2024"),
        (date(2024, 3, 31), "ngày 31 tháng 3 năm 2024"),
    ],
)
def test_small_days_and_the_first_two_months_take_a_zero(day, told):
    """NĐ 30/2020/NĐ-CP, Phụ lục I: leading 0 for days below 10 and months 1 and 2."""
    office = replace(office_of(kit.PLAN), date=day)
    report = build_report(kit.run(), subject=kit.SUBJECT, plan=kit.PLAN, office=office)
    assert lay_out(report).letter.place_and_date == f"Tỉnh Thử, {told}"


def test_a_report_without_a_plan_leaves_blanks(tmp_path):
    report = build_report(kit.run(), subject=kit.SUBJECT, plan=None, office=OfficeDetails(""))
    assert lay_out(report).closing.recipients == ("- Lưu: VT.",)
    assert len(write.write_report(report, tmp_path / "sâu" / "hơn", "ten-khac")) == 3
    assert (tmp_path / "sâu" / "hơn" / "ten-khac.pdf").exists()


def test_an_unknown_subject_is_named():
    with pytest.raises(BadInput, match="«Sở Lạ»: không có trong lần chấm này"):
        build_report(kit.run(), subject="Sở Lạ", plan=None, office=OfficeDetails(""))


def test_a_writer_that_fails_midway_leaves_what_stood_there(tmp_path, monkeypatch):
    (tmp_path / "bao-cao.docx").write_text("bản cũ")

    def fails(_, path):
        path.write_bytes(b"half")
        raise RuntimeError

    monkeypatch.setattr(write, "write_xlsx", fails)
    with pytest.raises(RuntimeError):
        write.write_report(kit.report(), tmp_path)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [
        ("bao-cao.docx", "bản cũ")
    ]


def test_a_folder_that_is_a_file_is_refused_in_one_sentence(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("x")
    with pytest.raises(BadInput, match="không ghi được tệp vào đây"):
        write.write_report(kit.report(), taken)


def test_a_hundred_components_are_written_in_less_than_three_seconds(tmp_path):
    report = kit.report(kit.many_components(100))
    start = time.process_time()
    write.write_report(report, tmp_path)
    assert time.process_time() - start < 3


def test_another_sets_scorecard_that_fed_a_component_is_traced_too(tmp_path):
    scored = kit.run()
    other = replace(scored.cards[kit.SUBJECT], subject="")
    report = kit.report(replace(scored, linked={kit.SUBJECT: {"thu": other}}))
    (linked,) = report.linked
    assert [each.code for each in linked.entries] == [each.code for each in report.traces]
    traces = lay_out(report).annexes[2].blocks
    told = [block.text for block in traces if hasattr(block, "text")]
    assert "Kết quả theo bộ chỉ số thu: Bộ chỉ số thử (dữ liệu mô phỏng)" in told
    assert any(each.startswith("Tổng điểm 5,18/10,00 (51,76\u00a0%); phiên bản 2") for each in told)
    book = openpyxl.load_workbook(write.write_report(report, tmp_path)[2])
    codes = [row[1] for row in book["Diễn giải"].iter_rows(values_only=True)]
    assert codes.count("1.1a") == 2


def test_the_ranking_stands_in_the_workbook(tmp_path):
    better = {**kit.answers(), "2.1b": Answer(Count(2))}
    scored = kit.run({"Sở B": better, kit.SUBJECT: kit.answers()})
    book = openpyxl.load_workbook(write.write_report(kit.report(scored), tmp_path)[2])
    rows = [row[:4] for row in book["Tổng hợp"].iter_rows(values_only=True)]
    # Sở B has 2 points more: 6.208333 of 9 ⇒ × 10 / 9 + 0.5 = 7.398148, of 10: Khá.
    assert ("1", "Sở B", pytest.approx(7.398148, abs=1e-6), "Khá") in rows
    assert ("2", "Sở Thử", pytest.approx(5.175926, abs=1e-6), "Khá") in rows


def test_an_option_is_told_by_its_title_and_a_maximum_in_full():
    def change(text):
        asked = "input: {kind: yes_no}\n            rule: {kind: pass_fail}"
        options = (
            "input: {kind: option}\n            rule: {kind: options, options: ["
            "{key: het, title: Đáp ứng hết, points: 0.875}, {key: chua, title: Chưa, points: 0}]}"
        )
        return (
            text.replace(asked, options, 1)
            .replace("max: 1\n            source", "max: 0.875\n            source", 1)
            .replace("max: 2\n            source", "max: 2.125\n            source", 1)
        )

    answers = {**kit.answers(), "1.1b": Answer(Option("het"))}
    report = kit.report(kit.run({kit.SUBJECT: answers}, change))
    (table, *_) = lay_out(report).annexes[0].blocks
    (row,) = [row for row in table.rows if row.cells[0] == "1.1b"]
    assert row.cells[2:5] == ("0,875", "Đáp ứng hết", "0,88")
    (trace,) = [each for each in report.traces if each.code == "1.1b"]
    assert trace.rule == "Đáp ứng hết: 0,875 điểm; Chưa: 0,00 điểm"


def test_a_plan_without_figures_says_so():
    tasks = tuple(replace(task, targets=()) for task in kit.PLAN.tasks)
    report = kit.report(plan=replace(kit.PLAN, tasks=tasks))
    told = [block.text for block in lay_out(report).annexes[1].blocks]
    assert told[0] == texts.NO_TARGETS
    assert "1, 2, 3" in told[1]


def test_a_line_never_ends_between_a_figure_and_its_sign():
    told = unbroken(("đạt 95 % ≥ 90 % ⇒ 0,5 điểm", "95 %", "ngày 27 tháng 02"))
    assert told == (
        "đạt 95\u00a0% ≥\u00a090\u00a0% ⇒\u00a00,5\u00a0điểm",
        "95 %",
        "ngày 27 tháng 02",
    )


def test_points_just_short_of_the_maximum_are_not_shown_as_the_maximum():
    """399/400 of 2 points = 1.995, which two decimals would print as 2,00."""
    answers = {**kit.answers(), "1.1a": Answer(Rate(399, 400))}
    report = kit.report(kit.run({kit.SUBJECT: answers}))
    found = [each for each in report.findings if each.kind is FindingKind.BELOW_MAXIMUM]
    table = finding_table(FindingKind.BELOW_MAXIMUM, found, report.table.places)
    assert next(row.cells[2] for row in table.rows if row.cells[0] == "1.1a") == "1,995/2,00"


def test_each_authority_has_a_line_of_its_own_above_the_office():
    office = OfficeDetails("UBND tỉnh Thử", authority="TM. Ủy ban, KT. Chủ tịch", office="Phó")
    assert office.signing == ("TM. Ủy ban", "KT. Chủ tịch", "Phó")
