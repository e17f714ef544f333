"""Property tests: no deadline, because a noisy machine is no fault; a quick profile for mutants."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("parindex", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20, database=None)
settings.load_profile("parindex")
