"""Undo, compaction and imports in any order, held against batches kept as plain dictionaries."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parindex.engine.records.journal import VIETNAM
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.undo import undo
from tests.engine.records.kit import Store, dossier
from tests.engine.records.upkeep.kit import rows_of, sectors, strays

TOMORROW = datetime.now(VIETNAM) + timedelta(days=1)

batches = st.dictionaries(
    st.sampled_from("ABCDE"), st.tuples(st.sampled_from("xyz"), st.integers(1, 2)), min_size=1
)
"""Key → sector and month of receipt: a changed month puts the row into another partition."""

steps = st.one_of(
    st.tuples(st.just("import"), batches),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("compact"), st.just(0)),
)


class Model:
    """The batches that remain, oldest first, each as the rows that it wrote."""

    def __init__(self) -> None:
        self.written: dict[str, dict[str, tuple[str, int]]] = {}
        self.folded: dict[str, tuple[str, int]] = {}

    def now(self) -> dict[str, tuple[str, int]]:
        rows = dict(self.folded)
        for batch in self.written.values():
            rows |= batch
        return rows

    def take(self, name: str, batch: dict[str, tuple[str, int]]) -> None:
        before = self.now()
        # A row that only repeats what is there is not the batch's own.
        self.written[name] = {k: v for k, v in batch.items() if before.get(k) != v}

    def fold(self) -> None:
        self.folded, self.written = self.now(), {}


def imported(store: Store, batch: dict[str, tuple[str, int]]) -> str:
    rows = [
        dossier(key, sector=sector, received_at=f"2023-0{month}-05")
        for key, (sector, month) in batch.items()
    ]
    return store.take("dossiers", rows).batch


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    # An example takes a second: one that fails is told as it is.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(batches, min_size=2, max_size=4), st.lists(steps, min_size=3, max_size=6))
def test_a_store_is_the_replay_of_the_batches_that_remain(
    first: list[dict[str, tuple[str, int]]], then: list[tuple[str, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, model = Store(Path(folder)), Model()
        for step, detail in [*(("import", batch) for batch in first), *then]:
            if step == "import":
                assert isinstance(detail, dict)
                if name := imported(store, detail):
                    model.take(name, detail)
            elif step == "undo" and model.written:
                assert isinstance(detail, int)
                name = list(model.written)[detail % len(model.written)]
                undo(store.path, name)
                del model.written[name]
            elif step == "compact" and (model.written or model.folded):
                before = rows_of(store.path)
                (report,) = compact(store.path, "dossiers", keep_days=0, now=TOMORROW)
                assert rows_of(store.path) == before
                if report.changed:
                    model.fold()
            assert sectors(store.path) == {key: sector for key, (sector, _) in model.now().items()}
            assert strays(store.path) == set()
            held = open_snapshot(store.path).manifest.of("dossiers")
            assert held.rows == len(model.now())
