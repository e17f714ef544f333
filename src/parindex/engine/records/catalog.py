"""Every kind of record the product knows; a new kind is one module and one line here."""

from __future__ import annotations

from parindex.engine.records.kinds.apologies import APOLOGIES
from parindex.engine.records.kinds.connections import CONNECTIONS
from parindex.engine.records.kinds.dialogues import DIALOGUES
from parindex.engine.records.kinds.dossiers import DOSSIERS
from parindex.engine.records.kinds.edocuments import EDOCUMENTS
from parindex.engine.records.kinds.form_06a import FORM_06A
from parindex.engine.records.kinds.petitions import PETITIONS
from parindex.engine.records.kinds.procedures import PROCEDURES
from parindex.engine.records.kinds.tasks import TASKS
from parindex.engine.records.kinds.units import UNITS
from parindex.engine.records.schema import Kind
from parindex.engine.values.problems import BadInput

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        UNITS,
        DOSSIERS,
        APOLOGIES,
        PROCEDURES,
        PETITIONS,
        EDOCUMENTS,
        CONNECTIONS,
        DIALOGUES,
        TASKS,
        FORM_06A,
    )
}
"""Kinds by name; units come first because the others refer to them."""


def kind_named(name: str) -> Kind:
    """The kind of that name; `BadInput` names the ones there are."""
    if name in KINDS:
        return KINDS[name]
    raise BadInput.of(
        f"loại hồ sơ «{name}»", "không có loại này", f"Hãy dùng một trong: {', '.join(KINDS)}"
    )
