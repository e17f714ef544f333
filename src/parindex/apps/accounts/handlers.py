"""Accounts are ordinary rows that services write; what happened to them is recorded beside."""

from parindex.apps.accounts import happenings as told
from parindex.apps.accounts.models import SecondFactorRole
from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles, only_recorded

only_recorded(
    told.AccountOpened,
    told.AccountChanged,
    told.AccountLocked,
    told.AccountUnlocked,
    told.PasswordReset,
    told.SignedOutEverywhere,
    told.SecondFactorRemoved,
)


@handles(told.SecondFactorRolesSet, writes=(SecondFactorRole,))
def second_factor_roles_set(event: Event, happened: told.SecondFactorRolesSet) -> None:
    SecondFactorRole.objects.all().delete()
    SecondFactorRole.objects.bulk_create(SecondFactorRole(role=role) for role in happened.roles)
