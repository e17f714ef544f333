"""Kế hoạch 839 from its Word file to the filed report, one person for each role, on pages alone."""

from __future__ import annotations

from tests.browser.pictures import shown_in_guides
from tests.browser.story import answering, planning, signing
from tests.browser.story.stage import WALKED, Stage
from tests.parts import CHROMIUM


@CHROMIUM.required
def test_a_year_of_the_plan(stage: Stage) -> None:
    planning.open_account(stage)
    planning.publish_sets(stage)
    planning.issue_plan(stage)
    planning.confirm_reading(stage)
    answering.count_facts(stage)
    answering.open_round(stage)
    answering.answer_item(stage)
    answering.return_and_explain(stage)
    answering.read_and_ask(stage)
    answering.answer_the_rest(stage)
    signing.check(stage)
    signing.approve(stage)
    signed = signing.download(stage)
    signing.file_signed(stage, signed)
    signing.look_on(stage)
    assert stage.seen >= WALKED
    assert sorted(stage.camera.taken) == sorted(set(shown_in_guides()))
