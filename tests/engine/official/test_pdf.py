"""The PDF: page numbers, fonts, letters, archival form."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pytest
import typst
from pypdfium2 import raw

from parindex.engine.official import fonts
from parindex.engine.official.metrics import bold_width
from tests.engine.official import kit

METRIC_COMPATIBLE = ("Times New Roman", "Liberation Serif", "Tinos")


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return kit.written(tmp_path_factory.mktemp("report"))[".pdf"]


def letters_by_font(path: Path) -> dict[str, str]:
    """Font family as embedded → the letters set in it."""
    found: dict[str, set[str]] = {}
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                name = ctypes.create_string_buffer(200)
                raw.FPDFText_GetFontInfo(text.raw, at, name, 200, None)
                family = name.value.decode().partition("+")[2].partition("-")[0]
                found.setdefault(family, set()).add(chr(raw.FPDFText_GetUnicode(text.raw, at)))
    return {family: "".join(sorted(each)) for family, each in found.items()}


def test_page_numbers_stand_in_the_top_margin_and_start_anew_in_every_annex(path):
    margins, pages = kit.top_margin(path), kit.pdf_pages(path)
    starts = [at for at, text in enumerate(pages) if at == 0 or text.startswith("Phụ lục ")]
    assert len(starts) == 4
    for first, after in zip(starts, [*starts[1:], len(pages)], strict=True):
        expected = ["", *(str(number) for number in range(2, after - first + 1))]
        assert margins[first:after] == expected
    assert "2" in margins


def test_every_annex_page_has_its_footer(path):
    scored = kit.run()
    pages = kit.pdf_pages(path)
    first = next(at for at, text in enumerate(pages) if text.startswith("Phụ lục I"))
    told = kit.squeezed(f"Lần chấm {scored.id} · Bộ chỉ số mẫu, chưa đối chiếu · Dữ liệu mô phỏng")
    assert [told in kit.squeezed(text) for text in pages] == [
        at >= first for at in range(len(pages))
    ]


def test_page_one_says_that_the_data_are_made_up(path):
    assert "DỮ LIỆU MÔ PHỎNG" in kit.pdf_pages(path)[0]


def test_letters_come_from_one_family_and_every_vietnamese_letter_survives(path):
    used = letters_by_font(path)
    family = fonts.document_font().replace(" ", "")
    mixed = {
        name: text for name, text in used.items() if name != family and any(map(str.isalpha, text))
    }
    assert mixed == {}
    assert set(kit.PANGRAM) <= set(used[family])


def test_the_pdf_is_archival_tagged_and_titled_in_vietnamese(path):
    content = path.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    with pypdfium2.PdfDocument(path) as document:
        assert document.is_tagged()
        title = document.get_metadata_value("Title")
        assert title.startswith("Báo cáo: kết quả tự đánh giá")
        assert title.endswith("năm 2023 của Sở Thử")
        language = (ctypes.c_ushort * 20)()
        raw.FPDFCatalog_GetLanguage(document.raw, language, 40)
        assert bytes(language).decode("utf-16-le").rstrip("\0") == "vi-VN"


def test_user_text_is_never_markup(tmp_path):
    shouted = "#panic() $x$ *đậm* _nghiêng_ <start> \\ `mã`"
    answers = {**kit.answers(), "1.1b": kit.Answer(kit.YesNo(yes=True), explanation=shouted)}
    path = kit.written(tmp_path, kit.run({kit.SUBJECT: answers}))[".pdf"]
    assert kit.squeezed(shouted) in kit.squeezed("".join(kit.pdf_pages(path)))


def test_a_character_without_a_shape_does_not_stop_the_report(tmp_path):
    answers = {
        **kit.answers(),
        "1.1b": kit.Answer(kit.YesNo(yes=True), explanation="xong \U0010fffd\x07"),
    }
    assert kit.written(tmp_path, kit.run({kit.SUBJECT: answers}))[".pdf"].stat().st_size > 10_000


def test_a_family_that_lacks_letters_is_passed_over(monkeypatch):
    fonts.document_font.cache_clear()
    monkeypatch.setattr(fonts, "STACK", ("Không có phông này", "Libertinus Serif"))
    assert fonts.document_font() == "Libertinus Serif"
    monkeypatch.setattr(fonts, "vietnamese_letters", lambda: "\U0010fffd")
    assert not fonts.covers("Libertinus Serif")
    fonts.document_font.cache_clear()


def test_the_probe_asks_for_every_letter_of_vietnamese():
    letters = fonts.vietnamese_letters()
    # 12 vowels × 6 tones + đ, in both cases, and the plain letters: 134 beyond ASCII.
    assert len({each for each in letters if each.isalpha() and not each.isascii()}) == 134
    assert {each for each in kit.PANGRAM if each.isalpha()} <= set(letters)


@pytest.mark.parametrize(
    "text",
    [
        "VĂN PHÒNG",
        "Độc lập - Tự do - Hạnh phúc",
        "Kết quả tự đánh giá, chấm điểm năm 2023 của Ủy ban",
    ],
)
def test_estimated_widths_agree_with_the_typesetter(text):
    font = fonts.document_font()
    source = (
        b"#context [#metadata(measure(text(size: 14pt, font: sys.inputs.font, kerning: false,"
        b" strong(sys.inputs.text))).width.mm()) <width>]"
    )
    told = typst.query(
        source,
        "<width>",
        field="value",
        one=True,
        font_paths=fonts.installed_fonts(),
        sys_inputs={"font": font, "text": text},
    )
    tolerance = 0.02 if font in METRIC_COMPATIBLE else 0.15
    assert bold_width(text, 14) == pytest.approx(float(told), rel=tolerance)
