"""Criteria sets are found by id or by path, and know their years."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from parindex.engine.criteria.library import built_in_ids, find_set, library_text
from parindex.engine.criteria.model import Years
from parindex.engine.values.problems import BadInput
from tests.engine.rules.test_shapes import ROOT

EXAMPLE = ROOT / "examples" / "rules" / "01-pass-fail.yaml"


@pytest.mark.parametrize("name", built_in_ids())
def test_a_built_in_set_is_found_by_its_id(name: str):
    assert find_set(name).id == name


@pytest.mark.parametrize("name", built_in_ids())
def test_the_text_of_a_built_in_set_is_had_by_its_id(name: str):
    assert f"id: {name}\n" in library_text(name)


def test_no_other_text_is_had_by_an_id():
    with pytest.raises(BadInput, match="kh-839-2032"):
        library_text("kh-839-2032")


def test_a_file_is_found_by_its_path_whatever_its_ending(tmp_path: Path):
    other = tmp_path / "bo-chi-so.txt"
    shutil.copy(EXAMPLE, other)
    assert find_set(str(other)).content_hash == find_set(str(EXAMPLE)).content_hash


def test_a_path_without_a_file_and_an_unknown_id_are_told_apart(tmp_path: Path):
    with pytest.raises(BadInput, match="không tìm thấy tệp"):
        find_set(str(tmp_path / "khong-co.yaml"))
    with pytest.raises(BadInput, match="cũng không có tệp nào tên như vậy"):
        find_set("kh-839-2032")


def test_the_first_and_the_last_year_are_valid_and_an_open_end_stays_in_force():
    years = Years(first=2021, last=2023)
    assert [year in years for year in (2020, 2021, 2023, 2024)] == [False, True, True, False]
    assert 2099 in Years(first=2021)
