"""The two lanes of intake agree: what the fast one takes, the slow one would have taken alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.engine.records import fast_lane
from parindex.engine.records.database import open_database
from parindex.engine.records.intake import ImportReport
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.reading import make_views
from tests.engine.records.kit import Store, dossier

MOMENTS = st.sampled_from(
    [
        *("2023-03-02 07:30", "2023-03-02T07:30:00", "2023-03-02", "02/03/2023 7:30", "2/3/2023"),
        *("2023-03-02T00:30:00Z", "2023-03-02 00:30+00:00", "2023-03-02 07:30:15.5", "2023-3-2"),
        *("2023-02-31 08:00", "31/02/2023", "", "  ", "hôm qua", "1989-12-31 08:00", "2100-01-01"),
        *(" 2023-03-02 07:30 ", "2023-03-02 24:00", "0000-00-00 00:00", "2023-03-02 7:30 SA"),
    ]
)
BOOLEANS = st.sampled_from(["true", "FALSE", "1", "0", "có", "Không", " x ", "", "?", "đúng", "t"])
CODES = st.sampled_from(
    ["A", "a", " A ", "Á", "B-1", "b-1", "", "C\u200b", "D\t", "x1", "X1", "H1"]
)
TEXTS = st.one_of(
    st.sampled_from(["đất đai", "đất đai ", "Đất", "\u00a0x", "e\u0301", "é", "–“”", "日本", ""]),
    st.text(alphabet="aẠ \u0301\u00a0,;\"'", max_size=5),
)
STATUSES = st.sampled_from(["finished", "FINISHED", " processing", "xong", "", "delivered"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "dossier_code": CODES,
            "unit_code": st.sampled_from(["X1", "x1 ", "T1", "H1", "ZZ", ""]),
            "received_at": MOMENTS,
            "due_at": MOMENTS,
            "finished_at": MOMENTS,
            "status": STATUSES,
            "synced": BOOLEANS,
            "sector": TEXTS,
        }
    ),
    min_size=1,
    max_size=25,
)


def taken(folder: Path, rows: list[dict[str, Any]]) -> tuple[ImportReport, list[Any], list[Any]]:
    folder.mkdir()
    store = Store(folder)
    report = store.take("dossiers", [dossier("", **row) for row in rows])
    snapshot = open_snapshot(store.path)
    with open_database(store.path) as database:
        make_views(database, snapshot, ["dossiers"])
        kept = database.connection.execute("FROM dossiers ORDER BY ALL").fetchall()
    held = snapshot.manifest.of("dossiers").quarantine
    return report, kept, store.quarantine("dossiers") if held else []


@given(rows=ROWS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_lanes_agree(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("lanes")
    report, kept, faults = taken(folder / "both", rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_lane, "write_uncontested", lambda *_: ())
        alone, kept_alone, faults_alone = taken(folder / "slow", rows)
    assert kept == kept_alone
    assert faults == faults_alone
    assert (report.added, report.identical, report.quarantined) == (
        alone.added,
        alone.identical,
        alone.quarantined,
    )
