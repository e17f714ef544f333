"""`python -m load.checking RESULT`: whether the history holds every save that was accepted.

Prints JSON: `found`, `lost` (accepted and not in the history, or twice), `invented` (in the history
though refused), `overwritten` (saves that had not seen the one before them).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from parindex.site.started import set_up

ACCEPTED = 302


Written = tuple[str, int, str]
"""A save in the history: item, version seen, mark."""


def told_by(
    saves: Sequence[Mapping[str, Any]], written: Sequence[Written], standing: Mapping[str, str]
) -> dict[str, int]:
    """What the history, in its order, and the marks that stand at the items say of the saves tried."""
    accepted = {each["mark"] for each in saves if each["status"] == ACCEPTED}
    tried = {each["mark"] for each in saves}
    times = Counter(mark for _, _, mark in written)
    seen: dict[str, list[int]] = {}
    last: dict[str, str] = {}
    for item, version, mark in written:
        seen.setdefault(item, []).append(version)
        last[item] = mark
    blind = sum(
        versions != list(range(versions[0], versions[0] + len(versions)))
        for versions in seen.values()
    )
    lost = sum(times[mark] != 1 for mark in accepted)
    return {
        "found": sum(times[mark] == 1 for mark in accepted),
        "lost": lost + sum(standing.get(item) != mark for item, mark in last.items()),
        "invented": sum(bool(times[mark]) for mark in tried - accepted),
        "overwritten": blind,
    }


def check(saves: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    from parindex.apps.assessments.models import Item
    from parindex.apps.events.models import Event

    saved = Event.objects.filter(kind="assessments.answer_saved").order_by("subject", "seq")
    payloads = list(saved.values_list("payload", flat=True))
    written = [(each["item"], each["seen"], each["explanation"]) for each in payloads]
    items = Item.objects.filter(pk__in={item for item, _, _ in written})
    standing = {str(key): words for key, words in items.values_list("pk", "explanation")}
    return told_by(saves, written, standing)


if __name__ == "__main__":
    set_up()
    told = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    print(json.dumps(check(told["saves"])))
