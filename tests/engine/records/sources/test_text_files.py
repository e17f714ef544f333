"""CSV as offices save it: encodings, delimiters, line ends, title rows, archives."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from unicodedata import normalize

import pytest

from parindex.engine.reading.files import MEGABYTE
from parindex.engine.records.sources.content import CHUNK, read_through
from parindex.engine.records.sources.prepare import prepare
from parindex.engine.values.problems import BadInput
from tests.engine.records.sources.kit import one, rows, work_folder, written

TEXT = "Mã hồ sơ,Tên đơn vị\nH1,Xã Đạ Tẻh\nH2,Sở Nội vụ\n"
HEADER = ("Mã hồ sơ", "Tên đơn vị")
ROWS = [("H1", "Xã Đạ Tẻh"), ("H2", "Sở Nội vụ")]


def windows_1258(text: str) -> bytes:
    """The text as Windows writes it: letters with a hat stay whole, tones are marks of their own."""
    whole = set("ăâêôơưđĂÂÊÔƠƯĐ")
    pieces = []
    for letter in text:
        tones = "".join(
            c for c in normalize("NFD", letter) if c in "\u0300\u0301\u0303\u0309\u0323"
        )
        base = normalize("NFC", "".join(c for c in normalize("NFD", letter) if c not in tones))
        assert base in whole or base < "\x7f"
        pieces.append(base + tones)
    return "".join(pieces).encode("cp1258")


ENCODED = {
    "utf-8": (TEXT.encode(), "utf-8"),
    "utf-8-mark": (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
    "utf-16-le-mark": (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
    "utf-16-be-mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    "utf-16-le": (TEXT.encode("utf-16-le"), "utf-16-le"),
    "utf-16-be": (TEXT.encode("utf-16-be"), "utf-16-be"),
    "windows-1258": (windows_1258(TEXT), "windows-1258"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_every_encoding_is_found_and_read(tmp_path: Path, name: str) -> None:
    content, encoding = ENCODED[name]
    path = written(tmp_path, content)
    source = one(path)
    assert (source.encoding, source.header, rows(source)) == (encoding, HEADER, ROWS)
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert (source.header_lines, source.lines, source.mixed_line_ends) == (1, 3, False)


def test_a_utf_8_file_is_not_copied(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    assert one(path).data == path
    assert list(work_folder(tmp_path).iterdir()) == []


@pytest.mark.parametrize("asked", ["cp1258", "Windows-1258"])
def test_an_encoding_that_was_asked_for_is_taken(tmp_path: Path, asked: str) -> None:
    # Half of the letters beyond ASCII are signs no Vietnamese text has: a guess would refuse them.
    path = written(tmp_path, b"a,b\nH1,\xa4\xa6\n")
    with pytest.raises(BadInput, match="không nhận ra bảng mã"):
        one(path)
    assert rows(one(path, encoding=asked)) == [("H1", "¤¦")]


def test_windows_1258_is_composed_across_pieces(tmp_path: Path) -> None:
    line = windows_1258("H1,Xã Đạ Tẻh Bảo Lộc\n")
    lines = line * (CHUNK // len(line) + 10)
    source = one(written(tmp_path, windows_1258("Mã,Tên\n") + lines))
    assert set(rows(source)) == {("H1", "Xã Đạ Tẻh Bảo Lộc")}


def test_decomposed_accents_stay_as_they_are_in_values_and_not_in_names(tmp_path: Path) -> None:
    source = one(written(tmp_path, normalize("NFD", TEXT)))
    assert source.header == HEADER
    assert rows(source)[0] == ("H1", normalize("NFD", "Xã Đạ Tẻh"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    source = one(written(tmp_path, TEXT.replace(",", delimiter)))
    assert (source.delimiter, rows(source)) == (delimiter, ROWS)


def test_a_delimiter_inside_a_quoted_name_does_not_count(tmp_path: Path) -> None:
    source = one(written(tmp_path, '"a,b,c";d\n1;2\n'))
    assert (source.delimiter, source.header) == (";", ("a,b,c", "d"))


@pytest.mark.parametrize("asked", ["tab", "\t", "\\t"])
def test_a_delimiter_that_was_asked_for_is_taken(tmp_path: Path, asked: str) -> None:
    source = one(written(tmp_path, "a,b,c\td\n1\t2\n"), delimiter=asked)
    assert source.header == ("a,b,c", "d")


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n'])
def test_the_line_in_which_excel_names_the_delimiter(tmp_path: Path, first: str) -> None:
    end = first[-2:] if first.endswith("\r\n") else "\n"
    source = one(written(tmp_path, first + f"a,b,c;d{end}1;2{end}"))
    assert (source.header, source.header_lines, source.lines) == (("a,b,c", "d"), 2, 3)
    assert rows(source) == [("1", "2")]


def test_title_rows_are_skipped_where_the_columns_are_known(tmp_path: Path) -> None:
    title = "ỦY BAN NHÂN DÂN TỈNH, (số liệu giả định)\n\nDanh sách; tháng 3\n"
    path = written(tmp_path, title + TEXT.replace(",", ";"))
    source = one(path, expected=["ma_ho_so", "TEN DON VI", "ghi chú", "khác"])
    assert (source.header, source.header_lines, source.delimiter) == (HEADER, 4, ";")
    assert rows(source) == ROWS
    # Fewer than half of them: nothing speaks for that row, so the first one names the columns.
    few = one(path, expected=["ma_ho_so", "ghi chú", "khác"])
    assert few.header_lines == 1


def test_a_header_below_twenty_rows_is_not_looked_for(tmp_path: Path) -> None:
    found = one(written(tmp_path, "x\n" * 19 + TEXT), expected=HEADER)
    assert (found.header, found.header_lines) == (HEADER, 20)
    assert one(written(tmp_path, "x\n" * 20 + TEXT), expected=HEADER).header == ("x",)


def test_line_ends_of_several_kinds_are_unified(tmp_path: Path) -> None:
    source = one(written(tmp_path, 'a,b\r\n1,"x\r\ny"\n2,z\r\n3,u\rv\n4,"p\rq"\r\n'))
    assert (source.mixed_line_ends, source.lines) == (True, 6)
    assert rows(source) == [("1", "x\ny"), ("2", "z"), ("3", "u v"), ("4", "p q")]


def test_returns_alone_end_lines_where_there_is_nothing_else(tmp_path: Path) -> None:
    source = one(written(tmp_path, "a,b\r1,2\r3,4\r"))
    assert (rows(source), source.lines) == ([("1", "2"), ("3", "4")], 3)


def test_windows_line_ends_are_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\r\n1,"x\r\ny"\r\n2,z')
    source = one(path)
    assert (source.data, source.mixed_line_ends, source.lines) == (path, False, 4)


def test_a_break_inside_a_column_name_costs_no_row(tmp_path: Path) -> None:
    source = one(written(tmp_path, '"Mã\nhồ sơ",b\n1,x\n2,y\n'))
    assert (source.header, source.header_lines, source.lines) == (("Mã hồ sơ", "b"), 2, 4)
    assert rows(source) == [("1", "x"), ("2", "y")]


def test_a_packed_file_is_read_as_its_content(tmp_path: Path) -> None:
    packed = written(tmp_path, gzip.compress(TEXT.encode("utf-16")), "data.csv.gz")
    source = one(packed)
    assert (source.path, source.name) == (packed, "data.csv.gz")
    assert (source.encoding, rows(source)) == ("utf-16", ROWS)
    assert source.sha256 == hashlib.sha256(TEXT.encode("utf-16")).hexdigest()


BAD = {
    "cut archive": (gzip.compress(TEXT.encode() * 99)[:-20], "bị cụt, thiếu phần cuối"),
    "damaged archive": (b"\x1f\x8b\x08\x00" + b"\xff" * 99, "tệp nén .gz bị hỏng"),
    "bomb": (gzip.compress(bytes(MEGABYTE)) * 300, "nén bất thường"),
    "zero byte": ("a,b\n1,\0\n", "tệp nhị phân"),
    "zero byte in UTF-16": ("a,b\n1,\0\n".encode("utf-16"), "tệp nhị phân"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\x0d", "tệp nhị phân"),
    "one line": ("x" * 100_000, "dòng đầu tiên dài bất thường"),
    "no name": ("\n\n1,2\n", "không có tên cột"),
    "mark alone": (b"\xef\xbb\xbf", "tệp rỗng"),
    "delimiter line alone": ("sep=;\n", "không có tên cột"),
    "header alone": ("a,b", "không có dữ liệu"),
    "name twice": ("Mã,a,MÃ\n1,2,3\n", "tên cột bị lặp lại: mã"),
    "TCVN3": (b"a,b\n\nH1,X\xb7 \xab\xb5\xb8\xb9 \xae\xd7\n", r"UTF-8 \(từ dòng 3\).*TCVN3"),
    "cut character": (TEXT.encode() + b"H3,X\xc3", "bị cụt, chữ cuối cùng ở dòng 4"),
    "marked, not UTF-8": (b"\xef\xbb\xbfa,b\n1,\xe3\n", "UTF-8, bắt đầu từ dòng 2"),
    "cut UTF-16": (b"\xff\xfea\0,\0b\0\n\0\x31", "bị cụt, chữ cuối cùng không"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, name: str) -> None:
    content, sentence = BAD[name]
    path = written(tmp_path, content)
    with pytest.raises(BadInput, match=sentence) as caught:
        one(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"encoding": "klingon"}, "bảng mã «klingon»: .*utf-8, utf-16"),
        ({"encoding": "latin-1"}, "bảng mã «latin-1»"),
        ({"encoding": "utf-16-be"}, "không đúng bảng mã UTF-16-BE"),
        ({"encoding": "hex"}, "bảng mã «hex»"),
        ({"delimiter": ";;"}, "đúng một ký tự"),
        ({"delimiter": '"'}, "đúng một ký tự"),
    ],
)
def test_an_option_that_cannot_be_meant_is_told(
    tmp_path: Path, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        one(written(tmp_path, "a,b\n1,xy\n"), **options)


@pytest.mark.parametrize("shift", range(4))
def test_a_character_on_the_seam_of_two_pieces_is_whole(tmp_path: Path, shift: int) -> None:
    text = "x" * (CHUNK - shift) + "ạ😀" * 3 + "\r\n"
    content = read_through(written(tmp_path, text))
    assert (content.bad_line, content.lines, content.pairs) == (0, 1, 1)
    broken = read_through(written(tmp_path, text.encode().replace(b"\xba", b"")))
    assert broken.bad_line == 1


def test_a_line_end_on_the_seam_of_two_pieces_counts_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a" * (CHUNK - 1) + "\r\nb\r\n")
    content = read_through(path)
    assert (content.feeds, content.returns, content.pairs, content.mixed) == (2, 2, 2, False)


def test_several_bad_files_are_all_told(tmp_path: Path) -> None:
    files = [written(tmp_path, "a,b", "1.csv"), written(tmp_path, b"\xff\xd8\xff", "2.csv")]
    with pytest.raises(BadInput) as caught:
        prepare(files, work_folder(tmp_path))
    assert [problem.where for problem in caught.value.problems] == list(map(str, files))
