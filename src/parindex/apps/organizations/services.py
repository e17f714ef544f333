"""Verbs on units: the only place that changes the directory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from parindex.apps.accounts.models import Account
from parindex.apps.events.services import ChainMoved, append
from parindex.apps.organizations import happenings as told
from parindex.apps.organizations.checks import check_edit, check_new, no_units_below, valid_until
from parindex.apps.organizations.importing.planning import Plan
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import DIRECTORY
from parindex.engine.values.problems import BadInput

_DAY = timedelta(days=1)


def register_units(
    units: Sequence[told.UnitData], *, by: Account | str, source: str = "", reason: str = ""
) -> None:
    """Add units, those above before those below; `source` names where they came from.

    `BadInput` if a code is taken on one of the days, or stands for another level.
    """
    check_new(units)
    append(DIRECTORY, told.UnitsRegistered(tuple(units), source), by=by, reason=reason)


def import_units(plan: Plan, source: str, seen: int, *, by: Account | str) -> None:
    """Write what a plan shows, in one event; `seen` is the length of the directory's chain then.

    `BadInput` while the plan has problems, or if the directory changed since the plan was shown.
    """
    if plan.problems:
        raise BadInput(*plan.problems)
    changed = tuple(change.edit for change in plan.changed)
    imported = told.UnitsImported(source, tuple(plan.registered), changed, tuple(plan.successions))
    try:
        append(DIRECTORY, imported, by=by, after=seen)
    except ChainMoved as moved:
        raise BadInput.of(
            "danh mục đơn vị",
            "có người vừa thay đổi danh mục sau khi xem trước",
            "Hãy chọn lại tệp để xem trước trên danh mục mới",
        ) from moved


def change_unit(unit: Unit, edit: told.UnitEdit, *, by: Account | str, reason: str) -> None:
    """Correct what a unit is called, where it belongs, and its days.

    `BadInput` if the unit would stand below itself or overlap another of its code; `Conflict` if it
    has been changed since version `edit.seen`.
    """
    check_edit(unit, edit)
    append(DIRECTORY, told.UnitChanged(edit), by=by, reason=reason)


def merge_units(
    units: Sequence[Unit],
    successor: Unit | told.UnitData,
    on: date,
    *,
    by: Account | str,
    reason: str,
) -> None:
    """From the day `on` one unit, new or standing, follows these, which end the day before.

    The successor may be one of them: it then goes on. `BadInput` if one of them does not stand the
    day before, or still has units below it.
    """
    ending = [unit for unit in units if unit.pk != _key(successor)]
    if not ending or len({unit.pk for unit in units} | {_key(successor)}) < 2:
        raise BadInput.of(
            "đơn vị hợp nhất", "cần ít nhất hai đơn vị", "Hãy chọn các đơn vị được hợp nhất"
        )
    _check_ending(ending, on)
    registered = (successor,) if isinstance(successor, told.UnitData) else ()
    check_new(registered, ending={unit.pk: on - _DAY for unit in ending})
    merged = told.UnitsMerged(tuple(unit.pk for unit in ending), _key(successor), registered, on)
    append(DIRECTORY, merged, by=by, reason=reason)


def split_unit(
    unit: Unit, parts: Sequence[told.UnitData], on: date, *, by: Account | str, reason: str
) -> None:
    """From the day `on` new units follow this one, which ends the day before."""
    if len(parts) < 2:
        raise BadInput.of(
            "đơn vị mới", "cần ít nhất hai đơn vị mới", "Hãy ghi mã và tên của từng đơn vị mới"
        )
    _check_ending([unit], on)
    check_new(parts, ending={unit.pk: on - _DAY})
    append(DIRECTORY, told.UnitSplit(unit.pk, tuple(parts), on), by=by, reason=reason)


def end_unit(unit: Unit, last: date, *, by: Account | str, reason: str) -> None:
    """End a unit that nobody follows, with its last day."""
    _check_ending([unit], last + _DAY)
    append(DIRECTORY, told.UnitEnded(unit.pk, last), by=by, reason=reason)


def _check_ending(units: Iterable[Unit], on: date) -> None:
    problems = [
        problem
        for unit in units
        for problem in (*valid_until(unit, on - _DAY), *no_units_below(unit, on))
    ]
    if problems:
        raise BadInput(*problems)


def _key(unit: Unit | told.UnitData) -> UUID:
    return unit.pk if isinstance(unit, Unit) else unit.id
