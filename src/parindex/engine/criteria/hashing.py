"""The content hash of a criteria set: one name for one meaning."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def content_hash(data: BaseModel) -> str:
    """Hex SHA-256 of the data in canonical form: keys sorted, numbers as exact fractions."""
    return digest(data.model_dump(mode="json", by_alias=True))


def digest(data: Any) -> str:
    """Hex SHA-256 of JSON-like data in canonical form."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
