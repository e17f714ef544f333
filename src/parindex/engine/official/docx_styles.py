"""The styles of the .docx: one for each kind of text that NĐ 30/2020, Phụ lục I names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from parindex.engine.official import layout
from parindex.engine.official.blocks import Style
from parindex.engine.official.docx_xml import element

_JUSTIFIED, _CENTER = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.CENTER
_LEFT = WD_ALIGN_PARAGRAPH.LEFT


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: `name` as Word lists it; sizes and spaces in points, indents in mm."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = _LEFT
    first_line: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    built_in: bool = False


_TEXT: dict[str, Any] = {
    "size": layout.BODY_SIZE,
    "align": _JUSTIFIED,
    "first_line": layout.FIRST_LINE_INDENT,
    "after": layout.PARAGRAPH_SPACING,
}

LOOKS: dict[str, Look] = {
    "nation": Look("Quốc hiệu", layout.NATION_SIZE, bold=True, align=_CENTER),
    "motto": Look("Tiêu ngữ", layout.MOTTO_SIZE, bold=True, align=_CENTER),
    "superior": Look("Cơ quan chủ quản", layout.BODY_NAME_SIZE, align=_CENTER),
    "issuer": Look("Cơ quan ban hành", layout.BODY_NAME_SIZE, bold=True, align=_CENTER),
    "number": Look("Số, ký hiệu", layout.NUMBER_SIZE, align=_CENTER, before=6),
    "date": Look("Địa danh, thời gian", layout.DATE_SIZE, italic=True, align=_CENTER, before=6),
    "kind": Look("Tên loại", layout.TITLE_SIZE, bold=True, align=_CENTER, before=14),
    "subject": Look("Trích yếu", layout.TITLE_SIZE, bold=True, align=_CENTER),
    "notice": Look("Lưu ý", layout.BODY_SIZE, bold=True, align=_CENTER, before=8, after=4),
    "rule": Look("Đường kẻ", 2, align=_CENTER),
    "addressee": Look("Kính gửi", layout.BODY_SIZE, align=_CENTER, before=8, after=8),
    Style.BASIS: Look("Căn cứ", italic=True, **_TEXT),
    Style.BODY: Look("Nội dung", **_TEXT),
    Style.LAST: Look("Nội dung cuối", keep_next=True, **{**_TEXT, "after": 12}),
    Style.HEADING: Look("Heading 1", bold=True, before=12, keep_next=True, built_in=True, **_TEXT),
    Style.SUBHEADING: Look(
        "Heading 2", bold=True, before=9, keep_next=True, built_in=True, **_TEXT
    ),
    Style.ENTRY: Look("Heading 3", 12, bold=True, before=8, after=3, keep_next=True, built_in=True),
    Style.NOTE: Look("Ghi chú", layout.TABLE_SIZE, italic=True, before=4, after=6),
    Style.FILL_IN: Look(
        "Dòng để trống", layout.BODY_SIZE, after=layout.PARAGRAPH_SPACING, keep_next=True
    ),
    "cell": Look("Bảng", layout.TABLE_SIZE, before=2, after=2),
    "annex_cell": Look("Bảng phụ lục", layout.ANNEX_TABLE_SIZE, before=1.5, after=1.5),
    "recipients_label": Look("Nơi nhận", layout.RECIPIENTS_LABEL_SIZE, bold=True, italic=True),
    "recipients": Look("Danh sách nơi nhận", layout.RECIPIENTS_SIZE),
    "signature": Look("Quyền hạn, chức vụ", layout.SIGNATURE_SIZE, bold=True, align=_CENTER),
    "annex_label": Look("Phụ lục", layout.ANNEX_LABEL_SIZE, bold=True, align=_CENTER),
    "annex_title": Look("Tên phụ lục", layout.TITLE_SIZE, bold=True, align=_CENTER),
    "attached_to": Look("Kèm theo", layout.TITLE_SIZE, italic=True, align=_CENTER, after=10),
    "page_number": Look("Số trang", layout.PAGE_NUMBER_SIZE, align=_CENTER),
    "footer": Look("Chân trang phụ lục", layout.FOOTER_SIZE, align=_CENTER),
}


def define_styles(document: Document) -> dict[str, str]:
    """Set every style up in the document; gives the style id for each key of `LOOKS`."""
    _define_defaults(document)
    ids = {}
    for key, look in LOOKS.items():
        styles = document.styles
        if look.built_in:
            style = styles[look.name]
        else:
            style = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.set(qn("w:styleId"), f"parindex_{key}")
        _apply(style, look)
        ids[str(key)] = style.style_id
    return ids


def _define_defaults(document: Document) -> None:
    normal = document.styles["Normal"]
    _apply(normal, Look("Normal", layout.BODY_SIZE))
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    _speak_vietnamese(defaults.find(qn("w:rPr")))
    _speak_vietnamese(normal.element.get_or_add_rPr())


def _apply(style: Any, look: Look) -> None:
    font, form = style.font, style.paragraph_format
    _set_font(style.element.get_or_add_rPr())
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor(0, 0, 0)
    form.alignment, form.keep_with_next = look.align, look.keep_next
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.first_line_indent = Mm(look.first_line)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.widow_control = True
    style.quick_style = True
    style.hidden = False


def _set_font(properties: Any) -> None:
    """Name the font for every script; one that is left out falls back to the theme's."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), layout.FONT)


def _speak_vietnamese(properties: Any) -> None:
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    code = layout.LANGUAGE
    properties.append(element("w:lang", val=code, eastAsia=code, bidi=code))
