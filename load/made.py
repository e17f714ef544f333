"""`python -m load.made UNITS COMPONENTS PEOPLE`: fill the site's database with a made-up province.

One round over all its communes, a third of the answers written, documents in the store of evidence,
and accounts that all have one password. The environment says which database.
"""

from __future__ import annotations

import sys
from typing import Any

from parindex.site.started import bring_up

PASSWORD = "mat-khau-do-tai-839"  # noqa: S105 - of made-up people on this machine
DOCUMENTS = 2000
OWNERS = 20
COMMUNES_EDITED = 5
"""Communes that the accounts belong to, so that several people edit the same items."""


def make(units: int, components: int, people: int) -> None:
    bring_up()
    # Made of models, which exist only once Django is set up.
    from tests.apps.assessments.big import open_big
    from tests.apps.people import make_world

    from parindex.apps.assessments.models import Item
    from parindex.apps.assessments.opening import refresh_round

    world = make_world()
    round_ = open_big(world, units, components)
    answered = Item.objects.filter(assessment__round=round_, order__lt=max(1, components // 3))
    # Straight into the table: a hundred thousand answers through the form would take an hour.
    answered.update(
        typed={"tu_so": "95", "mau_so": "100"}, raw={"numerator": 95, "denominator": 100}
    )
    _evidence(min(DOCUMENTS, units * 10))
    _people(world, people, min(units, COMMUNES_EDITED))
    refresh_round(round_)


def _people(world: Any, people: int, communes: int) -> None:
    """Specialists of a few communes; some of them also hold a role over the whole province."""
    from tests.apps.people import BEGIN

    from parindex.apps.access.roles import Role
    from parindex.apps.accounts.services import open_account
    from parindex.apps.organizations.memberships import grant
    from parindex.apps.organizations.models import Unit

    above = {7: Role.UNIT_HEAD, 8: Role.COORDINATOR, 9: Role.LEADER}
    for number in range(people):
        unit = Unit.objects.get(code=f"X{number % communes:04}")
        name = username(number)
        account = open_account(name, f"Người đo tải {number}", PASSWORD, by="đo tải")
        grant(account, Role.SPECIALIST, unit, by="đo tải", since=BEGIN)
        if number % 10 in above:
            role = above[number % 10]
            grant(account, role, world.province, by="đo tải", since=BEGIN)


def username(number: int) -> str:
    return f"tai{number:03}"


def commune(number: int, units: int) -> str:
    """The code of the commune of an account."""
    return f"X{number % min(units, COMMUNES_EDITED):04}"


def _evidence(documents: int) -> None:
    """Documents of some communes, those of the accounts among them."""
    from parindex.apps.evidence import services
    from parindex.apps.evidence.happenings import DocumentData
    from parindex.apps.evidence.kinds import Holding
    from parindex.apps.organizations.models import Unit

    owners = list(Unit.objects.filter(code__startswith="X").order_by("code")[:OWNERS])
    for number in range(documents):
        said = DocumentData(
            title=f"Báo cáo mô phỏng số {number}", location="Kho lưu trữ của tỉnh (mô phỏng)"
        )
        owner = owners[number % len(owners)]
        services.register(owner, Holding.ELSEWHERE, said, by="đo tải", simulated=True)


if __name__ == "__main__":
    make(*map(int, sys.argv[1:]))
