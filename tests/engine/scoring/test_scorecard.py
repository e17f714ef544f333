"""What a scorecard says of its components: complete or not, and which papers are owed."""

from __future__ import annotations

from parindex.engine.criteria.loader import build_set
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.scoring.scorecard import State
from parindex.engine.values.inputs import Answer, NotApplicable, YesNo
from tests.engine.scoring.kit import scored, set_text

PARTS = [(code, 1, "{kind: yes_no}", "kind: pass_fail") for code in ("1.1", "1.2")]
PAPERS = "evidence: [{kind: Kế hoạch}, {kind: Ảnh, mandatory: false}, {kind: Báo cáo}]"
TEXT = set_text(PARTS).replace("verified: false, ref", f"verified: false, {PAPERS}, ref")
SET = build_set(parse_yaml(TEXT, "thử.yaml"))
YES, APART = Answer(YesNo(yes=True)), Answer(NotApplicable("không có xã"))


def test_it_is_complete_when_every_component_is_scored_or_does_not_apply():
    assert scored(SET, {"1.1": YES, "1.2": APART}).complete
    assert not scored(SET, {"1.1": YES}).complete


def test_components_are_found_by_where_they_stand():
    card = scored(SET, {"1.1": YES})
    assert [each.code for each in card.in_state(State.SCORED)] == ["1.1"]
    assert [each.code for each in card.in_state(State.MISSING_INPUT)] == ["1.2"]
    assert card.in_state(State.NOT_APPLICABLE) == []


def test_the_mandatory_papers_not_given_are_owed():
    given = Answer(YesNo(yes=True), evidence=("Kế hoạch số 839",))
    card = scored(SET, {"1.1": given, "1.2": YES})
    owed = [[asked.kind for asked in each.evidence_missing] for each in card.components]
    assert owed == [["Báo cáo"], ["Kế hoạch", "Báo cáo"]]


def test_a_store_of_evidence_says_which_papers_are_there():
    given = Answer(YesNo(yes=True), kinds=frozenset({"Báo cáo"}))
    card = scored(SET, {"1.1": given, "1.2": YES})
    assert [asked.kind for asked in card.components[0].evidence_missing] == ["Kế hoạch"]


def test_what_does_not_apply_owes_no_papers():
    card = scored(SET, {"1.1": APART, "1.2": YES})
    assert card.components[0].evidence_missing == ()
