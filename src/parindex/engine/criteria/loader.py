"""Load a criteria set from YAML, or report everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from parindex.engine.criteria.checks import consistency_problems, label
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.schema import schema_problems
from parindex.engine.reading.yaml import YamlDocument, load_yaml
from parindex.engine.values.problems import BadInput


def load_set(path: Path) -> CriteriaSet:
    """The set in a YAML file; `BadInput` names file, line and code of every fault."""
    return build_set(load_yaml(path))


def build_set(document: YamlDocument) -> CriteriaSet:
    """The set in a parsed document.

    Form and consistency are checked apart, so that a misspelt key in one component does not
    hide a sum that does not add up in another.
    """
    problems = consistency_problems(document)
    try:
        criteria_set = CriteriaSet.model_validate(document.data)
    except ValidationError as error:
        raise BadInput(*schema_problems(error, label(document)), *problems) from error
    if problems:
        raise BadInput(*problems)
    return criteria_set
