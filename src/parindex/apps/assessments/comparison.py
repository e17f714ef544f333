"""All units of a round side by side: points by field, total, place among their like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.models import Assessment, Round
from parindex.apps.assessments.outdated import outdated_among
from parindex.apps.assessments.points import points_of
from parindex.apps.assessments.queries import assessments_for_pages
from parindex.apps.assessments.rules import OVERSEES_ROUND
from parindex.apps.assessments.seeing import with_points
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.assessments.tables import STEP, STEPS, UNIT, best_column, best_filter
from parindex.apps.criteria.queries import set_of
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table
from parindex.engine.criteria.model import CriteriaField
from parindex.engine.rules.wording import weight
from parindex.engine.scoring.ranking import places


@dataclass(frozen=True, slots=True)
class Place:
    """A place among so many units of the same level and group."""

    place: int
    among: int

    def __str__(self) -> str:
        return f"{self.place}/{self.among}"


def rows_of(round_: Round, visitor: Visitor) -> QuerySet[Assessment]:
    """What the visitor compares: everything who oversees the round, others what is approved."""
    rows = with_points(assessments_for_pages().filter(round=round_), visitor, round_)
    if OVERSEES_ROUND.admits(visitor, round_):
        return rows
    return rows.filter(state=AssessmentState.FROZEN)


class ComparisonTable(Table[Assessment]):
    """The units of a round with their points by field; made for one round."""

    key = "tong-hop"
    title = "Tổng hợp điểm các đơn vị"
    order = "-diem"
    search = "unit__search"
    search_words = "Tên hoặc mã đơn vị, không cần dấu"
    empty = Empty("Đợt này chưa có đơn vị nào để tổng hợp.")

    def __init__(self, request: HttpRequest, rows: QuerySet[Assessment], round_: Round) -> None:
        super().__init__(request, rows)
        self.criteria_set = set_of(round_.criteria)
        self.outdated = outdated_among(rows, round_)
        self.columns = (
            UNIT,
            Column("cap", "Cấp", lambda row: row.unit.get_level_display(), sort=("unit__level",)),
            Column("nhom", "Nhóm", lambda row: row.group, sort=("group",)),
            STEP,
            self._points("diem", "Tổng điểm", lambda row: points_of(row.seen_total), "seen_key"),
            self._points("toi-da", "Tối đa", lambda row: points_of(row.seen_maximum)),
            Column("hang", "Hạng", lambda row: self.places.get(row.pk, "")),
            *best_column(self.outdated),
            *(self._of_field(each) for each in self.criteria_set.fields),
        )
        groups = rows.order_by("group").values_list("group", flat=True).distinct()
        self.filters = (
            Filter("cap", "Cấp", lambda: UnitLevel.choices, _by_level),
            Filter("nhom", "Nhóm", lambda: [(each, each) for each in groups if each], _by_group),
            STEPS,
            *best_filter(self.outdated),
        )

    def _points(
        self, key: str, title: str, value: Callable[[Any], Fraction | None], *sort: str
    ) -> Column:
        """Points rounded as the set prints its totals."""
        return Column(key, title, value, sort, kind="points", places=self.criteria_set.places)

    def _of_field(self, field: CriteriaField) -> Column:
        """The points of a field, its maximum in the heading."""

        def points(row: Any) -> Fraction | None:
            standing = getattr(row, "standing", None)
            sums = standing.sums["fields"].get(field.code) if standing else None
            hidden = row.seen_total is None
            return (
                None if hidden or sums is None or not sums["scored"] else Fraction(sums["points"])
            )

        title = f"{field.code}. {field.title} (tối đa {weight(field.max)})"
        return self._points(f"lv-{field.code}", title, points)

    @cached_property
    def places(self) -> dict[Any, Place]:
        """The place of each unit among all of its level and group, whatever is filtered."""
        like: dict[tuple[str, str], dict[Any, Fraction]] = defaultdict(dict)
        rows: Any = self.all_rows.order_by()
        for key, level, group, total in rows.values_list(
            "pk", "unit__level", "group", "seen_total"
        ):
            if total is not None:
                like[level, group][key] = Fraction(total)
        return {
            key: Place(place, len(totals))
            for totals in like.values()
            for key, place in places(self.criteria_set, totals).items()
        }


def _by_level(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(unit__level=value)


def _by_group(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(group=value)
