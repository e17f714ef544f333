"""Figures in the words of plans."""

import pytest

from parindex.engine.plans.targets import read_targets

CASES = [
    ("đạt tối thiểu 30%", [(">=", "30", None, "%")]),
    ("ít nhất 01 mô hình", [(">=", "1", None, "mô hình")]),
    ("không dưới 30 %", [(">=", "30", None, "%")]),
    ("≥ 30%", [(">=", "30", None, "%")]),
    ("từ 85% trở lên", [(">=", "85", None, "%")]),
    ("90% trở xuống", [("<=", "90", None, "%")]),
    ("trên 97,5%", [(">", "97.5", None, "%")]),
    ("dưới 10%", [("<", "10", None, "%")]),
    ("không quá 5%", [("<=", "5", None, "%")]),
    ("tối đa 05 ngày làm việc", [("<=", "5", None, "ngày làm việc")]),
    ("từ 80% - 100%", [("between", "80", "100", "%")]),
    ("từ 80 đến 100%", [("between", "80", "100", "%")]),
    ("70–80%", [("between", "70", "80", "%")]),
    ("02 - 03 cuộc", [("between", "2", "3", "cuộc")]),
    ("đạt 100%", [("=", "100", None, "%")]),
    ("1.200 lượt", [("=", "1200", None, "lượt")]),
    ("ĐẠT TỐI THIỂU 50%", [(">=", "50", None, "%")]),
    ("không quá 5% hồ sơ, từ 70% trở lên", [("<=", "5", None, "%"), (">=", "70", None, "%")]),
    # No targets: a time limit, a code, a year, a count of levels.
    ("Trong 05 ngày làm việc", []),
    ("Nghị định số 30/2020/NĐ-CP, năm 2023, 4 cấp", []),
    ("trên môi trường mạng", []),
]


@pytest.mark.parametrize(("text", "figures"), CASES)
def test_figures(text, figures):
    told = [target.to_json() for target in read_targets(text)]
    assert [(t["comparator"], t["value"], t["upper"], t["unit"]) for t in told] == figures


SCOPES = [
    ("cấp tỉnh 30%, cấp huyện 20%, cấp xã 15%", [["cấp tỉnh"], ["cấp huyện"], ["cấp xã"]]),
    ("100% các sở, ngành; 80% UBND cấp xã", [["sở, ngành"], ["UBND cấp xã"]]),
    ("100% các sở, ngành, 80% UBND cấp xã", [["sở, ngành"], ["UBND cấp xã"]]),
    ("cấp tỉnh, huyện và xã đạt 90%", [["cấp tỉnh", "cấp huyện", "cấp xã"]]),
    ("UBND các huyện, thị xã, thành phố đạt 90%", [["UBND các huyện, thị xã, thành phố"]]),
    ("phòng thuộc UBND cấp huyện đạt 90%", [["phòng thuộc UBND cấp huyện"]]),
    ("đạt 90%", [[]]),
    ("đạt trên 30%, trong đó cấp xã từ 20% trở lên", [[], ["cấp xã"]]),
    ("cấp xã từ 20% đến dưới 25%", [["cấp xã"], ["cấp xã"]]),
    ("cấp tỉnh 30% và cấp huyện 20%", [["cấp tỉnh"], ["cấp huyện"]]),
    (
        "100% các sở, ngành, UBND cấp huyện, 80% UBND cấp xã",
        [["sở, ngành", "UBND cấp huyện"], ["UBND cấp xã"]],
    ),
]


@pytest.mark.parametrize(("text", "scopes"), SCOPES)
def test_scopes(text, scopes):
    assert [target.to_json()["scope"] for target in read_targets(text)] == scopes


EXCEPTIONS = [
    ("100% văn bản (trừ văn bản, hồ sơ mật) ký số", "văn bản, hồ sơ mật"),
    ("Văn bản điện tử, trừ văn bản mật theo quy định, đạt 100%", "văn bản mật theo quy định"),
    ("100% hồ sơ; trừ hồ sơ giấy", None),
    ("100% hồ sơ không bao gồm cấp xã", "cấp xã"),
]


@pytest.mark.parametrize(("text", "exception"), EXCEPTIONS)
def test_exceptions_bind_their_own_clause(text, exception):
    (target,) = read_targets(text)
    assert target.exception == exception
    assert target.scope == ()
