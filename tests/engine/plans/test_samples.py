"""Plans in other offices' habits (made up, see samples.py), read as a person would read them."""

import pytest

from parindex.engine.plans.read import read_plan
from tests.engine.plans import samples


@pytest.fixture
def told(request, tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(request.param, encoding="utf-8")
    return read_plan(path).to_json()


def with_sample(text):
    return pytest.mark.parametrize("told", [text], indirect=True, ids=["sample"])


@with_sample(samples.LETTERHEAD_PLAN)
def test_two_column_letterhead_and_signature(told):
    assert (told["number"], told["symbol"], told["place"]) == ("05", "KH-SNV", "Hoa Sen")
    assert told["date"] == "2024-01-09"
    assert told["issuer"] == "Sở Nội vụ"
    assert told["title"] == "Công tác cải cách hành chính năm 2024 của Sở Nội vụ"
    assert told["recipients"] == ["UBND tỉnh (b/c)", "Lưu: VT, CCHC"]
    assert told["signer"] == {"authority": None, "office": "GIÁM ĐỐC", "name": "Trần Thị Mẫu"}
    assert told["unplaced"] == []


@with_sample(samples.LETTERHEAD_PLAN)
def test_bases_aims_and_duties(told):
    assert [basis.split(" ngày ")[0] for basis in told["bases"]] == [
        "Căn cứ Nghị quyết số 76/NQ-CP",
        "Căn cứ Quyết định số 876/QĐ-BNV",
        "Thực hiện Kế hoạch số 10/KH-UBND",
    ]
    assert told["objectives"] == ["Nâng cao chất lượng phục vụ."]
    assert told["requirements"] == ["Bảo đảm tiến độ", "Gắn trách nhiệm người đứng đầu."]
    assert told["duties"] == [
        "Văn phòng Sở: Theo dõi, đôn đốc",
        "Văn phòng Sở: Báo cáo trước ngày 15/12/2024.",
        "Các phòng, đơn vị thuộc Sở thực hiện nghiêm Kế hoạch này",
    ]


@with_sample(samples.LETTERHEAD_PLAN)
def test_label_variants_inline_and_on_lines_below(told):
    assert [(t["ref"], t["lead"], t["coordinating"]) for t in told["tasks"]] == [
        ("1a", ["Thanh tra Sở"], ["Các phòng, đơn vị thuộc Sở"]),
        ("1b", ["Phòng Cải cách hành chính", "Văn phòng Sở", "các đơn vị liên quan"], []),
        ("2", ["Văn phòng Sở"], []),
        (
            "3",
            ["Phòng Cải cách hành chính", "Văn phòng Sở"],
            ["Sở Thông tin và Truyền thông", "Sở Lao động, Thương binh và Xã hội"],
        ),
    ]
    assert [(t["period"]["from"], t["period"]["to"]) for t in told["tasks"]] == [
        (None, "2024-12-14"),
        ("2024-04-01", "2024-09-30"),
        (None, None),
        ("2024-03-01", "2024-11-30"),
    ]
    assert told["tasks"][2]["period"]["rhythm"] == "monthly"
    assert told["tasks"][3]["items"] == ["Sản phẩm: Báo cáo"]


@with_sample(samples.TABLE_PLAN)
def test_tasks_in_an_annex_table(told):
    assert [(t["ref"], t["title"], t["lead"]) for t in told["tasks"]] == [
        ("I.1", "Rà soát văn bản", ["Sở Tư pháp"]),
        ("I.2", "Kiểm tra cải cách hành chính tối thiểu 30% cơ quan", ["Sở Nội vụ"]),
        ("II.1", "Số hóa hồ sơ", ["Văn phòng UBND tỉnh"]),
    ]
    groups = ["Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"]
    assert [t["coordinating"] for t in told["tasks"]] == [groups, groups, ["Các sở, ngành"]]
    assert told["tasks"][0]["items"] == ["Sản phẩm: Báo cáo"]
    assert [(g["scope"], g["comparator"], g["value"]) for g in told["tasks"][2]["targets"]] == [
        (["Cấp tỉnh"], ">", "50"),
        (["Cấp xã"], ">=", "40"),
    ]


@with_sample(samples.TABLE_PLAN)
def test_capitals_signature_and_what_is_left(told):
    assert told["issuer"] == "Ủy ban nhân dân tỉnh Hoa Sen"
    assert told["signer"] == {
        "authority": "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH",
        "office": "PHÓ CHỦ TỊCH",
        "name": "Lê Văn Mẫu",
    }
    assert told["unplaced"] == [{"line": 17, "text": "Chi tiết tại Phụ lục kèm theo."}]


@with_sample(samples.NUMBERED_PLAN)
def test_sections_with_plain_numbers_and_an_undated_draft(told):
    assert (told["number"], told["symbol"], told["date"]) == (None, "KH-STP", None)
    assert told["issuer"] == "Sở Tư pháp tỉnh Hoa Sen"
    assert told["objectives"] == [
        "Nâng cao chất lượng giải quyết thủ tục hành chính, bảo đảm đúng quy định của pháp luật."
    ]
    assert told["requirements"] == ["Thực hiện nghiêm túc."]
    assert told["recipients"] == [
        "Các phòng chuyên môn",
        "Trung tâm Trợ giúp pháp lý",
        "Như trên",
        "Lưu: VT",
    ]
    assert [c["ok"] for c in told["citations"]] == [True]
    assert told["unplaced"] == []


@with_sample(samples.NUMBERED_PLAN)
def test_labels_in_brackets_and_several_figures(told):
    first, second = told["tasks"]
    assert (first["ref"], first["title"]) == ("3.1", "Công khai thủ tục hành chính")
    assert (first["lead"], first["coordinating"]) == (["Văn phòng Sở"], ["các phòng chuyên môn"])
    assert first["period"]["rhythm"] == "continuous"
    assert [(t["comparator"], t["value"]) for t in second["targets"]] == [("<=", "5"), (">=", "70")]
    assert second["lead"] == ["Bộ phận Một cửa"]
    assert second["period"]["to"] == "2023-11-30"


@with_sample("KẾ HOẠCH\nGì đó\n\nMột đoạn văn không thuộc phần nào.\n\nĐiều 1. Quy định khác.\n")
def test_a_text_that_is_hardly_a_plan_is_listed_not_refused(told):
    assert told["title"] == "Gì đó"
    assert told["tasks"] == []
    assert [piece["line"] for piece in told["unplaced"]] == [4, 6]


GROUPS = """\
KẾ HOẠCH
Rà soát năm 2024

I. NHIỆM VỤ
1. Thể chế
Chủ trì: Sở Tư pháp
1.1. Rà soát
Thời gian: Quý I
1.2. Kiểm tra
Chủ trì: Thanh tra tỉnh
2. Thủ tục
Chủ trì: Văn phòng UBND tỉnh
- Báo cáo
- Công khai
Chủ trì: Sở Nội vụ
II. NHIỆM VỤ KHÁC
1. Tổng kết
"""


@with_sample(GROUPS)
def test_groups_hand_down_units_and_numbers_stay_unique(told):
    assert [(t["ref"], t["title"], t["lead"]) for t in told["tasks"]] == [
        ("1.1", "Rà soát", ["Sở Tư pháp"]),
        ("1.2", "Kiểm tra", ["Thanh tra tỉnh"]),
        ("2", "Thủ tục", ["Văn phòng UBND tỉnh"]),
        ("2a", "Báo cáo", ["Sở Nội vụ"]),
        ("1", "Tổng kết", []),
    ]
    assert told["tasks"][3]["items"] == ["Công khai"]


REPEATED = "KẾ HOẠCH\nA\n\nI. NHIỆM VỤ A\n1. Một\n2. Hai\nII. NHIỆM VỤ B\n1. Ba\n"


@with_sample(REPEATED)
def test_numbers_used_twice_take_the_number_of_their_section(told):
    assert [task["ref"] for task in told["tasks"]] == ["I.1", "I.2", "II.1"]


IMPOSSIBLE = "Hoa Sen, ngày 31 tháng 02 năm 2023\n\nKẾ HOẠCH\nA\n\nI. YÊU CẦU\n- B\n"


@with_sample(IMPOSSIBLE)
def test_an_impossible_date_is_left_for_a_person(told):
    assert (told["place"], told["date"]) == ("Hoa Sen", None)
    assert told["unplaced"] == [{"line": 1, "text": "Hoa Sen, ngày 31 tháng 02 năm 2023"}]


TABLE_WITHOUT_NUMBERS = """\
KẾ HOẠCH
Năm 2024

II. NHIỆM VỤ
1. Thể chế

Nội dung\tĐơn vị thực hiện\tThời gian
Rà soát\tSở Tư pháp\tQuý I
Kiểm tra\tThanh tra tỉnh\tQuý II

2. Bộ máy

Nội dung\tĐơn vị thực hiện\tThời gian
Sắp xếp\tSở Nội vụ\tQuý III
"""


@with_sample(TABLE_WITHOUT_NUMBERS)
def test_rows_without_numbers_are_counted_below_their_heading(told):
    assert [(t["ref"], t["title"], t["lead"]) for t in told["tasks"]] == [
        ("1.1", "Rà soát", ["Sở Tư pháp"]),
        ("1.2", "Kiểm tra", ["Thanh tra tỉnh"]),
        ("2.1", "Sắp xếp", ["Sở Nội vụ"]),
    ]
    assert told["unplaced"] == []


PARTS = """\
KẾ HOẠCH
Năm 2024

PHẦN I
MỤC TIÊU
Nâng cao.
PHẦN II
NHIỆM VỤ
A. THỂ CHẾ
1.
Rà soát
Chủ trì: Sở Tư pháp
"""


@with_sample(PARTS)
def test_numbers_on_lines_of_their_own_and_parts_within_parts(told):
    assert told["objectives"] == ["Nâng cao."]
    assert [(t["ref"], t["title"], t["lead"]) for t in told["tasks"]] == [
        ("1", "Rà soát", ["Sở Tư pháp"])
    ]
    assert told["unplaced"] == []


@with_sample(samples.DASHED_PLAN)
def test_numbers_followed_by_a_dash(told):
    office = "Văn phòng Hội đồng nhân dân - Ủy ban nhân dân huyện Hoa Mai"
    assert told["issuer"] == office
    assert (told["place"], told["date"]) == ("Hoa Mai", "2024-02-20")
    assert told["objectives"] == [
        "Nâng cao chất lượng phục vụ.",
        "Phấn đấu 100% thủ tục hành chính được công khai.",
    ]
    assert [(t["ref"], t["title"], t["lead"], t["coordinating"]) for t in told["tasks"]] == [
        ("1.1", "Ban hành văn bản chỉ đạo", ["Bộ phận Tổng hợp"], ["Công chức các phòng"]),
        ("1.2", "Kiểm tra việc thực hiện ở từ 03 đến 05 đơn vị", ["Bộ phận Một cửa huyện"], []),
        (
            "2",
            "Số hóa hồ sơ đầu vào đạt 100% (trừ hồ sơ đất đai cũ, hồ sơ mật)",
            ["Bộ phận Một cửa huyện"],
            ["UBND các xã, thị trấn"],
        ),
    ]
    assert [(t["period"]["from"], t["period"]["to"]) for t in told["tasks"]] == [
        ("2024-03-01", "2024-03-31"),
        ("2024-01-01", "2024-06-30"),
        (None, "2024-11-29"),
    ]
    assert told["unplaced"] == []


@with_sample(samples.DASHED_PLAN)
def test_money_on_a_line_of_its_own_is_a_duty_of_its_own(told):
    assert told["duties"] == [
        "Yêu cầu các bộ phận nghiêm túc thực hiện.",
        "Kinh phí: từ nguồn chi thường xuyên",
    ]


@with_sample(samples.ATTACHED_PLAN)
def test_content_time_and_units_below_one_heading_are_one_task(told):
    assert [(t["ref"], t["title"], t["items"], t["lead"]) for t in told["tasks"]] == [
        (
            "I",
            "Tự đánh giá, chấm điểm",
            ["Các sở tự đánh giá, chấm điểm."],
            ["Các sở, ngành"],
        ),
        (
            "II",
            "Điều tra xã hội học",
            ["Thu về từ 80% phiếu trở lên."],
            ["Sở Nội vụ", "Bưu điện tỉnh"],
        ),
    ]
    assert [t["period"]["to"] for t in told["tasks"]] == ["2023-02-28", "2023-03-29"]
    assert told["unplaced"] == []


@with_sample(samples.ATTACHED_PLAN)
def test_frame_of_a_plan_attached_to_a_decision(told):
    assert told["issuer"] == "Ủy ban nhân dân tỉnh Hoa Sen"
    assert [c["text"] for c in told["citations"]] == [
        "Quyết định số 15/QĐ-UBND ngày 10 tháng 01 năm 2023"
    ]
    assert told["signer"] == {
        "authority": "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH",
        "office": "PHÓ CHỦ TỊCH",
        "name": "Ngô Văn Mẫu",
    }
