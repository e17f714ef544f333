"""The JSON shape of a proposed mapping; docs/mappings.md describes it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from parindex.engine.records.proposals.proposal import Proposal


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """A proposal with its sample rows as they would be read."""
    preview = proposal.preview
    return {
        "file": proposal.sample.name,
        "kind": proposal.kind.name,
        "guesses": [asdict(guess) for guess in proposal.guesses],
        "preset": proposal.preset,
        "columns": [asdict(match) for match in proposal.matches],
        "missing": [field.name for field in proposal.missing],
        "ignored": list(proposal.ignored),
        "not_taken": dict(proposal.mapping.not_taken),
        "values": [asdict(table) for table in proposal.tables.values()],
        "dates": asdict(proposal.dates),
        "repeated": proposal.repeated,
        "sampled": len(proposal.sample.rows),
        "ragged": list(proposal.sample.ragged),
        "left_out": preview.left_out,
        "refused": [
            {"field": field, "rule": rule, "rows": rows}
            for (field, rule), rows in preview.refused.items()
        ],
        "rows": [
            {
                "line": row.line,
                "values": {name: _plain(value) for name, value in row.values.items()},
                "left_out": row.left_out,
                "faults": [asdict(fault) for fault in row.faults],
            }
            for row in preview.rows
        ],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
