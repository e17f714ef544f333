"""Facts are counted from the records, not written by events; that somebody had it done is recorded."""

from __future__ import annotations

from parindex.apps.events.registry import only_recorded
from parindex.apps.facts.happenings import FactsAskedFor, FactsPublished

only_recorded(FactsAskedFor, FactsPublished)
