"""Names in a zip that Windows takes too."""

from __future__ import annotations

import unicodedata

import pytest

from parindex.apps.evidence.filenames import FolderNames, safe


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("1.5 Kế hoạch: điều hành?", "1.5-Kế-hoạch-điều-hành"),
        (unicodedata.normalize("NFD", "Thể chế"), "Thể-chế"),
        ("CON", "CON-"),
        ("nul.2023", "nul.2023-"),
        ("Công bố, công khai thủ tục hành chính", "Công-bố,-công-khai-thủ-tục"),
        ("x" * 40, "x" * 28),
        ("kết thúc. ", "kết-thúc"),
        ("???", "khong-ten"),
    ],
)
def test_one_name(words: str, name: str) -> None:
    assert safe(words) == name


def test_different_folders_never_share_a_name() -> None:
    names = FolderNames()
    assert names.of("VP1 Phòng/1.1 Kế hoạch") == "VP1-Phòng/1.1-Kế-hoạch"
    assert names.of("vp1 Phòng/1.1 Kế hoạch") == "vp1-Phòng-2/1.1-Kế-hoạch"
    assert names.of("VP1 Phòng/1.2") == "VP1-Phòng/1.2"
    assert names.of(f"VP1 Phòng/{'a' * 30}b") == f"VP1-Phòng/{'a' * 28}"
    assert names.of(f"VP1 Phòng/{'a' * 30}c") == f"VP1-Phòng/{'a' * 28}-2"
