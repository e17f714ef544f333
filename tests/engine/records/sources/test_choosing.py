"""Several files, patterns and folders as one batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.prepare import prepare
from parindex.engine.values.problems import BadInput
from tests.engine.records.sources.kit import work_folder, written

TEXT = "a,b\n1,x\n"


def names(folder: Path, *given: Path | str) -> list[str]:
    return [source.name for source in prepare(given, work_folder(folder))]


def test_a_folder_stands_for_the_files_in_it_sorted(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    (exports / "older.csv").mkdir(parents=True)
    written(exports / "older.csv", TEXT, "2022.csv")
    for name in ("2023-02.CSV", "2023-01.csv", "2023-03.txt", "~$x.xlsx", ".hidden.csv", "x.doc"):
        written(exports, TEXT, name)
    assert names(tmp_path, exports) == ["2023-01.csv", "2023-02.CSV", "2023-03.txt"]


def test_patterns_and_names_make_one_batch_each_file_once(tmp_path: Path) -> None:
    for name in ("b1.csv", "b2.csv", "a.csv"):
        written(tmp_path, TEXT, name)
    given = [
        tmp_path / "a.csv",
        f"{tmp_path}/b?.csv",
        str(tmp_path / "b1.csv"),
        f"{tmp_path}/*.csv",
    ]
    assert names(tmp_path, *given) == ["a.csv", "b1.csv", "b2.csv"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    for name in ("[ab].csv", "a.csv"):
        written(tmp_path, TEXT, name)
    assert names(tmp_path, tmp_path / "[ab].csv") == ["[ab].csv"]


def test_what_matches_nothing_is_all_told(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with pytest.raises(BadInput) as caught:
        prepare([tmp_path / "no.csv", f"{tmp_path}/*.xlsx", folder], work_folder(tmp_path))
    assert [problem.what.split(" ")[:3] for problem in caught.value.problems] == [
        ["không", "tìm", "thấy"],
        ["không", "có", "tệp"],
        ["thư", "mục", "không"],
    ]
    with pytest.raises(BadInput, match="chưa có tệp nào"):
        prepare([], work_folder(tmp_path))


def test_an_option_is_for_those_files_among_several_that_heed_it(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["a"])
    book.active.append(["1"])
    book.save(tmp_path / "a.xlsx")
    written(tmp_path, "a;b\n1;2\n", "b.csv")
    work = work_folder(tmp_path)
    sources = prepare([tmp_path], work, Options(delimiter=";"))
    assert [source.header for source in sources] == [("a",), ("a", "b")]
    with pytest.raises(BadInput, match=r"^--query: câu truy vấn chỉ dùng với địa chỉ"):
        prepare([tmp_path], work, Options(query="SELECT 1"))
