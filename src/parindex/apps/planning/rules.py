"""Who drafts, issues, reads and reports."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.inheriting import paths_acted_for, standings_acted_for
from parindex.apps.acknowledgements.rules import in_reach
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, visitor_of
from parindex.apps.planning.assignment import lead_units
from parindex.apps.planning.models import Concerned, Plan, Task, Version

_DRAFT = (Role.COORDINATOR, Role.LEADER)
_READ_ALL = (Role.APPRAISER, Role.ADMINISTRATOR, Role.VIEWER)


def plan_of(thing: Plan | Version | Task) -> Plan:
    """The plan that a version or a task belongs to."""
    if isinstance(thing, Task):
        return thing.plan_version.plan
    return thing.plan if isinstance(thing, Version) else thing


def _over_office(*roles: Role) -> Rule:
    names = ", ".join(str(role.label).lower() for role in roles)
    return Rule(
        f"{names} của cơ quan ban hành kế hoạch",
        lambda visitor, thing: visitor.holds(*roles, over=plan_of(thing).unit),
    )


def _knows(visitor: Visitor, thing: Plan | Version | Task) -> bool:
    plan = plan_of(thing)
    if visitor.holds(*_DRAFT, over=plan.unit) or visitor.holds(Role.VIEWER):
        return True
    if not plan.issued:
        return False
    if visitor.holds(*_READ_ALL):
        return True
    standings = standings_acted_for(visitor)
    own = Unit.objects.filter(in_reach(standings), pk=plan.unit_id)
    theirs = plan.concerned.filter(in_reach(standings, "unit__path"))
    return own.exists() or theirs.exists()


def may_report(visitor: Visitor, task: Task) -> QuerySet[Unit]:
    """The lead units of a task for which the visitor may report, ended ones that theirs follow among them."""
    own = Q(path__in=paths_acted_for(visitor, Role.SPECIALIST))
    for path in paths_acted_for(visitor, Role.UNIT_HEAD):
        own |= Q(path__startswith=path)
    return lead_units(task.said, task.plan_version).filter(own)


def plans_known_to(visitor: Visitor) -> QuerySet[Plan]:
    """The plans that the visitor may know: the same as `KNOWS`, as a query."""
    plans = Plan.objects.select_related("unit")
    if visitor.holds(Role.VIEWER):
        return plans
    drafted = Q(pk__in=())
    for path in visitor.paths(*_DRAFT):
        drafted |= Q(unit__path__startswith=path)
    issued = Q(issued__gt=0)
    if visitor.holds(*_READ_ALL):
        return plans.filter(drafted | issued)
    reach = in_reach(standings_acted_for(visitor), "unit__path")
    theirs = Concerned.objects.filter(reach, plan=OuterRef("pk"))
    return plans.filter(drafted | (issued & (reach | Exists(theirs))))


DRAFTS = _over_office(Role.COORDINATOR)
ISSUES = _over_office(Role.COORDINATOR, Role.LEADER)
SEES_DRAFT = Rule(
    "phòng điều phối, lãnh đạo của cơ quan ban hành kế hoạch, người theo dõi, kiểm tra",
    lambda visitor, thing: (
        visitor.holds(*_DRAFT, over=plan_of(thing).unit) or visitor.holds(Role.VIEWER)
    ),
)
KNOWS = Rule("người của cơ quan ban hành và các đơn vị liên quan đến kế hoạch", _knows)
KNOWS_VERSION = Rule(
    KNOWS.words,
    lambda visitor, version: (SEES_DRAFT if version.is_draft else KNOWS).admits(visitor, version),
)
KNOWS_DOCUMENT = Rule(KNOWS.words, lambda visitor, found: KNOWS_VERSION.admits(visitor, found[0]))
REPORTS = Rule(
    "chuyên viên, lãnh đạo của đơn vị chủ trì nhiệm vụ",
    lambda visitor, task: may_report(visitor, task).exists(),
)


def permits(rule: Rule, account: Account | str, thing: object) -> bool:
    """Whether the rule admits the account today; what acts without an account is the system itself."""
    return isinstance(account, str) or rule.admits(visitor_of(account, today()), thing)
