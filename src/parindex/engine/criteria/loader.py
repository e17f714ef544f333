"""Load a criteria set from YAML, or report everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from parindex.engine.criteria.checks import code_words, consistency_problems, label
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.schema import schema_problems
from parindex.engine.reading.yaml import RepeatedKeys, YamlDocument, load_yaml, parse_yaml
from parindex.engine.values.problems import BadInput, Problem


def load_set(path: Path) -> CriteriaSet:
    """The set in a YAML file; `BadInput` names file, line and code of every fault."""
    return open_set(path)[0]


def open_set(path: Path) -> tuple[CriteriaSet, YamlDocument]:
    """The set in a YAML file and the document it was built from; `BadInput` as above."""
    return _built(lambda: load_yaml(path))


def parse_set(text: str, name: str) -> tuple[CriteriaSet, YamlDocument]:
    """The set in a text, with its document; `name` stands in messages for the file."""
    return _built(lambda: parse_yaml(text, name))


def _built(read: Callable[[], YamlDocument]) -> tuple[CriteriaSet, YamlDocument]:
    try:
        document = read()
    except RepeatedKeys as repeated:
        raise BadInput(*_repetitions(repeated), *set_problems(repeated.document)) from repeated
    return build_set(document), document


def build_set(document: YamlDocument) -> CriteriaSet:
    """The set in a parsed document; `BadInput` as above."""
    problems = set_problems(document)
    if problems:
        raise BadInput(*problems)
    return CriteriaSet.model_validate(document.data)


def set_problems(document: YamlDocument) -> list[Problem]:
    """Everything that is wrong with the set in a document.

    Form and consistency are checked apart, so that a misspelt key in one component does not
    hide a sum that does not add up in another.
    """
    problems = consistency_problems(document)
    try:
        CriteriaSet.model_validate(document.data)
    except ValidationError as error:
        return [*schema_problems(error, label(document)), *problems]
    return problems


def _repetitions(repeated: RepeatedKeys) -> list[Problem]:
    data = repeated.document.data
    return [
        replace(problem, where=problem.where + code_words(data, at))
        for problem, at in zip(repeated.problems, repeated.at, strict=True)
    ]
