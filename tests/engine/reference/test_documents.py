"""The register of known documents: complete entries, nothing made up, faults told."""

from datetime import date

import pytest

from parindex.engine.reference.documents import known_documents, load_register
from parindex.engine.values.problems import BadInput

REGISTER = {entry.number: entry for entry in known_documents()}


def test_dates_as_the_documents_state_them():
    # Công văn 6203/BNV-CCHC of 08/12/2022 cites 876/QĐ-BNV with this date.
    assert REGISTER["876/QĐ-BNV"].date == date(2022, 11, 10)
    assert REGISTER["766/QĐ-TTg"].date == date(2022, 6, 23)
    assert REGISTER["839/KH-VP"].date == date(2023, 2, 27)


@pytest.mark.parametrize("number", ["01/2020/TT-VPCP", "30/2020/NĐ-CP"])
def test_no_date_is_made_up(number):
    assert REGISTER[number].date is None


def test_every_entry_names_what_vouches_for_it():
    assert all(len(entry.source) > 20 and entry.issuer for entry in known_documents())


def test_numbers_given_out_by_every_province_name_theirs():
    local = [e for e in known_documents() if e.number.endswith(("-UBND", "KH-VP"))]
    assert local
    assert all(entry.province and entry.province in entry.issuer for entry in local)


def test_faults_of_a_register_are_all_told(tmp_path):
    path = tmp_path / "van-ban.yaml"
    path.write_text(
        "- number: 1/QĐ-BNV\n  issuer: A\n  source: B\n  ngay: 2022-01-01\n"
        "- number: 2/QĐ-BNV\n  source: B\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as caught:
        load_register(path)
    assert [problem.where.rpartition(", ")[2] for problem in caught.value.problems] == [
        "dòng 4",
        "dòng 5",
    ]


def test_the_same_number_twice_is_a_fault(tmp_path):
    path = tmp_path / "van-ban.yaml"
    path.write_text("- {number: 1/A, issuer: A, source: B}\n" * 2, encoding="utf-8")
    with pytest.raises(BadInput, match="1/A"):
        load_register(path)
