"""How often links are opened and answered: counted in the cache, which all processes share.

What signs people in counts for itself (allauth, axes), but neither counts how often a page is looked
at.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in so many seconds, counted from whole multiples of them."""

    name: str
    most: int
    seconds: int

    def allows(self, key: str) -> bool:
        """Count one for the key, and say whether it is one too many."""
        window = int(time.time()) // self.seconds
        hashed = hashlib.sha256(key.encode()).hexdigest()[:32]
        place = f"feedback/{self.name}/{hashed}/{window}"
        if cache.add(place, 1, self.seconds):
            return True
        try:
            return cache.incr(place) <= self.most
        except ValueError:
            # The window ended between the two.
            return True


BAD_LINKS = Limit("bad", 120, 60)
"""Links that open nothing, by address: a whole office may stand behind one."""
LOOKS = Limit("look", 60, 60)
ANSWERS = Limit("answer", 20, 3600)
"""Looks at and answers by one good link."""
