"""The page: medians, ratios of pairs, what is reached and why not; figures worked out by hand."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bench.measuring import Sample
from bench.page import missing_causes, page
from bench.results import Row, Series, peak_within, ratio, slower_than, time_within
from bench.sizes import SIZES
from bench.words import decimal, dots, seconds, size

from bench import results

OURS = Series(
    "ta", (Sample(3.0, 4.0, 1_500_000_000), Sample(4.0, 5.0, 10), Sample(9.0, 6.0, 10)), 8000
)
OTHER = Series("kia", (Sample(2.0, 2.0, 10), Sample(1.0, 1.0, 10), Sample(3.0, 3.0, 10)))
ROW = Row(
    "việc",
    "Một việc",
    (OURS, OTHER),
    (slower_than("chậm", OURS, OTHER, 2.0), peak_within("nhớ", OURS, 2.0)),
    compared=True,
)


def written(causes: dict[str, str], chosen: str = "full") -> str:
    return page([ROW], SIZES[chosen], ["máy"], causes, "README.md")


def test_the_ratio_is_the_median_over_pairs_and_not_that_of_medians() -> None:
    # 3/2, 4/1, 9/3: the middle one is 3; the medians would give 4/2.
    assert ratio(OURS, OTHER) == 3


def test_bounds_are_kept_up_to_their_limit() -> None:
    assert slower_than("x", OURS, OTHER, 3.0).reached
    assert not slower_than("x", OURS, OTHER, 2.99).reached
    assert time_within("x", OURS, 4.0).reached  # the median of 3, 4, 9
    assert not time_within("x", OURS, 3.9).reached
    assert peak_within("x", OURS, 1.5).reached
    assert not peak_within("x", OURS, 1.4).reached


def test_the_page_tells_medians_spread_speed_and_what_was_reached() -> None:
    text = written({})
    # 8000 rows in the median 4 s
    assert "| ta | 4,00 s (3,00 s – 9,00 s); 2.000 dòng/s | 5,00 s | 1,50 GB |" in text
    assert "| kia | 2,00 s (1,00 s – 3,00 s) | 2,00 s | 0 MB | 3,00 |" in text
    assert "| Một việc | thời gian so với kia | ≤ 2,00 lần | 3,00 lần | **chưa đạt** |" in text
    assert "| Một việc | bộ nhớ đỉnh của ta | ≤ 2,00 GB | 1,50 GB | đạt |" in text


def test_a_bound_not_kept_has_the_cause_that_a_person_wrote() -> None:
    assert "- thời gian so với kia (3,00 lần): chưa ghi nguyên nhân" in written({})
    assert missing_causes([ROW], {}) == ["chậm"]
    assert "- thời gian so với kia (3,00 lần): vì thế\n" in written(
        {"chậm": "vì thế", "nhớ": "thừa"}
    )
    assert "thừa" not in written({"chậm": "vì thế", "nhớ": "thừa"})
    assert missing_causes([ROW], {"chậm": "vì thế"}) == []


def test_a_small_run_says_that_its_bounds_mean_nothing() -> None:
    assert "chỉ có nghĩa ở cỡ «full»" in written({}, "small")
    assert "chưa ghi nguyên nhân" not in written({}, "small")
    assert "chỉ có nghĩa ở cỡ «full»" not in written({})


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results.write(tmp_path / "r.json", [ROW])
    assert results.read(tmp_path / "r.json") == {"việc": ROW}
    assert json.loads((tmp_path / "r.json").read_text())[0]["id"] == asdict(ROW)["id"]
    assert results.read(tmp_path / "none.json") == {}


def test_figures_are_written_as_vietnamese_readers_write_them() -> None:
    assert dots(1234567) == "1.234.567"
    assert decimal(1234.567) == "1.234,57"
    assert seconds(0.0123) == "12,3 ms"
    assert seconds(9.876) == "9,88 s"
    assert seconds(98.76) == "98,8 s"
    assert size(2_340_000_000) == "2,34 GB"
    assert size(12_000_000) == "12 MB"
