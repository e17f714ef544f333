"""What is done to a store after an import: `upkeep.py aggregates|compact STORE`."""

from __future__ import annotations

import sys
from pathlib import Path

from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.records.upkeep.compaction import compact


def main() -> None:
    what, store = sys.argv[1], Path(sys.argv[2])
    if what == "aggregates":
        print(refresh_aggregates(store))
    else:
        print(compact(store, "dossiers", keep_days=0))


if __name__ == "__main__":
    main()
