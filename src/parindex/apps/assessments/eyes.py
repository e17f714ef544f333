"""Four eyes: whoever wrote a declaration, in any version of it, or ever submitted it does not approve it."""

from __future__ import annotations

from django.db.models import Q

from parindex.apps.assessments.models import Assessment, Item, Writer


def own_work(account: int | None) -> Q:
    """The items whose declaration the account had a hand in.

    It wrote the answer or that of one of its parts, or it submitted it, also where others wrote over
    it or submitted it again since.
    """
    wrote = Writer.objects.filter(account=account)
    whole = wrote.filter(item__parent__isnull=False).values("item__parent")
    return Q(pk__in=wrote.values("item")) | Q(pk__in=whole)


def is_own_work(item: Item, account: int | None) -> bool:
    """Whether the account had a hand in the item, and so must leave its approval to others."""
    return Item.objects.filter(own_work(account), pk=item.pk).exists()


def own_or_approved(account: int | None) -> Q:
    """The items that bar the account from approving the whole: its own work, and what it approved."""
    return own_work(account) | Q(approved_by=account)


def own_assessments(account: int | None) -> Q:
    """The assessments whose approval the account must leave to others: it made or checked part of them."""
    items = Item.objects.filter(own_or_approved(account))
    return Q(checked_by=account) | Q(pk__in=items.values("assessment"))


def is_own_assessment(assessment: Assessment, account: int | None) -> bool:
    """Whether the account made or checked part of the assessment."""
    return Assessment.objects.filter(own_assessments(account), pk=assessment.pk).exists()
