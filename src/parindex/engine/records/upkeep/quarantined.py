"""Quarantined rows that leave the store together with what brought them, or when they have served."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from parindex.engine.records.database import Database
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.standing import faults_by_rule, faulty_rows, standing_faults


def released(database: Database, held: KindFiles, leaving: Collection[str]) -> KindFiles:
    """The kind without some of its quarantine files and files of cleared rows.

    What a leaving file had cleared stands again; the counts follow.
    """
    if not {*held.quarantine, *held.cleared}.intersection(leaving):
        return held
    left = replace(
        held,
        quarantine=tuple(path for path in held.quarantine if path not in leaving),
        cleared=tuple(path for path in held.cleared if path not in leaving),
    )
    standing = standing_faults(database, left)
    return replace(
        left,
        quarantined=faults_by_rule(database, standing),
        quarantined_rows=faulty_rows(database, standing),
    )
