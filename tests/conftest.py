"""Property tests: no deadline, because a noisy machine is no fault; a quick profile for mutants."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
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


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that a test generates stays in the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
