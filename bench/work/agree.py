"""Whether outputs name the same counts: `agree.py FACTS.json COUNTS.csv…`.

`FACTS.json` is what `parindex facts … --json` prints; the others are CSV of unit, month, numerator,
denominator, missing. Prints how many groups were compared; ends with status 1 where they differ.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

Counts = dict[tuple[str, str], tuple[int, int, int]]


def of_facts(path: Path) -> Counts:
    """The groups in which anything arose; the product tells the others as 0/0."""
    return {
        (fact["unit"], fact["from"]): (fact["numerator"], fact["denominator"], fact["missing"])
        for fact in json.loads(path.read_text(encoding="utf-8"))
        if fact["denominator"] or fact["missing"]
    }


def of_csv(path: Path) -> Counts:
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            (unit, month): (int(numerator), int(denominator), int(missing))
            for unit, month, numerator, denominator, missing in csv.reader(lines)
        }


def differences(ours: Counts, other: Counts) -> list[str]:
    """The groups that differ, at most five of them told."""
    wrong = [group for group in sorted({*ours, *other}) if ours.get(group) != other.get(group)]
    return [f"{group}: {ours.get(group)} / {other.get(group)}" for group in wrong[:5]]


def main() -> None:
    first, *rest = map(Path, sys.argv[1:])
    ours = of_facts(first)
    if not ours:
        sys.exit("không có nhóm nào để so")
    for path in rest:
        wrong = differences(ours, of_csv(path))
        if wrong:
            sys.exit(f"{path.name} khác {first.name}: {'; '.join(wrong)}")
    print(len(ours))


if __name__ == "__main__":
    main()
