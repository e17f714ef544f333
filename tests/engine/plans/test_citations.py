"""Citations held against a register made for the test and against the built-in one."""

from datetime import date

import pytest

from parindex.engine.plans.citations import read_citations
from parindex.engine.reference.documents import KnownDocument, known_documents

REGISTER = (
    KnownDocument(number="1/QĐ-BNV", date=date(2022, 5, 4), issuer="Bộ Nội vụ", source="mẫu"),
    KnownDocument(number="2/2020/TT-BNV", issuer="Bộ Nội vụ", source="mẫu"),
    KnownDocument(
        number="3/QĐ-UBND",
        date=date(2023, 3, 1),
        issuer="Ủy ban nhân dân tỉnh Hoa Sen",
        province="Hoa Sen",
        source="mẫu",
    ),
)
CASES = [
    ("Quyết định số 1/QĐ-BNV ngày 04/5/2022 của Bộ Nội vụ", "1/QĐ-BNV", True),
    ("Quyết định số 1/QĐ-BNV ngày 4 tháng 5 năm 2022", "1/QĐ-BNV", True),
    ("Quyết định số 1 / QĐ - BNV, ngày 04-05-2022", "1/QĐ-BNV", True),
    ("QĐ 1/QĐ-BNV ngày 05/4/2022", "1/QĐ-BNV", False),
    ("số 1/QĐ-BNV ngày 31/02/2022", "1/QĐ-BNV", False),
    ("Quyết định số 1/QĐ-BNV của Bộ Nội vụ", "1/QĐ-BNV", None),
    ("Thông tư số 2/2020/TT-BNV ngày 01/01/2020", "2/2020/TT-BNV", None),
    ("Công văn số 9/SNV-CCHC ngày 01/01/2020", "9/SNV-CCHC", None),
    ("Quyết định số 3/QĐ-UBND ngày 01/3/2023 của UBND tỉnh Hoa Sen", "3/QĐ-UBND", True),
    ("Quyết định số 3/QĐ-UBND ngày 01/3/2023 của UBND tỉnh", "3/QĐ-UBND", True),
    ("Quyết định số 3/QĐ-UBND ngày 02/3/2023 của UBND tỉnh Hoa Mai", "3/QĐ-UBND", None),
]


@pytest.mark.parametrize(("text", "number", "ok"), CASES)
def test_one_citation(text, number, ok):
    (citation,) = read_citations([(7, f"theo {text} về việc")], REGISTER, "Hoa Sen")
    assert (citation.number, citation.ok, citation.line) == (number, ok, 7)
    assert citation.text == text


def test_own_province_counts_only_at_home():
    text = "Quyết định số 3/QĐ-UBND ngày 09/9/2023 của UBND tỉnh"
    assert read_citations([(1, text)], REGISTER, "Hoa Mai")[0].ok is None
    assert read_citations([(1, text)], REGISTER, "Hoa Sen")[0].ok is False


def test_the_same_citation_is_told_once():
    text = "Quyết định số 1/QĐ-BNV ngày 05/4/2022"
    found = read_citations(
        [(1, text), (2, text), (3, "QĐ 1/QĐ-BNV ngày 04/5/2022")], REGISTER, None
    )
    assert [(c.line, c.ok) for c in found] == [(1, False), (3, True)]


@pytest.mark.parametrize("text", ["trực 24/24 giờ", "01 lần/quý", "ngày 30/12/2022", "1/quý"])
def test_no_citations(text):
    assert read_citations([(1, text)], known_documents(), None) == ()
