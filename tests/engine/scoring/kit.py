"""Small criteria sets for tests, written the way a person writes them: as YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parindex.engine.criteria.loader import build_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.scoring.score import score
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard
from parindex.engine.values.inputs import Answer, Input

RATE = "{kind: rate, numerator: đúng hạn, denominator: tổng số}"

Part = tuple[str, object, str, str]
"""Code, maximum, input and rule."""


def set_text(parts: Sequence[Part], **changes: str) -> str:
    """The YAML of a set with one field and one criterion that holds the parts."""
    total = sum(float(str(part[1])) for part in parts)
    header = {
        "id": "thu",
        "version": '"1"',
        "title": "Bộ để thử",
        "verified": "false",
        "legal_basis": "[]",
        "years": "{first: 2023}",
        "unit_group": "đơn vị",
        "max": f"{total:g}",
        "places": "2",
        "round_at": "total",
        "rank_on": "rounded",
        "band_on": "rounded",
        "not_applicable": "rebase",
        **changes,
    }
    lines = [f"{key}: {value}" for key, value in header.items()]
    lines += [
        "fields:",
        f'- {{code: "1", title: Lĩnh vực, max: {total:g}, criteria: [',
        f'    {{code: "1", title: Tiêu chí, max: {total:g}, components: [',
    ]
    for code, most, input_, rule in parts:
        braced = rule if rule.startswith("{") else f"{{{rule}}}"
        lines.append(
            f'      {{code: "{code}", title: Nội dung {code}, max: {most}, source: self_assessed, '
            f"input: {input_}, rule: {braced}, verified: false, "
            f"reference: {{document: Văn bản thử, clause: mục {code}}}}},"
        )
    lines.append("    ]}]}")
    return "\n".join(lines)


def set_of(parts: Sequence[Part], **changes: str) -> CriteriaSet:
    return build_set(parse_yaml(set_text(parts, **changes), "thử.yaml"))


def scored(criteria_set: CriteriaSet, given: Mapping[str, Answer | Input], **known) -> Scorecard:
    return score(criteria_set, {"": given}, **known)[""]


def one_component(
    rule: str, value: Input | Answer, *, most: object = 1, input_: str = RATE, **known
) -> ComponentScore:
    """The score of a lone component."""
    return scored(set_of([("1.1", most, input_, rule)]), {"1.1": value}, **known).components[0]
