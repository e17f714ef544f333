"""A scorecard on terminals of different widths."""

from io import StringIO

import pytest
from rich.console import Console

from parindex.cli.screens.scorecard import print_run
from tests.engine.official import kit


def shown(width: int) -> list[str]:
    out = StringIO()
    print_run(kit.run(), Console(file=out, width=width, highlight=False))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 100, 129, 130, 200])
def test_every_width_shows_a_table_that_fits(width):
    lines = shown(width)
    assert max(map(len, lines)) <= width
    told = " ".join(lines)
    # Code, title, input, points/max, reason, what is missing: of 1.1a and of the missing 2.1b.
    for text in ("1.1a", "Hồ sơ đúng hạn", "2/3", "1,33/2,00", "≈ 66,67 %", "2.1b", "–/2,00"):
        assert text in told, text
    assert "Số liệu trích xuất" in " ".join(told.replace("│", " ").split())
    assert any("Mã" in line and line.startswith("┃") for line in lines)


def test_a_field_where_nothing_is_scored_shows_no_points():
    (line,) = [each for each in shown(100) if "Lĩnh vực 2." in each]
    assert "–/3,00" in line
