"""Faults in words, as an import tells them."""

from parindex.engine.records.catalog import kind_named
from parindex.engine.records.faults import fault_in_words


def test_a_fault_is_told_in_words():
    dossiers = kind_named("dossiers")
    assert fault_in_words(dossiers, "unknown_unit") == "mã đơn vị không có trong danh mục đơn vị"
    assert fault_in_words(dossiers, "finished_at_before_received_at") == (
        "hồ sơ kết thúc trước khi được tiếp nhận"
    )


def test_a_fault_of_several_fields_is_told_by_the_words_common_to_all():
    assert fault_in_words(kind_named("dossiers"), "missing_value") == "thiếu …"
