"""Property tests: no deadline, because a noisy machine is no fault; a quick profile for mutants."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

SHARING = (
    "tests/apps/jobs/test_worker_process.py",
    "tests/apps/site/test_serving.py",
    "tests/bench/test_bench.py",
    "tests/cli/test_demo.py",
    "tests/engine/facts/aggregates/test_equality.py",
    "tests/engine/facts/spark/",
    "tests/engine/facts/test_examples.py",
    "tests/engine/facts/test_form_06a_balance.py",
    "tests/engine/records/sources/test_databases.py",
)
"""Where tests share what takes its time to make, a server or a store: each place is one process's work."""

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
    ours = tmp_path_factory.getbasetemp()
    # One for all processes of a run, as one person's processes share theirs.
    whole = ours.parent if os.environ.get("PYTEST_XDIST_WORKER") else ours
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(whole / "cache"))
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Any test to any process, but those of one place in `SHARING` to the same one.

    The marks that the plugin has for this do nothing under pytest 9.2 (pytest-xdist issue 1386).
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - absent where it is not asked

    class Sharing(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((place for place in SHARING if nodeid.startswith(place)), nodeid)

    return Sharing(config, log)
