"""Lists of units as offices write them."""

import pytest

from parindex.engine.plans.units import split_units

CASES = [
    ("Trung tâm Thông tin.", ["Trung tâm Thông tin"]),
    ("Các sở, ngành, địa phương.", ["Các sở, ngành, địa phương"]),
    (
        "Sở Nội vụ; Sở Tư pháp, Văn phòng UBND tỉnh",
        ["Sở Nội vụ", "Sở Tư pháp", "Văn phòng UBND tỉnh"],
    ),
    (
        "Sở Lao động, Thương binh và Xã hội, Sở Văn hóa, Thể thao và Du lịch",
        ["Sở Lao động, Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch"],
    ),
    ("Sở Nội vụ và các sở, ngành liên quan", ["Sở Nội vụ", "các sở, ngành liên quan"]),
    ("Phòng Nội vụ và Phòng Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("Văn phòng HĐND và UBND huyện", ["Văn phòng HĐND và UBND huyện"]),
    (
        "Các sở, ban, ngành; UBND các huyện, thị xã",
        ["Các sở, ban, ngành", "UBND các huyện, thị xã"],
    ),
    ("Các Sở: Nội vụ, Tư pháp", ["Các Sở: Nội vụ, Tư pháp"]),
    (
        "Sở Y tế (Văn phòng, Phòng Kế hoạch), Công an tỉnh",
        ["Sở Y tế (Văn phòng, Phòng Kế hoạch)", "Công an tỉnh"],
    ),
    ("- Sở Nội vụ\n- Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
    (" ; . ", []),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_split(text, names):
    assert list(split_units(text)) == names
