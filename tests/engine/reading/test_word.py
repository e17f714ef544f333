"""Word documents as lines: what a person sees on the page, labels of lists included."""

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from parindex.engine.reading.word import read_docx
from tests.engine.plans.word import add_list, number


@pytest.fixture
def document():
    return docx.Document()


def texts(document, tmp_path):
    return [line.text for line in lines(document, tmp_path)]


def lines(document, tmp_path):
    document.save(tmp_path / "a.docx")
    return read_docx(tmp_path / "a.docx")


def test_multi_level_list_restarts_below_each_number(document, tmp_path):
    key = add_list(document, (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3.")))
    for depth in (0, 1, 2, 2, 1, 2, 0, 1):
        number(document.add_paragraph("x"), key, depth)
    assert texts(document, tmp_path) == [
        "I. x",
        "1. x",
        "1.1. x",
        "1.2. x",
        "2. x",
        "2.1. x",
        "II. x",
        "1. x",
    ]


@pytest.mark.parametrize(
    ("kind", "pattern", "labels"),
    [
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2.", "Điều 3."]),
        ("bullet", "\uf0b7", ["-", "-", "-"]),
    ],
)
def test_formats(document, tmp_path, kind, pattern, labels):
    key = add_list(document, ((kind, pattern),))
    for _ in labels:
        number(document.add_paragraph("x"), key, 0)
    assert texts(document, tmp_path) == [f"{label} x" for label in labels]


def test_roman_numbers_up_to_fourteen(document, tmp_path):
    key = add_list(document, (("upperRoman", "%1."),))
    for _ in range(14):
        number(document.add_paragraph("x"), key, 0)
    read = ", ".join(text.removesuffix(". x") for text in texts(document, tmp_path))
    assert read == "I, II, III, IV, V, VI, VII, VIII, IX, X, XI, XII, XIII, XIV"


def test_numbers_from_a_style(document, tmp_path):
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("ba", style="List Bullet")
    assert texts(document, tmp_path) == ["1. một", "2. hai", "- ba"]


def test_a_list_may_start_elsewhere(document, tmp_path):
    key = add_list(document, (("decimal", "%1."),))
    numbering = document.part.numbering_part.element
    again = numbering.add_num(numbering.num_having_numId(key).abstractNumId.val)
    again.add_lvlOverride(ilvl=0).add_startOverride(val=7)
    for own in (key, key, again.numId, again.numId):
        number(document.add_paragraph("x"), own, 0)
    assert texts(document, tmp_path) == ["1. x", "2. x", "7. x", "8. x"]


def test_an_empty_numbered_paragraph_counts_but_shows_nothing(document, tmp_path):
    key = add_list(document, (("decimal", "%1."),))
    for text in ("x", "", "x"):
        number(document.add_paragraph(text), key, 0)
    assert texts(document, tmp_path) == ["1. x", "", "3. x"]


def test_forced_line_breaks_part_lines(document, tmp_path):
    document.add_paragraph("TRIỂN KHAI\nNĂM 2023")
    document.add_paragraph("Sau")
    assert [(x.number, x.text, x.adjacent) for x in lines(document, tmp_path)] == [
        (1, "TRIỂN KHAI", False),
        (2, "NĂM 2023", True),
        (3, "Sau", False),
    ]


def test_tracked_changes_are_read_as_accepted(document, tmp_path):
    paragraph = document.add_paragraph("Giữ ")
    for tag, inner, text in (("w:ins", "w:t", "mới"), ("w:del", "w:delText", "cũ")):
        paragraph._p.append(
            parse_xml(
                f"<{tag} {nsdecls('w')}><w:r><{inner}>{text}</{inner}></w:r></{tag}>",
            )
        )
    assert texts(document, tmp_path) == ["Giữ mới"]


def test_content_controls_and_text_boxes_are_looked_into(document, tmp_path):
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong ô</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    paragraph = document.add_paragraph("Ngoài")
    box = OxmlElement("w:pict")
    box.append(
        parse_xml(
            f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p>"
            "</w:txbxContent>"
        )
    )
    paragraph.add_run()._r.append(box)
    assert texts(document, tmp_path) == ["Trong ô", "Ngoài", "Trong khung"]


def test_decomposed_letters_are_composed(document, tmp_path):
    document.add_paragraph("Ke\u0302\u0301 hoa\u0323ch")
    assert texts(document, tmp_path) == ["Kế hoạch"]


def test_merged_cells_are_given_once_with_their_extent(document, tmp_path):
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "cao"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "rộng"
    table.cell(1, 2).text = "một"
    cells = {
        line.text: (line.cell.row, line.cell.column, line.cell.height, line.cell.width)
        for line in lines(document, tmp_path)
        if line.text
    }
    assert cells == {"cao": (0, 0, 3, 1), "rộng": (0, 1, 1, 2), "một": (1, 2, 1, 1)}


def test_a_table_inside_a_cell_belongs_to_that_cell(document, tmp_path):
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "ngoài"
    cell.add_table(1, 1).cell(0, 0).text = "trong"
    read = [line for line in lines(document, tmp_path) if line.text]
    assert [(x.text, x.cell.table, x.cell.row) for x in read] == [("ngoài", 0, 0), ("trong", 0, 0)]


def test_fields_show_their_result_not_their_code(document, tmp_path):
    run = document.add_paragraph("Trang ").add_run()
    code = OxmlElement("w:instrText")
    code.text = "PAGE"
    run._r.append(code)
    run._r.append(run._r.makeelement(qn("w:tab"), {}))
    assert texts(document, tmp_path) == ["Trang \t"]
