"""Publish a criteria set: from the product's library or from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from parindex.apps.accounts.models import Account
from parindex.apps.criteria.happenings import SetPublished
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.events.services import append
from parindex.engine.criteria.library import library_text
from parindex.engine.criteria.loader import parse_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.files import MEGABYTE
from parindex.engine.scoring.examples import check_examples
from parindex.engine.values.problems import BadInput, Problem, excerpt

LARGEST = 5 * MEGABYTE
IN_LIBRARY = "đi kèm sản phẩm"

_IN_ADDRESS = re.compile(r"[0-9A-Za-z._-]+")
"""Codes stand in addresses and in names of files."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A set read from its text, ready to be published."""

    criteria_set: CriteriaSet
    text: str
    source: str


def read_library(set_id: str) -> Reading:
    """The set of that id which comes with the product."""
    return read_text(library_text(set_id), f"{set_id}.yaml", IN_LIBRARY)


def read_upload(content: bytes, name: str) -> Reading:
    """The set in an uploaded file; `BadInput` lists every fault with file, line and code."""
    if len(content) > LARGEST:
        raise BadInput.of(
            name, "tệp lớn hơn 5 MB", "Hãy kiểm tra lại: một bộ chỉ số chỉ vài trăm kB"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput.of(
            name, "tệp không phải văn bản UTF-8", "Hãy lưu lại tệp YAML với bảng mã UTF-8"
        ) from error
    return read_text(text, name, name)


def read_text(text: str, name: str, source: str) -> Reading:
    """The set in a text, its worked examples tried; `name` stands in messages for the file."""
    criteria_set, document = parse_set(text, name)
    faults = list(_faults(criteria_set, name))
    if faults:
        raise BadInput(*faults)
    check_examples(criteria_set, document)
    return Reading(criteria_set, text, source)


def publish(reading: Reading, *, by: Account | str) -> PublishedSet:
    """Publish a set as it was read: from now on this edition never changes.

    `BadInput` where the same edition or the same content is published already, or a set whose score
    it takes is not.
    """
    criteria_set = reading.criteria_set
    published = SetPublished(
        uuid4(),
        criteria_set.id,
        criteria_set.version,
        criteria_set.title,
        reading.text,
        criteria_set.content_hash,
        criteria_set.years.first,
        criteria_set.years.last,
        criteria_set.verified,
        reading.source[:250],
    )
    with transaction.atomic():
        _require_new(criteria_set)
        _require_links(criteria_set)
        append(f"criteria:{criteria_set.id}", published, by=by)
    return PublishedSet.objects.get(pk=published.id)


def _faults(criteria_set: CriteriaSet, name: str) -> Iterator[Problem]:
    """Codes that could not stand in an address."""
    named = [("id", criteria_set.id), ("version", criteria_set.version)]
    named += [("code", component.code) for component in criteria_set.components]
    for key, code in named:
        if not _IN_ADDRESS.fullmatch(code):
            yield Problem(
                f"{name}, {key} «{excerpt(code)}»",
                "mã có ký tự không đặt được vào địa chỉ trang",
                "Hãy chỉ dùng chữ cái không dấu, chữ số, dấu chấm, gạch nối và gạch dưới",
            )


def _require_new(criteria_set: CriteriaSet) -> None:
    sets = PublishedSet.objects.defer("text")
    same = sets.filter(content_hash=criteria_set.content_hash).first()
    if same is not None:
        raise BadInput.of(
            f"bộ chỉ số {criteria_set.id}",
            f"nội dung này đã được công bố ({same})",
            "Không cần công bố lại; hãy dùng bản đã có",
        )
    if sets.filter(set_id=criteria_set.id, edition=criteria_set.version).exists():
        raise BadInput.of(
            f"bộ chỉ số {criteria_set.id}",
            f"phiên bản {criteria_set.version} đã được công bố với nội dung khác",
            "Bản đã công bố không thay đổi được; hãy ghi số phiên bản mới (version) rồi công bố",
        )


def _require_links(criteria_set: CriteriaSet) -> None:
    known = set(PublishedSet.objects.values_list("set_id", flat=True))
    problems = [
        Problem(
            f"bộ chỉ số {criteria_set.id}",
            f"lấy điểm của bộ «{name}» chưa được công bố",
            f"Hãy công bố bộ «{name}» trước",
        )
        for name in dict.fromkeys(criteria_set.linked_sets)
        if name not in known
    ]
    if problems:
        raise BadInput(*problems)
