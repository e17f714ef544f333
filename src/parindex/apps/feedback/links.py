"""Links by which a partner without an account answers: signed, numbered, good for a time and once."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from parindex.apps.feedback.models import Invitation
from parindex.apps.feedback.queries import invitations, opinion_on
from parindex.apps.feedback.voices import mark_of

_SALT = "parindex.feedback.link"
GOOD_FOR = 60 * 24 * 3600
"""Seconds; a consultation that stays open longer needs new links."""


def token_of(invitation: Invitation) -> str:
    """The token of the invitation's link that counts."""
    return signing.dumps([invitation.pk.hex, invitation.link], salt=_SALT)


def invited_by(token: str) -> Invitation | None:
    """The invitation that a token was made for; None where the link is not good, or no longer.

    A link that served is one that was good: `is_used` tells.
    """
    try:
        key, number = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    found = invitations().filter(pk=UUID(hex=key), link=number, unit=None).first()
    if found is None or found.is_withdrawn or not found.consultation.is_open:
        return None
    return found


def is_used(invitation: Invitation) -> bool:
    """Whether the partner has answered by the link that counts."""
    opinion = opinion_on(invitation)
    return opinion is not None and opinion.used == mark_of(invitation, invitation.link)
