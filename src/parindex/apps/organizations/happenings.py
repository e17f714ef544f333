"""What happens to units and to who does what for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parindex.apps.access.roles import Role
from parindex.apps.events.registry import happening
from parindex.apps.organizations.levels import UnitLevel


@dataclass(frozen=True, slots=True)
class UnitData:
    """A unit as it is registered; `id` is its key from then on."""

    id: UUID
    code: str
    name: str
    level: UnitLevel
    valid_from: date
    short_name: str = ""
    parent: UUID | None = None
    group: str = ""
    valid_to: date | None = None
    simulated: bool = False


@happening("organizations.units_registered", "Đăng ký đơn vị")
@dataclass(frozen=True, slots=True)
class UnitsRegistered:
    """New units, those above before those below; `source` names the file they came from."""

    units: tuple[UnitData, ...]
    source: str = ""


@happening("organizations.membership_granted", "Giao vai trò")
@dataclass(frozen=True, slots=True)
class MembershipGranted:
    id: UUID
    account: int
    role: Role
    unit: UUID | None
    valid_from: date
    valid_to: date | None


@happening("organizations.membership_ended", "Thôi giao vai trò")
@dataclass(frozen=True, slots=True)
class MembershipEnded:
    id: UUID
    valid_to: date


@happening("organizations.deputy_named", "Ủy quyền khi vắng mặt")
@dataclass(frozen=True, slots=True)
class DeputyNamed:
    id: UUID
    membership: UUID
    account: int
    valid_from: date
    valid_to: date
