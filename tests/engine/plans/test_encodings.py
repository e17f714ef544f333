"""One plan in every encoding, normal form and line end that offices produce is the same plan."""

import unicodedata

import pytest

from parindex.engine.plans.read import read_plan
from tests.engine.plans.example import EXAMPLE

TEXT = EXAMPLE.read_text(encoding="utf-8")
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Encode as Windows-1258 does: base letters composed, tones as marks of their own."""
    return "".join(map(_tone_apart, text)).encode("cp1258")


def _tone_apart(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in TONES)
    return unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES)) + tones


def new_tone_places(text: str) -> str:
    return text.replace("hòa", "hoà").replace("Ủy", "Uỷ").replace("hóa", "hoá")


VARIANTS = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": TEXT.encode("utf-8-sig"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16-be with mark": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-16-le without mark": TEXT.encode("utf-16-le"),
    "utf-16-be without mark": TEXT.encode("utf-16-be"),
    "windows-1258": windows_1258(TEXT),
    "decomposed": unicodedata.normalize("NFD", TEXT).encode(),
    "windows line ends": TEXT.replace("\n", "\r\n").encode(),
    "old mac line ends": TEXT.replace("\n", "\r").encode(),
    "zero-width signs": TEXT.replace("MỤC", "M\u200bỤC").encode(),
    "no-break blanks": TEXT.replace("Đơn vị thực", "Đơn\u00a0vị thực").encode(),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_same_plan(name, tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(VARIANTS[name])
    plan, expected = read_plan(path), read_plan(EXAMPLE)
    assert plan.to_json() == expected.to_json()
    assert [(r.line, r.part) for r in plan.readings] == [
        (r.line, r.part) for r in expected.readings
    ]


def test_both_tone_placements_are_understood(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(new_tone_places(TEXT), encoding="utf-8")
    plan = read_plan(path)
    assert len(plan.tasks) == 13
    assert plan.unplaced == ()
    assert plan.issuer == "Văn phòng Uỷ ban nhân dân tỉnh Bình Thuận"
