"""Text files as lines; plans in all encodings are tested through `read_plan`."""

import pytest

from parindex.engine.reading.text import read_text


def read(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    return read_text(path)


def test_lines_are_numbered_as_an_editor_numbers_them(tmp_path):
    lines = read(tmp_path, "một\r\n\r\nba\nbốn\rnăm".encode())
    assert [(line.number, line.text, line.adjacent) for line in lines] == [
        (1, "một", False),
        (2, "", True),
        (3, "ba", False),
        (4, "bốn", True),
        (5, "năm", True),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_short_texts_are_recognised_too(tmp_path, encoding):
    assert read(tmp_path, "Kế hoạch\n".encode(encoding))[0].text == "Kế hoạch"


def test_windows_1258(tmp_path):
    # K, ê + combining acute, blank, h, o, a + combining dot below, c, h.
    assert read(tmp_path, b"K\xea\xec hoa\xf2ch")[0].text == "Kế hoạch"


def test_bars_draw_a_table(tmp_path):
    lines = read(tmp_path, "Đầu\n| TT | Việc |\n|----|------|\n| 1 | Rà soát |\nCuối\n".encode())
    assert [(x.number, x.text, x.cell and (x.cell.row, x.cell.column)) for x in lines] == [
        (1, "Đầu", None),
        (2, "TT", (0, 0)),
        (2, "Việc", (0, 1)),
        (4, "1", (2, 0)),
        (4, "Rà soát", (2, 1)),
        (5, "Cuối", None),
        (6, "", None),
    ]


def test_tabs_draw_a_table_from_three_columns_on(tmp_path):
    three = read(tmp_path, b"TT\tViec\tAi\n1\tLam\tTa\n")
    assert [line.cell is not None for line in three] == [True] * 6 + [False]
    two = read(tmp_path, b"Don vi\tTa\nThoi gian\tMai\n")
    assert all(line.cell is None for line in two)


def test_a_lone_row_is_no_table(tmp_path):
    assert all(line.cell is None for line in read(tmp_path, b"a\n| b | c |\nd\n"))
