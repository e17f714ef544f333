"""Records into a store, and nothing beside: `take_in.py STORE KIND FILE…` prints the report as JSON.

The command line may go on to bring other things up to date after an import; these are measured on
their own.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from parindex.engine.records.intake import import_records


def main() -> None:
    store, kind, *files = sys.argv[1:]
    report = import_records(Path(store), kind, list(map(Path, files)))
    print(json.dumps(asdict(report), default=str))


if __name__ == "__main__":
    main()
