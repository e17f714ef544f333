"""The content hash names the meaning of a set, not the way it is written down."""

from __future__ import annotations

import re

import pytest

from parindex.engine.criteria.loader import build_set
from parindex.engine.reading.yaml import parse_yaml

SET = """
id: thu
version: "1"
title: Bộ để thử
verified: false
legal_basis:
  - {number: 1/QĐ, date: 2023-01-02, issuer: Bộ}
years: {first: 2023}
unit_group: đơn vị
max: 2
places: 2
round_at: total
rank_on: rounded
band_on: rounded
not_applicable: rebase
ratings:
  - {label: Tốt, from: 80, to: 100}
  - {label: Yếu, from: 0, below: 80}
fields:
  - code: "1"
    title: Lĩnh vực
    max: 2
    criteria:
      - code: "1"
        title: Tiêu chí
        max: 2
        components:
          - code: "1.1"
            title: Tỷ lệ đúng hạn
            max: 2
            source: self_assessed
            input: {kind: rate, numerator: đúng hạn, denominator: tổng số}
            rule: {kind: threshold, threshold: 80, when_none_arose: zero}
            measure: {name: dossiers_on_time_par, levels: [commune]}
            evidence: [{kind: Báo cáo}]
            reference: {document: Văn bản, date: 2023-01-02, clause: mục 1}
            verified: false
"""


def hash_of(text: str) -> str:
    return build_set(parse_yaml(text, "bộ.yaml")).content_hash


def changed(old: str, new: str) -> str:
    assert SET.count(old) == 1
    return SET.replace(old, new)


def test_it_is_a_sha_256_in_hex():
    assert re.fullmatch(r"[0-9a-f]{64}", hash_of(SET))


HEAD, FIELDS = SET.split("fields:")

SAME = {
    "no set before it, said in so many words": SET + "earlier: []\n",
    "comments and blank lines": "# Ghi chú\n\n" + SET.replace("\nmax: 2", "\n\nmax: 2  # tổng"),
    "keys in another order": "fields:"
    + FIELDS
    + "\n".join(reversed(HEAD.strip().split("\n")[:4]))
    + "\n"
    + "\n".join(HEAD.strip().split("\n")[4:]),
    "keys of a rule in another order": changed(
        "{kind: threshold, threshold: 80, when_none_arose: zero}",
        "{when_none_arose: zero, threshold: 80, kind: threshold}",
    ),
    "block style instead of flow style": changed(
        "evidence: [{kind: Báo cáo}]", "evidence:\n              - kind: Báo cáo"
    ),
    "another spelling of the same number": changed("threshold: 80,", "threshold: 80.00,"),
    "other quotes": changed("title: Bộ để thử", "title: 'Bộ để thử'"),
    "a default written out": changed(
        "evidence: [{kind: Báo cáo}]", "evidence: [{kind: Báo cáo, mandatory: true}]"
    ),
    "Windows line ends": SET.replace("\n", "\r\n"),
    "worked examples": SET
    + 'examples:\n  - {title: Thử, inputs: {"1.1": {none_arose: true}}, expect: {"1.1": "0"}}\n',
}


@pytest.mark.parametrize("name", SAME)
def test_layout_does_not_count(name: str):
    assert SAME[name] != SET
    assert hash_of(SAME[name]) == hash_of(SET)


OTHER = {
    "a threshold": changed("threshold: 80,", "threshold: 80.01,"),
    "an outcome": changed("when_none_arose: zero", "when_none_arose: full"),
    "the kind of rule": changed("kind: threshold, threshold: 80", "kind: proportion, floor: 80"),
    "an open end for a closed one": changed(
        "{label: Tốt, from: 80, to: 100}", "{label: Tốt, above: 80, to: 100}"
    ).replace("below: 80", "to: 80"),
    "a maximum": SET.replace("max: 2", "max: 4"),
    "a title": changed("title: Tỷ lệ đúng hạn", "title: Tỷ lệ trước hạn"),
    "a code": changed('code: "1.1"', 'code: "1.2"'),
    "a source": changed("source: self_assessed", "source: socio_economic"),
    "a label": changed("numerator: đúng hạn", "numerator: trước hạn"),
    "a measure": changed("levels: [commune]", "levels: [district]"),
    "evidence that is no longer mandatory": changed(
        "[{kind: Báo cáo}]", "[{kind: Báo cáo, mandatory: false}]"
    ),
    "a clause": changed("clause: mục 1", "clause: mục 2"),
    "a day": changed("date: 2023-01-02, clause", "date: 2023-01-03, clause"),
    "the version": changed('version: "1"', 'version: "2"'),
    "the years": changed("first: 2023", "first: 2023, last: 2024"),
    "rounding": changed("round_at: total", "round_at: component"),
    "what becomes of the not applicable": changed(
        "not_applicable: rebase", "not_applicable: exclude"
    ),
    "the set before it": SET + "earlier: [{set: cu}]\n",
    "a code of the set before it": SET + 'earlier: [{set: cu, codes: {"1.1": "2"}}]\n',
    "whether it is verified": changed("verified: false\nlegal", "verified: true\nlegal"),
}


@pytest.mark.parametrize("name", OTHER)
def test_every_change_of_meaning_counts(name: str):
    assert hash_of(OTHER[name]) != hash_of(SET)


def test_no_two_meanings_share_a_hash():
    assert len({hash_of(text) for text in OTHER.values()}) == len(OTHER)
