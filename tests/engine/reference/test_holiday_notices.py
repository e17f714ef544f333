"""The file of yearly notices: editable data, checked on reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.engine.reference.holidays import read_notices
from parindex.engine.values.problems import BadInput


def notices(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "notices.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_file_is_flagged_where_unverified() -> None:
    built_in = read_notices()
    assert date(2026, 1, 10) in built_in.working_days
    assert not any(notice.verified for notice in built_in.notices)
    assert all(notice.source for notice in built_in.notices)


def test_days_and_fingerprint(tmp_path: Path) -> None:
    text = (
        "notices:\n  - {year: 2030, source: Thông báo, verified: true,"
        " day_off: [2030-01-02], working_day: [2030-01-05]}\n"
    )
    found = read_notices(notices(tmp_path, text))
    assert (found.days_off, found.working_days) == ({date(2030, 1, 2)}, {date(2030, 1, 5)})
    assert found.fingerprint != read_notices().fingerprint


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    text = (
        "notices:\n"
        "  - year: 2030\n"
        "    source: Thông báo\n"
        "    verified: true\n"
        "    day_of: [2030-01-02]\n"
        "  - year: 12\n"
        "    source: Thông báo\n"
        "    verified: true\n"
        "    working_day: [hôm qua]\n"
    )
    with pytest.raises(BadInput) as caught:
        read_notices(notices(tmp_path, text))
    lines = [problem.where.rpartition(", ")[2] for problem in caught.value.problems]
    assert lines == ["dòng 5", "dòng 6", "dòng 9"]


def test_a_day_cannot_be_off_and_worked(tmp_path: Path) -> None:
    text = (
        "notices:\n  - {year: 2030, source: A, verified: true, day_off: [2030-01-02]}\n"
        "  - {year: 2030, source: B, verified: true, working_day: [2030-01-02]}\n"
    )
    with pytest.raises(BadInput, match="02/01/2030 vừa là ngày nghỉ vừa là ngày làm bù"):
        read_notices(notices(tmp_path, text))
