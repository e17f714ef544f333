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


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """What a unit is called and where it belongs from now on; `seen` is the version that was edited."""

    id: UUID
    seen: int
    name: str
    short_name: str
    group: str
    parent: UUID | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Follows:
    """One unit follows another."""

    predecessor: UUID
    successor: UUID
    on: date


@happening("organizations.units_registered", "Đăng ký đơn vị")
@dataclass(frozen=True, slots=True)
class UnitsRegistered:
    """New units, those above before those below; `source` names where they came from."""

    units: tuple[UnitData, ...]
    source: str = ""


@happening("organizations.units_imported", "Nạp danh mục đơn vị")
@dataclass(frozen=True, slots=True)
class UnitsImported:
    """What a file brought: new units, others changed, and who follows whom."""

    source: str
    registered: tuple[UnitData, ...]
    changed: tuple[UnitEdit, ...]
    successions: tuple[Follows, ...]


@happening("organizations.unit_changed", "Sửa thông tin đơn vị")
@dataclass(frozen=True, slots=True)
class UnitChanged:
    edit: UnitEdit


@happening("organizations.units_merged", "Hợp nhất đơn vị")
@dataclass(frozen=True, slots=True)
class UnitsMerged:
    """Units end the day before `on`; one, new or standing, follows them all."""

    predecessors: tuple[UUID, ...]
    successor: UUID
    registered: tuple[UnitData, ...]
    on: date


@happening("organizations.unit_split", "Chia tách đơn vị")
@dataclass(frozen=True, slots=True)
class UnitSplit:
    """A unit ends the day before `on`, and new ones follow it."""

    predecessor: UUID
    registered: tuple[UnitData, ...]
    on: date


@happening("organizations.unit_ended", "Kết thúc hoạt động đơn vị")
@dataclass(frozen=True, slots=True)
class UnitEnded:
    id: UUID
    valid_to: date


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


@happening("organizations.deputy_recalled", "Thôi ủy quyền")
@dataclass(frozen=True, slots=True)
class DeputyRecalled:
    """The deputy acts no longer after that day."""

    id: UUID
    valid_to: date


@happening("organizations.work_handed_over", "Bàn giao việc đang làm")
@dataclass(frozen=True, slots=True)
class WorkHandedOver:
    """All open work of one account went to another; `counts` says how many items of each kind."""

    giver: int
    taker: int
    counts: dict[str, int]
