"""The twelve shapes are complete: example set, documentation section and test, each."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from parindex.engine.criteria.loader import build_set
from parindex.engine.reading.yaml import load_yaml
from parindex.engine.rules.kinds import AnyRule
from parindex.engine.rules.shapes import SHAPES, Shape
from parindex.engine.scoring.examples import check_examples

ROOT = Path(__file__).parents[3]

each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)


def test_the_shapes_are_the_twelve_of_the_annexes():
    assert [shape.number for shape in SHAPES] == list(range(1, 13))


@each_shape
def test_its_worked_examples_come_out(shape: Shape):
    document = load_yaml(ROOT / "examples" / "rules" / f"{shape.stem}.yaml")
    criteria_set = build_set(document)
    assert criteria_set.examples
    check_examples(criteria_set, document)
    kinds = {component.rule.kind for component in criteria_set.components}
    assert set(shape.kinds) <= kinds


@each_shape
def test_it_is_documented(shape: Shape):
    text = (ROOT / "docs" / "rules.md").read_text()
    assert f"## {shape.number}. {shape.title}" in text
    assert f"examples/rules/{shape.stem}.yaml" in text


@each_shape
def test_it_has_a_test_of_its_own(shape: Shape):
    name = shape.stem.replace("-", "_")
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


def test_every_kind_of_rule_carries_a_shape():
    union, _ = get_args(AnyRule)
    kinds = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(union)}
    assert kinds == {kind for shape in SHAPES for kind in shape.kinds}
