"""The folders of a store beside those of the kinds."""

from __future__ import annotations

QUARANTINE = "quarantine"
DELETES = "deletes"
INDEX = "index"
