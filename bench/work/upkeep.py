"""What is done to a store after an import: `upkeep.py aggregates|compact STORE`."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    what, store = sys.argv[1], Path(sys.argv[2])
    if what == "aggregates":
        from parindex.engine.facts.aggregates.refresh import refresh_aggregates  # noqa: PLC0415

        refresh_aggregates(store)
    else:
        from parindex.engine.records.upkeep.compaction import compact  # noqa: PLC0415

        print(compact(store, "dossiers", keep_days=0))


if __name__ == "__main__":
    main()
