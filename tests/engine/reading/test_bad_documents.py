"""Files that cannot be read as documents: one clear Vietnamese sentence each, never a traceback."""

import os
import zipfile
from contextlib import suppress
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.engine.reading.documents import read_document
from parindex.engine.reading.files import MEGABYTE
from parindex.engine.values.problems import BadInput


def refused(path):
    with pytest.raises(BadInput) as caught:
        read_document(path)
    (problem,) = caught.value.problems
    assert problem.where == str(path)
    assert "\n" not in str(problem)
    assert problem.remedy.startswith("Hãy")
    return problem.what


def write(path, content):
    path.write_bytes(content)
    return path


def word_bytes(text="Kế hoạch"):
    stream = BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def repacked(changes):
    """A Word document with some parts replaced; None takes a part out."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word_bytes())) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in {**dict.fromkeys(source.namelist()), **changes}:
            content = changes[name] if name in changes else source.read(name)
            if content is not None:
                target.writestr(name, content)
    return stream.getvalue()


def test_missing(tmp_path):
    assert refused(tmp_path / "không-có.txt") == "không tìm thấy tệp"


def test_directory(tmp_path):
    assert "thư mục" in refused(tmp_path)


def test_not_a_regular_file(tmp_path):
    os.mkfifo(tmp_path / "ống.txt")
    assert refused(tmp_path / "ống.txt") == "không đọc được tệp"


def test_empty(tmp_path):
    assert refused(write(tmp_path / "a.txt", b"")) == "tệp rỗng"


@pytest.mark.parametrize("content", [b"  \n\n\t ", b"\xef\xbb\xbf\n", "\u200b\n".encode()])
def test_blank(tmp_path, content):
    assert refused(write(tmp_path / "a.txt", content)) == "tệp không có chữ nào"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00" * 20,
        bytes(range(256)) * 8,
        b"abc\x00\x01\x02\xff",
        word_bytes(),
    ],
)
def test_binary(tmp_path, content):
    assert "nhị phân" in refused(write(tmp_path / "a.txt", content))


def test_unknown_encoding(tmp_path):
    # `KẾ HOẠCH cải cách` in TCVN3, the encoding of .VnTime fonts.
    tcvn3 = b"K\xd5 ho\xb9ch c\xb6i c\xb8ch h\xb5nh ch\xddnh c\xf1a t\xd8nh, th\xf9c hi\xd6n"
    assert "TCVN3" in refused(write(tmp_path / "a.txt", tcvn3))


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_fifty_megabytes(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(50 * MEGABYTE)
    assert refused(path).startswith("tệp nặng 50 MB, vượt giới hạn")


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.odt", "a.xlsx", "a.PDF"])
def test_other_kinds_of_files(tmp_path, name):
    with pytest.raises(BadInput, match=r"\.docx"):
        read_document(write(tmp_path / name, b"abc"))


def test_no_suffix(tmp_path):
    assert "không có đuôi" in refused(write(tmp_path / "abc", b"abc"))


def test_upper_case_suffix_is_fine(tmp_path):
    assert read_document(write(tmp_path / "A.DOCX", word_bytes()))[0].text == "Kế hoạch"


@pytest.mark.parametrize(
    "content",
    [
        "Kế hoạch".encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        word_bytes()[:-400],
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_docx_that_is_no_zip(tmp_path, content):
    assert "không phải tệp Word" in refused(write(tmp_path / "a.docx", content))


@pytest.mark.parametrize(
    "changes",
    [
        {"word/document.xml": None},
        {"[Content_Types].xml": None},
        {"_rels/.rels": None},
        {"word/document.xml": b"<a><b></a>"},
        {"word/document.xml": b"khong phai xml"},
    ],
)
def test_zip_that_is_no_word_document(tmp_path, changes):
    assert "không chứa văn bản Word" in refused(write(tmp_path / "a.docx", repacked(changes)))


def test_damaged_inside(tmp_path):
    numbering = (
        b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="x"/></w:abstractNum></w:numbering>'
    )
    content = repacked({"word/numbering.xml": numbering})
    assert "bị hỏng" in refused(write(tmp_path / "a.docx", content))


def test_docx_without_words(tmp_path):
    assert "không có chữ nào" in refused(write(tmp_path / "a.docx", word_bytes("")))


def test_docx_with_too_many_words(tmp_path):
    content = word_bytes("dài " * (300 * 1024))
    assert refused(write(tmp_path / "a.docx", content)) == "văn bản quá dài"


@pytest.mark.parametrize(
    ("part", "size"),
    [("word/media/a.png", 101 * MEGABYTE), ("word/document.xml", 17 * MEGABYTE)],
)
def test_zip_bomb(tmp_path, part, size):
    path = write(tmp_path / "a.docx", repacked({part: b"\0" * size}))
    assert path.stat().st_size < MEGABYTE
    assert "nén bất thường" in refused(path)


def test_zip_bomb_that_lies_about_its_size(tmp_path):
    size = 101 * MEGABYTE
    content = repacked({"word/media/a.png": b"\0" * size})
    lying = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != content
    assert refused(write(tmp_path / "a.docx", lying))


def test_entity_bomb_stays_small(tmp_path):
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<!DOCTYPE d [<!ENTITY a0 "ha">{levels}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>x&a9;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = write(tmp_path / "a.docx", repacked({"word/document.xml": xml.encode()}))
    try:
        read = read_document(path)
    except BadInput:
        return
    assert sum(len(line.text) for line in read) < 100


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 20_000), value=st.binary(min_size=1, max_size=8))
def test_any_damage_is_either_harmless_or_told(tmp_path_factory, at, value):
    content = bytearray(word_bytes())
    content[at % len(content) : at % len(content) + len(value)] = value
    path = write(tmp_path_factory.mktemp("hỏng") / "a.docx", bytes(content))
    # Anything but BadInput fails the test by itself.
    with suppress(BadInput):
        assert read_document(path)
