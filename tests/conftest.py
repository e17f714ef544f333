"""Property tests: no deadline, because a noisy machine is no fault; a quick profile for mutants."""

from __future__ import annotations

from hypothesis import Phase, settings

settings.register_profile("parindex", deadline=None)
# The same few examples in every run and no search for a smaller one: only pass or fail counts.
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=20,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("parindex")
