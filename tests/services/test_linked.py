"""Scores of other sets: whom they ask, and against whom they compare."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.criteria.answers import read_declaration
from parindex.engine.criteria.loader import build_set
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.scoring.components import Outlook
from parindex.engine.scoring.scorecard import Scorecard, State
from parindex.services.linked import linked_cards
from tests.engine.scoring.kit import set_of, set_text

TAKING = set_of([("1.1", 1, "{kind: score, set: qd-766-2022}", "kind: proportion")])
PARTS = [
    ("1.1", 1, "{kind: count}", "{kind: best_of_group, when_none_arose: zero}"),
    ("1.2", 1, "{kind: count}", "{kind: best_of_group, when_none_arose: zero}"),
]
TEXT = set_text(PARTS, id="qd-766-2022").replace(
    "title: Nội dung 1.2,", "title: B, applies_to: [xã],"
)
TAKEN = build_set(parse_yaml(TEXT, "thử.yaml"))
FILE = """
subjects:
  A: {}
  B: {}
groups: {A: xã, B: sở}
sets:
  qd-766-2022:
    subjects:
      A: {"1.1": {count: 4}, "1.2": {count: 5}}
      B: {"1.1": {count: 8}, "1.2": {count: 6}}
"""


def cards(elsewhere: Fraction | None = None) -> dict[str, Scorecard]:
    told = read_declaration(parse_yaml(FILE, "khai.yaml"), TAKING)
    best = {} if elsewhere is None else {"qd-766-2022": {"1.1": elsewhere}}
    found = linked_cards(
        {"qd-766-2022": TAKEN}, (), told, Outlook(), by_unit=True, best_elsewhere=best
    )
    return {subject: each["qd-766-2022"] for subject, each in found.items()}


def test_a_linked_set_knows_the_groups_of_the_subjects():
    """1.2 is asked of communes alone: the department has none of it, and is no rival in it."""
    found = cards()
    assert found["B"].components[1].state is State.NOT_APPLICABLE
    assert found["A"].components[1].points == 1


def test_a_linked_set_compares_with_the_best_elsewhere():
    # 4 of 8 here; 4 of 16 where a unit elsewhere comes to 16.
    assert cards()["A"].components[0].points == Fraction(1, 2)
    assert cards(Fraction(16))["A"].components[0].points == Fraction(1, 4)
