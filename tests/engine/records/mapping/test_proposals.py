"""What is proposed for a file, judged by what a person would see in it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.mapping import read_mapping
from parindex.engine.records.mapping.names import alike
from parindex.engine.records.proposals.dates import Order, date_shape
from parindex.engine.records.proposals.known import known_columns
from parindex.engine.records.proposals.matching import How
from parindex.engine.records.proposals.proposal import propose
from parindex.engine.records.proposals.writing import mapping_yaml
from parindex.engine.values.problems import BadInput
from tests.engine.records.mapping.kit import written

VIETNAMESE = """\
Mã hồ sơ;Mã TTHC;Cơ quan giải quyết;Ngày tiếp nhận;Hạn xử lí;Ngày xử lý xong;Hình thức nộp;Trạng thái;Họ tên
A1;1.0;X1;03/31/23;04/10/23;04/09/23;Trực tuyến;Đã trả kết quả;Nguyễn A
A2;1.0;X1;03/05/23;04/10/23;;Truc tuyen;Chờ ký số;Trần B
A3;1.0;X1;03/05/23;02/10/23;;Trực tiêp;đang xử lý;Lê C
"""


def test_known_names_belong_to_fields_that_exist_and_to_one_each() -> None:
    assert set(known_columns()) <= set(KINDS)
    for kind, fields in known_columns().items():
        assert set(fields) <= set(KINDS[kind].names)
        of_field = {
            field: [name for names in styles.values() for name in names]
            for field, styles in fields.items()
        }
        assert all(
            set(styles) == {"one-stop-mahoso", "one-stop-dossierno", "vietnamese"}
            for styles in fields.values()
        )
        for one, other in combinations(of_field.values(), 2):
            crossing = [
                pair for pair in alike([*one, *other]) if pair[0] in one and pair[1] in other
            ]
            assert not crossing
            assert not set(one) & set(other)


def test_exact_known_and_near_names(tmp_path: Path) -> None:
    proposal = propose(written(tmp_path, VIETNAMESE, "x.csv"))
    found = {match.column: (match.field, match.how) for match in proposal.matches}
    assert found == {
        "Mã hồ sơ": ("dossier_code", How.KNOWN),
        "Mã TTHC": ("procedure_code", How.KNOWN),
        "Cơ quan giải quyết": ("unit_code", How.NEAR),
        "Ngày tiếp nhận": ("received_at", How.KNOWN),
        "Hạn xử lí": ("due_at", How.NEAR),
        "Ngày xử lý xong": ("finished_at", How.KNOWN),
        "Hình thức nộp": ("channel", How.KNOWN),
        "Trạng thái": ("status", How.KNOWN),
    }
    assert proposal.ignored == ("Họ tên",)
    assert proposal.guesses[0].kind == "dossiers"
    assert proposal.guesses[0].coverage > proposal.guesses[1].coverage
    near = [match.score for match in proposal.matches if match.how is How.NEAR]
    assert all(0.75 <= score < 1 for score in near)


def test_values_of_choices(tmp_path: Path) -> None:
    tables = propose(written(tmp_path, VIETNAMESE, "x.csv")).tables
    channel, status = tables["Hình thức nộp"], tables["Trạng thái"]
    assert channel.table == {
        "Trực tuyến": "online",
        "Truc tuyen": "online",
        "Trực tiêp": "in_person",
    }
    assert status.table == {"Đã trả kết quả": "delivered", "đang xử lý": "processing"}
    assert (status.near, status.unknown) == ({}, {"Chờ ký số": 1})


def test_a_near_value_waits_for_a_word(tmp_path: Path) -> None:
    text = (
        "dossier_code,procedure_code,unit_code,received_at,status\nA,P,X,01/02/2023,Đã xử lý xog\n"
    )
    proposal = propose(written(tmp_path, text, "x.csv"))
    assert proposal.tables["status"].near == {"Đã xử lý xog": "finished"}
    assert '      # "Đã xử lý xog": finished  # gần giống' in mapping_yaml(proposal)


def test_ten_rows_as_they_would_be_read(tmp_path: Path) -> None:
    shown = propose(written(tmp_path, VIETNAMESE, "x.csv")).preview
    first, second, third = shown.rows
    assert str(first.values["received_at"]) == "2023-03-31 00:00:00"
    assert str(first.values["due_at"]) == "2023-04-10 23:59:59"
    assert (first.values["channel"], first.faults) == ("online", ())
    assert [(fault.rule, fault.value) for fault in second.faults] == [("bad_choice", "Chờ ký số")]
    assert [fault.rule for fault in third.faults] == ["due_at_before_received_at"]
    assert shown.refused == {
        ("status", "bad_choice"): 1,
        ("due_at", "due_at_before_received_at"): 1,
    }


def test_the_yaml_is_taken_back_once_near_matches_are_confirmed(tmp_path: Path) -> None:
    proposal = propose(written(tmp_path, VIETNAMESE, "x.csv"))
    text = mapping_yaml(proposal)
    with pytest.raises(BadInput, match="trường bắt buộc «unit_code»"):
        read_mapping(written(tmp_path, text), KINDS["dossiers"])
    confirmed = text.replace("# Cơ quan giải quyết:", "Cơ quan giải quyết:")
    mapping = read_mapping(written(tmp_path, confirmed), KINDS["dossiers"])
    assert mapping.columns["Cơ quan giải quyết"].field == "unit_code"
    assert mapping.source_of("due_at") is None
    assert mapping.date_formats == ("mm/dd/yy",)
    # Nothing of a column that is not kept but its name.
    assert "Nguyễn" not in text


def test_a_system_is_recognised_and_its_preset_followed(tmp_path: Path) -> None:
    text = (
        "dossierNo,serviceCode,govAgencyCode,receiveDate,dueDate,extendDate,finishDate,"
        "dossierStatus,online,applicantName\n"
        "A,1,X,2023-10-08,2023-10-18,2023-10-25,,open,true,N\n"
    )
    proposal = propose(written(tmp_path, text, "x.csv"))
    assert proposal.preset == "one-stop-dossierno"
    assert proposal.mapping.sources_of("due_at") == ("dueDate", "extendDate")
    assert str(proposal.preview.rows[0].values["due_at"]) == "2023-10-25 23:59:59"
    assert proposal.ignored == ("applicantName",)
    again = read_mapping(written(tmp_path, mapping_yaml(proposal)), KINDS["dossiers"])
    assert again.combine == proposal.mapping.combine
    assert dict(again.columns) == dict(proposal.mapping.columns)
    assert again.not_taken == proposal.mapping.not_taken


def test_every_kind_in_its_own_format_is_recognised(tmp_path: Path) -> None:
    for name, kind in KINDS.items():
        text = ",".join(kind.names) + "\n" + "," * (len(kind.names) - 1) + "\n"
        proposal = propose(written(tmp_path, text, f"{name}.csv"))
        assert proposal.kind.name == name
        assert {match.how for match in proposal.matches} == {How.EXACT}
        assert read_mapping(written(tmp_path, mapping_yaml(proposal)), kind)


def test_a_required_field_without_a_column_is_named(tmp_path: Path) -> None:
    proposal = propose(
        written(tmp_path, "MaHoSo,NgayTiepNhan\nA,01/02/2023\n", "x.csv"), "dossiers"
    )
    assert [field.name for field in proposal.missing] == ["procedure_code", "unit_code"]
    assert "# TênCột: unit_code  # CÒN THIẾU, bắt buộc" in mapping_yaml(proposal)


def test_a_file_that_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"không đoán được loại.*--kind"):
        propose(written(tmp_path, "q,w\n1,2\n", "x.csv"))
    with pytest.raises(BadInput, match="dùng cho loại «apologies»"):
        propose(written(tmp_path, "q,w\n1,2\n", "x.csv"), "dossiers", "one-stop-mahoso-apologies")


def test_title_rows_and_repeated_keys(tmp_path: Path) -> None:
    text = (
        "DANH SÁCH HỒ SƠ,,,,\nTừ ngày 01/01/2023,,,,\n"
        "MaHoSo,MaTTHC,DonViId,NgayTiepNhan,SuKien\n"
        "A,1,X,01/02/2023,a\nA,1,X,02/02/2023,b\nB,1,X,03/02/2023,a\nB,1\n"
    )
    proposal = propose(written(tmp_path, text, "x.csv"))
    assert proposal.sample.header[0] == "MaHoSo"
    assert proposal.sample.lines == (4, 5, 6)
    assert proposal.sample.ragged == (7,)
    assert proposal.repeated == 1
    assert '#   key: ["MaHoSo"]' in mapping_yaml(proposal)


def test_a_header_cannot_break_out_of_its_line(tmp_path: Path) -> None:
    text = '"Ma HoSo\nkind: units",MaHoSo,"a: b #c",DonViId,NgayTiepNhan,MaTTHC\n1,A,2,X,01/02/2023,P\n'
    proposal = propose(written(tmp_path, text, "x.csv"), "dossiers")
    mapping = read_mapping(written(tmp_path, mapping_yaml(proposal)), KINDS["dossiers"])
    assert set(mapping.columns) == {"MaHoSo", "DonViId", "NgayTiepNhan", "MaTTHC"}


@pytest.mark.parametrize(
    ("values", "order", "formats"),
    [
        (["31/03/2023", "05/06/2023 08:00"], Order.DAY_FIRST, ()),
        (["03/31/2023", "05/06/2023"], Order.MONTH_FIRST, ("mm/dd/yyyy",)),
        (["03/04/2023", "05/06/2023"], Order.AMBIGUOUS, ()),
        (["31/03/2023", "03/31/2023"], Order.MIXED, ()),
        (["2023-03-31", "2023-04-01T08:00:00Z"], Order.YEAR_FIRST, ()),
        (["2023/03/31"], Order.YEAR_FIRST, ("yyyy/mm/dd",)),
        (["20230331"], Order.YEAR_FIRST, ("yyyymmdd",)),
        (["31/03/23"], Order.DAY_FIRST, ("dd/mm/yy",)),
        (["03.31.2023"], Order.MONTH_FIRST, ("mm.dd.yyyy",)),
        (["03/31/2023 8:05 AM"], Order.MONTH_FIRST, ("mm/dd/yyyy hh:mm am/pm",)),
        (["hôm qua", ""], Order.NONE, ()),
    ],
)
def test_the_order_of_day_and_month(
    values: list[str], order: Order, formats: tuple[str, ...]
) -> None:
    shape = date_shape(values)
    assert (shape.order, shape.formats) == (order, formats)
