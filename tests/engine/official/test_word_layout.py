"""The .docx against Nghị định 30/2020/NĐ-CP, Phụ lục I (domain facts of the layout)."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.engine.official import kit
from tests.engine.official.office_suite import as_pdf
from tests.parts import LIBREOFFICE

FONT = "Times New Roman"


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return kit.written(tmp_path_factory.mktemp("report"))[".docx"]


@pytest.fixture(scope="module")
def document(path):
    return docx.Document(str(path))


def paragraph(document, text):
    """The first paragraph that begins so, in or out of a table."""
    for each in document.element.body.iter(qn("w:p")):
        made = docx.text.paragraph.Paragraph(each, document)
        if made.text.startswith(text):
            return made
    raise AssertionError(text)


def test_every_section_is_a4_within_the_margins(document):
    shapes = [
        (each.orientation, round(each.page_width.mm), round(each.page_height.mm))
        for each in document.sections
    ]
    portrait, landscape = (WD_ORIENT.PORTRAIT, 210, 297), (WD_ORIENT.LANDSCAPE, 297, 210)
    assert shapes == [portrait, landscape, landscape, portrait]
    for section in document.sections:
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20


# Text: smallest and largest size, bold, italic, centred.
ELEMENTS = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, True, False),
    ("Độc lập - Tự do - Hạnh phúc", 13, 14, True, False),
    ("UBND TỈNH THỬ", 12, 13, False, False),
    ("VĂN PHÒNG", 12, 13, True, False),
    ("Số:        /BC-VP", 13, 13, False, False),
    ("Tỉnh Thử, ngày", 13, 14, False, True),
    ("BÁO CÁO", 13, 14, True, False),
    ("Kết quả tự đánh giá", 13, 14, True, False),
    ("KT. CHÁNH VĂN PHÒNG", 13, 14, True, False),
    ("PHÓ CHÁNH VĂN PHÒNG", 13, 14, True, False),
    ("Phụ lục I", 14, 14, True, False),
    ("BẢNG ĐIỂM CHI TIẾT", 13, 14, True, False),
    ("(Kèm theo", 13, 14, False, True),
    ("Kính gửi: Sở Nội vụ", 13, 14, False, False),
]


@pytest.mark.parametrize(("text", "least", "most", "bold", "italic"), ELEMENTS)
def test_elements_of_the_frame(document, text, least, most, bold, italic):
    style = paragraph(document, text).style
    assert Pt(least) <= style.font.size <= Pt(most)
    assert (style.font.bold, style.font.italic) == (bold, italic)
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_recipients_are_set_small(document):
    label, item = paragraph(document, "Nơi nhận:"), paragraph(document, "- Lãnh đạo Văn phòng")
    assert label.style.font.size == Pt(12)
    assert label.style.font.bold
    assert label.style.font.italic
    assert item.style.font.size == Pt(11)
    told = next(t for t in document.tables if "Nơi nhận:" in t.rows[0].cells[0].text)
    assert told.rows[0].cells[0].text.splitlines() == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lãnh đạo Văn phòng;",
        "- Lưu: VT, TH.",
    ]


def test_body_is_justified_indented_and_spaced(document):
    for text in ("Văn phòng Ủy ban nhân dân tỉnh Thử báo cáo", "Căn cứ Quyết định", "Trên đây"):
        style = paragraph(document, text).style
        form = style.paragraph_format
        assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert form.first_line_indent in {Mm(12.7), Mm(10)}
        assert form.space_after >= Pt(6)
        assert Pt(13) <= style.font.size <= Pt(14)


def test_bases_are_italic_and_end_with_semicolons_and_a_full_stop(document):
    bases = [each for each in document.paragraphs if each.text.startswith("Căn cứ")]
    assert [each.text for each in bases] == [
        "Căn cứ Quyết định số 01/QĐ-THU ngày 05 tháng 02 năm 2023 của Cơ quan thử;",
        (
            "Căn cứ Kế hoạch số 9/KH-VP ngày 07 tháng 02 năm 2023 của Văn phòng Ủy ban nhân dân "
            "tỉnh Thử triển khai bộ chỉ số thử."
        ),
    ]
    assert all(each.style.font.italic for each in bases)


def test_rules_have_the_prescribed_lengths(document):
    """Below the motto as long as the text; below the issuer and the trích yếu 1/3 to 1/2."""
    bordered = [
        each
        for each in document.element.body.iter(qn("w:p"))
        if each.find(f".//{qn('w:pBdr')}") is not None
    ]
    widths = (66, 99, 165)
    lengths = []
    for line, width in zip(bordered, widths, strict=True):
        indent = int(line.find(f".//{qn('w:ind')}").get(qn("w:left")))
        lengths.append(width - 2 * indent / 1440 * 25.4)
    issuer, motto, subject = lengths
    # «VĂN PHÒNG» at 13 pt and the motto at 14 pt in Times New Roman Bold, measured with typst.
    assert 27.9 / 3 <= issuer <= 27.9 / 2
    assert motto == pytest.approx(60.5, abs=0.5)
    # The trích yếu is longer than a line, so that the line (165 mm) counts.
    assert 165 / 3 <= subject <= 165 / 2


def test_the_font_is_named_for_every_script(document):
    for style in document.styles:
        if style.element.get(qn("w:styleId")).startswith("parindex_"):
            fonts = style.element.rPr.rFonts
            assert {
                fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")
            } == {FONT}
            assert str(style.font.color.rgb) == "000000"


def test_the_language_is_vietnamese(document):
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"vi-VN"}
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.author == "Văn phòng Ủy ban nhân dân tỉnh Thử"


def test_tables_repeat_their_heading_and_keep_rows_whole(document):
    headed = [t for t in document.tables if t._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(headed) >= 7
    for table in headed:
        rows = table._tbl.findall(qn("w:tr"))
        assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)


def test_every_part_numbers_its_pages_anew_and_leaves_the_first_bare(document):
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.first_page_header.paragraphs[0].text == ""
        field = section.header._element.find(f".//{qn('w:fldSimple')}")
        assert field.get(qn("w:instr")) == "PAGE"


def test_annex_pages_name_set_run_and_what_they_are_not(document):
    letter, *annexes = document.sections
    assert letter.footer.paragraphs[0].text == ""
    scored = kit.run()
    for section in annexes:
        for foot in (section.footer, section.first_page_footer):
            told = foot.paragraphs[0].text
            assert told.startswith(f"Bộ chỉ số thu, phiên bản 2, mã băm {scored.set_hash[:12]}")
            assert f"Lần chấm {scored.id}" in told
            assert "Bộ chỉ số mẫu, chưa đối chiếu" in told
            assert "Dữ liệu mô phỏng" in told


def test_the_registry_and_the_signer_find_blanks(document):
    texts = [each.text for each in document.tables[0]._cells]
    assert texts[2] == "Số:        /BC-VP"
    assert texts[3].split() == ["Tỉnh", "Thử,", "ngày", "tháng", "năm", "2024"]
    everything = " ".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    assert "Người Ký Kế Hoạch" not in everything


@LIBREOFFICE.required
def test_an_office_suite_shows_the_page_numbers_and_annexes(path, tmp_path):
    margins = kit.top_margin(as_pdf(path, tmp_path))
    starts = [at for at, number in enumerate(margins) if number == ""]
    assert len(starts) == 4
    for first, after in zip(starts, [*starts[1:], len(margins)], strict=True):
        expected = ["", *(str(number) for number in range(2, after - first + 1))]
        assert margins[first:after] == expected
